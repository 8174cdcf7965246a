# shellcheck shell=bash

# verb_train [--check] [NAME…]: the models of catalog/models/own, made anew. About two minutes of one processor for all.
verb_train() {
  setup build
  venv build/venv-train tools/requirements/train.txt
  step "Training at low priority; about two minutes of one processor for all"
  PYTHONWARNINGS=ignore OMP_NUM_THREADS=1 nice build/venv-train/bin/python tools/train/train.py "$@"
  # Self-tests are what the interpreter for microcontrollers says.
  if [ "${1:-}" != --check ]; then KILOGRAPH_ACCEPT=1 PYTHON=$PYTHON tests/oracle/own/run.sh; fi
}
