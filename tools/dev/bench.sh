# shellcheck shell=bash

verb_bench() {
  [ $# -gt 0 ] || set -- add steady fit query size
  setup build bench
  build release
  local name
  for name in "$@"; do
    [ -f "bench/$name.py" ] || die "there is no bench '$name'" "Benches: add steady fit query size."
    "$PYTHON_BENCH" "bench/$name.py" build/release/src/kilograph
  done
}
