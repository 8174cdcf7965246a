# Completion of kilograph for bash; load it with: source <(kilograph completion bash)

{{place}}
_kilograph() {
  local current=${COMP_WORDS[COMP_CWORD]} verb place kind line
  COMPREPLY=()
  read -r verb place < <(__kilograph_place "${COMP_WORDS[@]:1:COMP_CWORD-1}")
  if [[ $place != --* && $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(__kilograph_options "$verb")" -- "$current")
    return
  fi
  if [[ $verb == - && $place != --* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{{verbs}}' -- "$current")
    return
  fi
  kind=$(__kilograph_kind "$verb" "$place")
  case $kind in
    choices*) mapfile -t COMPREPLY < <(compgen -W "${kind#choices }" -- "$current") ;;
    words*)
      while IFS= read -r line; do
        line=$(printf '%q' "$line")
        [[ $line == "$current"* ]] && COMPREPLY+=("$line")
      done < <("${COMP_WORDS[0]}" completion words "${kind#words }" 2>/dev/null)
      ;;
  esac
  if [[ $kind == files || ($kind == words* && ${#COMPREPLY[@]} -eq 0) ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -F _kilograph kilograph
