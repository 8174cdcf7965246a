# shellcheck shell=bash

# run_ctest PRESET [CTEST-OPTIONS…]: leaves build/PRESET/tests.xml for tools/test_counts.py.
run_ctest() {
  local preset=$1
  shift
  mkdir -p "build/log"
  KILOGRAPH_PYTHON=$PYTHON ctest --test-dir "build/$preset" --output-on-failure --parallel "$(nproc)" --timeout 600 \
    --label-exclude "$(labels_left_out "$preset")" --output-junit tests.xml "$@" >"build/log/ctest-$preset.log" 2>&1 ||
    { grep -vE 'Start +[0-9]+:| Passed +[0-9.]+ sec' "build/log/ctest-$preset.log" | tail -n 120; return 1; }
}

# Slow under a sanitizer, and about the words printed, not the memory touched.
labels_left_out() { if [ "$1" = dev ]; then echo '^none$'; else echo '^(shacl|vocabulary|queries|shells|exchange|tutorial)$'; fi; }

# Under a sanitizer only some rooms are built and run: those that read strangers' bytes and compute on
# them, and those that use threads.
rooms_of() {
  case $1 in
    asan) echo base domain ingest inspect match ;;
    tsan) echo knowledge ;;
  esac
}

# verb_test [PRESET [ctest options…]]
verb_test() {
  local preset=${1:-dev} failed=0 room labels='' targets=()
  [ $# -eq 0 ] || shift
  announce_first_run test dev
  setup build test
  for room in $(rooms_of "$preset"); do
    targets+=("kg_${room}_tests")
    labels+=${labels:+|}$room
  done
  [ -z "$labels" ] || set -- "$@" --label-regex "^($labels)\$"
  build "$preset" "${targets[@]}"
  step "Running the tests of build/$preset"
  run_ctest "$preset" "$@" || failed=1
  python3 tools/test_counts.py "build/$preset/tests.xml"
  return "$failed"
}

verb_accept() {
  setup build test
  build dev kilograph
  KILOGRAPH_PYTHON=$PYTHON "$PYTHON" tests/golden/run.py --accept build/dev/src/kilograph
  "$PYTHON" tests/queries/run.py build/dev/src/kilograph --accept
  "$PYTHON" tests/tutorial/run.py build/dev/src/kilograph --accept
  build/dev/src/kilograph help --markdown >docs/reference/verbs.md
  "$PYTHON" tools/board_page.py
  say "Now read the difference: git diff tests/golden docs"
}

verb_long() {
  setup build test
  build dev
  KILOGRAPH_LONG=1 ctest --test-dir build/dev --output-on-failure --tests-regex '^(Crash|crash)' --timeout 3600
}

fuzz_targets() {
  local target
  for target in build/fuzz/tests/fuzz/*_fuzz; do
    [ -x "$target" ] && printf '%s\n' "$target"
  done
}

# Each target over its seeds once, then SECONDS of fuzzing each (0: none).
replay_seeds() {
  local seconds=${1:-0} target name count=0 failed=0
  for target in $(fuzz_targets); do
    name=$(basename "$target" _fuzz)
    mkdir -p "build/fuzz/corpus/$name"
    local options=(-runs=0)
    [ "$seconds" -eq 0 ] || options=("-max_total_time=$seconds" -max_len=8192)
    if "$target" "${options[@]}" -timeout=20 -rss_limit_mb=2048 -print_final_stats=0 \
      "-artifact_prefix=build/fuzz/" "build/fuzz/corpus/$name" "tests/fuzz/seeds/$name" >"build/log/fuzz-$name.log" 2>&1; then
      say "  ok   $name"
    else
      tail -n 30 "build/log/fuzz-$name.log"
      say "  FAIL $name"
      failed=$((failed + 1))
    fi
    count=$((count + 1))
  done
  say "$((count - failed)) passed, $failed failed"
  [ "$failed" -eq 0 ]
}

verb_fuzz() {
  local name=${1:?"./dev fuzz NAME SECONDS"} seconds=${2:-0}
  setup build fuzz
  build fuzz
  mkdir -p build/log
  if [ "$name" = replay ]; then
    replay_seeds "$seconds"
    return
  fi
  [ -x "build/fuzz/tests/fuzz/${name}_fuzz" ] ||
    die "there is no fuzz target '$name'" "Targets: $(fuzz_targets | xargs -rn1 basename | sed 's/_fuzz$//' | tr '\n' ' ')"
  mkdir -p "build/fuzz/corpus/$name"
  "build/fuzz/tests/fuzz/${name}_fuzz" "-max_total_time=${seconds}" -artifact_prefix=build/fuzz/ \
    "build/fuzz/corpus/$name" "tests/fuzz/seeds/$name"
}
