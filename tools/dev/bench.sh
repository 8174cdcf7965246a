# shellcheck shell=bash

verb_bench() {
  [ $# -gt 0 ] || set -- add steady fit cold follow columns growth add_things query plan validate size
  setup build bench
  configure release
  quietly build/log/configure-release.log cmake --preset release -DKILOGRAPH_BENCH=ON
  build release
  local name
  for name in "$@"; do
    [ -f "bench/$name.py" ] || die "there is no bench '$name'" "Benches: add steady fit cold follow columns growth add_things query plan validate size."
    "$PYTHON_BENCH" "bench/$name.py" build/release/src/kilograph
  done
}
