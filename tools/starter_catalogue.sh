#!/usr/bin/env bash
# Makes catalog/models/ anew: descriptions (facts, no weights) of the published models, by our own program.
# starter_catalogue.sh KILOGRAPH REFERENCE-FOLDER
set -euo pipefail

kilograph=$(readlink -f "$1") reference=$(readlink -f "$2")
target=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../catalog/models
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export KILOGRAPH_CATALOG=$scratch/catalog

"$kilograph" --quiet init
# By relative names, so that no folder of this machine stands in a description.
(cd "$reference" && "$kilograph" --quiet add models Models_Information.xlsx arena_tflm_2.4_host64.csv \
  arena_tflm_2026-08.csv)
rm -rf "$target"
mkdir -p "$target"
"$kilograph" --quiet query --format csv 'SELECT DISTINCT ?name { ?m a nnet:NeuralNetwork ; schema:name ?name }' |
  tail -n +2 | tr -d '\r' | while read -r name; do
  "$kilograph" show "$name" --format ttl >"$target/$name.ttl"
done
find "$target" -name '*.ttl' | wc -l
