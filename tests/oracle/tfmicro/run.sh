#!/usr/bin/env bash
# The interpreter of July 2020, on this host and on a Cortex-M4F under QEMU, against Kilograph's plans for it.
# run.sh [MODEL…]: without models, the published, public and generated ones. Exit 0: equal; 1: a difference; 77: skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.."

HERE=tests/oracle/tfmicro
BUILD=build/oracle/tfmicro
BIN=${KILOGRAPH_BUILD:-build/dev}
PYTHON=${PYTHON:-python3}
SHARED=${KILOGRAPH_SHARED:-../shared}
TARGET=x86_64-unknown-linux-gnu  # spares what the crate needs on other systems; nothing of it is run

skip() {
  echo "skipped: $1"
  exit 77
}

quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 40 "$log"; return 1; }
}

for tool in cmake ninja g++ cargo arm-none-eabi-g++ qemu-system-arm; do
  command -v "$tool" >/dev/null || skip "there is no $tool here (./dev setup oracle installs it)"
done
mkdir -p "$BUILD"

quietly "$BUILD/fetch.log" cargo fetch --quiet --locked --manifest-path $HERE/crate/Cargo.toml --target $TARGET ||
  skip "the crate tfmicro cannot be fetched"
SOURCES=$(cargo metadata --locked --offline --format-version 1 --manifest-path $HERE/crate/Cargo.toml --filter-platform $TARGET |
  "$PYTHON" -c 'import json, sys
print(*(p["manifest_path"].rpartition("/")[0] for p in json.load(sys.stdin)["packages"] if p["name"] == "tfmicro"))')

build() {
  local kind=$1
  shift
  quietly "$BUILD/configure-$kind.log" cmake -S $HERE -B "$BUILD/$kind" -G Ninja -DTFMICRO_SOURCES="$SOURCES" "$@"
  quietly "$BUILD/build-$kind.log" ninja -C "$BUILD/$kind"
}
build host64
build arm32 -DCMAKE_TOOLCHAIN_FILE="$PWD/$HERE/cortex_m4f.cmake"

# C++ that `plan --code` prints for this interpreter, against its own headers and for a Cortex-M4F.
compile_code() {
  local model=$1 name lite=$SOURCES/submodules/tensorflow
  local downloads=$lite/tensorflow/lite/micro/tools/make/downloads
  name=$BUILD/code/$(basename "$model" .tflite).cpp
  "$BIN/src/kilograph" plan "$model" --runtime tflm-2020-07 --kernels reference --abi arm32 --code >"$name" || return 0
  arm-none-eabi-g++ -std=c++14 -fsyntax-only -w -fpermissive -mcpu=cortex-m4 -fno-rtti -fno-exceptions \
    -DTF_LITE_STATIC_MEMORY -isystem "$lite" -isystem "$downloads" -isystem "$downloads/flatbuffers/include" "$name" ||
    { echo "the code for $model does not compile"; return 1; }
  compiled=$((compiled + 1))
}

models=("$@")
if [ ${#models[@]} -eq 0 ]; then
  "$PYTHON" tools/public_models.py build/public_models || true
  shopt -s nullglob
  models=("$SHARED"/reference/models/*.tflite build/public_models/*.tflite)
  [ -d "$SHARED/reference/models" ] || echo "the published models are not here ($SHARED/reference/models); left out"
  generator=$BIN/tests/oracle/generator/kg_model_generator
  if [ -x "$generator" ]; then
    rm -rf "$BUILD/single" "$BUILD/joined"
    "$generator" "$BUILD/single" --seed 2020 --count 662 --alone >"$BUILD/single.log"
    "$generator" "$BUILD/joined" --seed 2020 --count 331 >"$BUILD/joined.log"
    models+=("$BUILD"/single/*.tflite "$BUILD"/joined/*.tflite)
  fi
fi
[ ${#models[@]} -gt 0 ] || skip "there are no models here"
rm -rf "$BUILD/code"
mkdir -p "$BUILD/code"
compiled=0
for model in "${models[@]}"; do
  case $model in "$BUILD"/*) continue ;; esac  # real models do
  compile_code "$model"
done
echo "$compiled models' code compiles against the interpreter's headers"
"$PYTHON" $HERE/compare.py --kilograph "$BIN/src/kilograph" --probes "$BUILD" "${models[@]}"
