# Completion of kilograph for bash; load it with: source <(kilograph completion bash)

{{place}}
_kilograph() {
  local current verb place kind line quote word beginning
  local -a words=()
  COMPREPLY=()
  # bash breaks kg:freeBytes at its colon.
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ ${#words[@]} -gt 0 && ($word == :* || ${words[-1]} == *:) ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  current=${words[-1]}
  read -r verb place < <(__kilograph_place "${words[@]:1:${#words[@]}-2}")
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
      # Behind an open quote a name stands as it is; bash puts the quote before it and behind it.
      quote=
      if [[ $current == [\"\']* ]]; then
        quote=${current:0:1}
        current=${current:1}
      fi
      while IFS= read -r line; do
        [[ $quote ]] || line=$(printf '%q' "$line")
        [[ $line == "$current"* ]] && COMPREPLY+=("$line")
      done < <("${COMP_WORDS[0]}" completion words "${kind#words }" 2>/dev/null)
      if [[ $kind == 'words answers' ]]; then compopt -o nospace 2>/dev/null; fi
      if [[ ! $quote && $current == *:* && ${COMP_WORDS[COMP_CWORD]} != "$current" ]]; then
        beginning=${current%"${current##*:}"}
        COMPREPLY=("${COMPREPLY[@]#"$beginning"}")
      fi
      ;;
  esac
  if [[ $kind == files || ($kind == words* && ${#COMPREPLY[@]} -eq 0) ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -F _kilograph kilograph
