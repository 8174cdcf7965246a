# shellcheck shell=bash

# What one checkout compiled serves another on the same machine.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1

configure() {
  local preset=$1
  [ -f "build/$preset/build.ninja" ] && return
  step "Configuring build/$preset"
  quietly "build/log/configure-$preset.log" cmake --preset "$preset" -DCARGO="$(usable_cargo)"
}

# build PRESET [TARGET…]: progress on a terminal, quiet in a pipe.
build() {
  local preset=$1
  shift
  configure "$preset"
  if [ -t 1 ]; then
    NINJA_STATUS="[%f of %t, %es] " ninja -C "build/$preset" "$@"
  else
    step "Building build/$preset ${*}"
    quietly "build/log/build-$preset.log" ninja -C "build/$preset" "$@"
  fi
}

verb_build() {
  setup build
  build "${1:-release}"
  say "Built build/${1:-release}/src/kilograph"
}

verb_clean() {
  rm -rf build
  say "Removed build/"
}
