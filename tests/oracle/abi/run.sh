#!/usr/bin/env bash
# Structure sizes of ontology/runtimes/ against what cross compilers say.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
exec python3 "$here/check.py" "$here/../../.."
