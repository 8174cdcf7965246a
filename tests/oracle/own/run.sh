#!/usr/bin/env bash
# The models of our own in an interpreter of tflite-micro. Exit 0: as their cards say; 1: a difference; 77: skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.."

PYTHON=${PYTHON:-python3}
REQUIREMENTS=tests/oracle/wheel/requirements/tflm-2026-10.txt
ENVIRONMENT=build/oracle/wheel/environments/tflm-2026-10

if ! cmp -s "$REQUIREMENTS" "$ENVIRONMENT/installed.txt"; then
  rm -rf "$ENVIRONMENT"
  "$PYTHON" -m venv "$ENVIRONMENT"
  if ! "$ENVIRONMENT/bin/pip" install --quiet --disable-pip-version-check --no-deps --timeout 15 --retries 1 \
    -r "$REQUIREMENTS" >"$ENVIRONMENT/pip.log" 2>&1; then
    echo "skipped: the wheel of $REQUIREMENTS cannot be had"
    exit 77
  fi
  cp "$REQUIREMENTS" "$ENVIRONMENT/installed.txt"
fi
PYTHONPATH=tests/oracle/wheel:tools/train "$ENVIRONMENT/bin/python" tests/oracle/own/check.py
