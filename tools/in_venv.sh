#!/usr/bin/env bash
# in_venv.sh MODULE SCRIPT ARGUMENT…: runs a script in build/venv; exit 77 (skipped) where the module is not there.
set -euo pipefail

module=$1
shift
python=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../build/venv/bin/python
if ! [ -x "$python" ] || ! "$python" -c "import $module" 2>/dev/null; then
  echo "skipped: build/venv lacks $module (./dev setup test installs it)"
  exit 77
fi
exec "$python" "$@"
