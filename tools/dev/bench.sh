# shellcheck shell=bash

verb_bench() {
  [ $# -gt 0 ] || set -- add steady fit cold follow columns growth stream add_things query plan validate size
  setup build bench
  case " $* " in *" add_things "*) setup jsonld ;; esac
  configure release
  quietly build/log/configure-release.log cmake --preset release -DKILOGRAPH_BENCH=ON
  build release
  local name
  for name in "$@"; do
    [ -f "bench/$name.py" ] || die "there is no bench '$name'" "Benches: add steady fit cold follow columns growth stream add_things query plan validate size fleet."
    "$PYTHON_BENCH" "bench/$name.py" build/release/src/kilograph
  done
}
