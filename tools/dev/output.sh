# shellcheck shell=bash
# What people see of ./dev.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' PLAIN=''
fi

heading() { printf '\n%s%s%s\n' "$BOLD" "$*" "$PLAIN"; }
say() { printf '%s\n' "$*"; }
step() { printf '%s• %s%s\n' "$DIM" "$*" "$PLAIN"; }
warn() { printf 'Note: %s\n' "$*" >&2; }

# die MESSAGE [ADVICE]
die() {
  printf './dev: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '%s\n' "$2" >&2
  exit 1
}

# quietly LOG COMMAND…: output goes to the log; shown only where the command fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    die "failed: $*" "The whole output is in ${log#"$ROOT"/}."
  fi
}
