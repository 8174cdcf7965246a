#!/usr/bin/env bash
# The interpreters in two wheels of tflite-micro against Kilograph's plans for them.
# run.sh [MODEL…]: without models, the published, public and generated ones. Exit 0: equal; 1: a difference; 77: skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.."

HERE=tests/oracle/wheel
BUILD=build/oracle/wheel
BIN=${KILOGRAPH_BUILD:-build/dev}
PYTHON=${PYTHON:-python3}
SHARED=${KILOGRAPH_SHARED:-../shared}

skip() {
  echo "skipped: $1"
  exit 77
}

# An environment a wheel, made once for what its requirements say.
environment() {
  local requirements=$1 folder
  folder=$BUILD/environments/$(basename "$requirements" .txt)
  if ! cmp -s "$requirements" "$folder/installed.txt"; then
    rm -rf "$folder"
    "$PYTHON" -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps --timeout 15 --retries 1 \
      -r "$requirements" >"$folder/pip.log" 2>&1 || return 1
    cp "$requirements" "$folder/installed.txt"
  fi
}

for program in "$BIN/src/kilograph" "$BIN/tests/oracle/generator/kg_model_generator"; do
  [ -x "$program" ] || skip "$program is not built"
done
mkdir -p "$BUILD"
for requirements in "$HERE"/requirements/*.txt; do
  environment "$requirements" || skip "the wheels of $requirements cannot be had"
done

options=()
models=("$@")
if [ ${#models[@]} -eq 0 ]; then
  "$PYTHON" tools/public_models.py build/public_models || true
  shopt -s nullglob globstar
  models=("$SHARED"/reference/models/*.tflite "$SHARED"/reference/models_more/**/*.tflite build/public_models/*.tflite)
  [ -d "$SHARED/reference/models" ] || echo "the published models are not here ($SHARED/reference/models); left out"
  rm -rf "$BUILD/generated"
  "$BIN/tests/oracle/generator/kg_model_generator" "$BUILD/generated" --seed 2026 >"$BUILD/generated.log"
  rm -rf "$BUILD/plain" "$BUILD/lies"
  "$BIN/tests/oracle/generator/kg_model_generator" "$BUILD/plain" --seed 2027 --alone --count 406 >"$BUILD/plain.log"
  "$BUILD/environments/tflm-2025-01/bin/python" $HERE/lies.py "$BUILD/lies" "$BUILD"/plain/*.tflite
  options=(--lies "$BUILD/lies" --generated "$BUILD/generated" --page docs/formats/memory_plan_coverage.md)
fi
"$PYTHON" $HERE/compare.py --kilograph "$BIN/src/kilograph" --environments "$BUILD/environments" "${options[@]}" "${models[@]}"
