#compdef kilograph
# Completion of kilograph for zsh; load it with: source <(kilograph completion zsh), after compinit.

{{place}}
_kilograph() {
  local current=${words[CURRENT]} verb place kind
  local -a lines
  read -r verb place <<< "$(__kilograph_place "${(@)words[2,CURRENT-1]}")"
  if [[ $place != --* && $current == -* ]]; then
    lines=(${=$(__kilograph_options "$verb")})
    compadd -- $lines
    return
  fi
  if [[ $verb == - && $place != --* ]]; then
    lines=({{verbs}})
    compadd -- $lines
    return
  fi
  kind=$(__kilograph_kind "$verb" "$place")
  case $kind in
    files) _files ;;
    choices*)
      lines=(${=kind#choices })
      compadd -- $lines
      ;;
    words*)
      lines=("${(@f)$(${words[1]} completion words ${kind#words } 2>/dev/null)}")
      if [[ $kind == 'words answers' ]]; then
        compadd -S '' -- $lines
      else
        compadd -- $lines || _files
      fi
      ;;
  esac
}

compdef _kilograph kilograph
