#!/usr/bin/env bash
# Writes catalog/models/: one description a published model (facts, no weights), made by
# kilograph itself from the study's files. Usage: tools/starter_catalogue.sh KILOGRAPH REFERENCE_FOLDER
set -euo pipefail
kilograph=$(realpath "$1")
reference=$(realpath "$2")
target=$(cd "$(dirname "$0")/.." && pwd)/catalog/models

# Each model in a catalogue of its own, so that two names for the same bytes stay two descriptions.
describe() {
  local model=$1 folder
  folder=$(mktemp -d)
  "$kilograph" --quiet --catalog "$folder/c" init >/dev/null
  "$kilograph" --quiet --catalog "$folder/c" add "$model" "$reference"/arena_tflm_2.4_host64.csv \
    "$reference"/arena_tflm_2026-08.csv "$reference"/Models_Information.xlsx >/dev/null 2>&1
  "$kilograph" --catalog "$folder/c" show --format ttl "$(basename "$model" .tflite)"
  rm -rf "$folder"
}

mkdir -p "$target"
for model in "$reference"/models/*.tflite; do
  describe "$model" >"$target/$(basename "$model" .tflite).ttl"
done
echo "described $(find "$target" -name '*.ttl' | wc -l) models in $target"
