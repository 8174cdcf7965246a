__kilograph_options() {
  case "$1" in
{{options}}
  esac
}

# What completes the value of an option, or of a place, of a verb.
__kilograph_kind() {
  case "$1/$2" in
    */--catalog) echo files ;;
{{kinds}}
    *) echo none ;;
  esac
}

# The verb (- for none), then the option whose value is being written, or the number of the place.
__kilograph_place() {
  local verb='' place=0 option='' word
  for word in "$@"; do
    if [ -n "$option" ]; then
      option=''
      continue
    fi
    case "$word" in
      --*=*) ;;
      -*) if [ "$(__kilograph_kind "$verb" "$word")" != none ]; then option=$word; fi ;;
      *) if [ -z "$verb" ]; then verb=$word; else place=$((place + 1)); fi ;;
    esac
  done
  echo "${verb:--} ${option:-$((place + 1))}"
}
