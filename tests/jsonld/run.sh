#!/usr/bin/env bash
# run.sh THING_TRIPLES SHARED: skips (77) without node, without the packages (./dev setup jsonld), without the corpus.
set -euo pipefail

program=$1
reference=$2/reference/td
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export KILOGRAPH_NODE=${KILOGRAPH_NODE:-$here/../../build/node}

skip() {
  printf 'skipped: %s\n' "$1"
  exit 77
}
command -v node >/dev/null || skip "node is not installed"
[ -d "$KILOGRAPH_NODE/node_modules/jsonld" ] || skip "jsonld.js is not installed: ./dev setup jsonld"
[ -d "$reference/corpus" ] || skip "reference data absent: $reference (set KILOGRAPH_SHARED)"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
files=("$reference"/corpus/valid/* "$reference"/corpus/invalid/* "$reference"/thing_models/*)
"$program" "$folder" "${files[@]}"
node "$here/compare.mjs" "$reference" "$folder" "${files[@]}"
