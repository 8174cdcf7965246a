# shellcheck shell=bash

# What has a run.sh below tests/oracle/: real interpreters and compilers that plans are compared with.
oracle_names() {
  local run
  for run in tests/oracle/*/run.sh; do
    basename "$(dirname "$run")"
  done
}

# Kilograph's own programs that they use; what is called otherwise is built by an oracle itself.
oracle_programs() { grep -hoE '^add_executable\(kg_[a-z_]+' tests/oracle/*/CMakeLists.txt | cut -d'(' -f2; }

# 0: equal; 77: left out, for want of tools, network or models; other: a difference. What it printed last is its count.
run_oracle() {
  KILOGRAPH_BUILD=build/dev PYTHON=$PYTHON PATH=$(dirname "$(usable_cargo)"):$PATH "tests/oracle/$1/run.sh" |
    tee "build/log/oracle-$1.txt"
}

# verb_oracle [NAME…]: 77 where all of them were skipped.
verb_oracle() {
  local name status names programs ran=0 skipped=0 failed=0
  mapfile -t names < <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; else oracle_names; fi)
  for name in "${names[@]}"; do
    [ -x "tests/oracle/$name/run.sh" ] || die "there is no oracle '$name'" "Oracles: $(oracle_names | tr '\n' ' ')"
  done
  setup build oracle
  mapfile -t programs < <(oracle_programs)
  build dev kilograph "${programs[@]}"
  mkdir -p build/log
  rm -f build/log/oracle-*.txt
  for name in "${names[@]}"; do
    heading "Oracle $name"
    status=0
    run_oracle "$name" || status=$?
    case $status in
      0) ran=$((ran + 1)) ;;
      77) skipped=$((skipped + 1)) ;;
      *) failed=$((failed + 1)) ;;
    esac
  done
  say ""
  say "oracles: $ran agree, $failed differ, $skipped skipped"
  [ "$failed" -eq 0 ] || return 1
  [ "$ran" -gt 0 ] || return 77
}
