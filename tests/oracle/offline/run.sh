#!/usr/bin/env bash
# Copies of models with other orders and offline plans, in the interpreter of the PyPI wheel tflite-micro.
# 0: every copy starts, takes what was planned and answers as the original; 1: one does not; 77: skipped (no wheel).
#
# Models: the reference data, the public models of tools/public_models.txt that are there or can be had, and
# COPIES_COUNT generated ones (300).
set -euo pipefail
cd "$(dirname "$0")/../../.."

build=${KILOGRAPH_BUILD:-build/dev}
python=${PYTHON:-python3}
shared=${KILOGRAPH_SHARED:-../shared}
runtime=tflm-2025-01
requirements=tests/oracle/wheel/requirements/$runtime.txt
environment=build/oracle/wheel/environments/$runtime

skip() {
  echo "skipped: $1"
  exit 77
}

# The same environment as the oracle `wheel` has.
make_environment() {
  cmp -s "$requirements" "$environment/installed.txt" && return
  rm -rf "$environment"
  "$python" -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --no-deps --timeout 15 --retries 1 \
    -r "$requirements" >"$environment/pip.log" 2>&1 || return 1
  cp "$requirements" "$environment/installed.txt"
}

[ -x "$build/tests/oracle/offline/kg_offline_copies" ] || skip "$build has no kg_offline_copies"
make_environment || skip "the wheel of $requirements cannot be had"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/copies"
"$python" tools/public_models.py build/public_models || echo "some public models are left out"
"$build/tests/oracle/generator/kg_model_generator" "$folder/generated" --seed 1910 --count "${COPIES_COUNT:-300}" >/dev/null
find "$shared/reference/models" "$shared/reference/models_more" build/public_models "$folder/generated" \
  -name '*.tflite' 2>/dev/null | sort |
  xargs "$build/tests/oracle/offline/kg_offline_copies" "$runtime" "$folder/copies" >"$folder/lines"
"$environment/bin/python" tests/oracle/offline/compare.py <"$folder/lines"
