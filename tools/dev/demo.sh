# shellcheck shell=bash
# ./dev demo: from a fresh machine to answers.

DEMO=$ROOT/build/demo
KILOGRAPH=$ROOT/build/release/src/kilograph

# Seen in a debootstrapped Debian 12 on two busy cores: 14 minutes, packages and build folder as below.
FIRST_RUN_MINUTES=14
FIRST_RUN_MEGABYTES=1500

# announce_first_run GROUP PRESET: what a first run installs and takes, said before it does.
announce_first_run() {
  local missing
  missing=$(missing_packages build "$1")
  if [ -z "$missing" ] && [ -x "$ROOT/build/$2/src/kilograph" ]; then return; fi
  heading "First run"
  if [ -n "$missing" ]; then
    say "To install by apt ($(wc -l <<<"$missing") packages, and what they need; nothing is removed):"
    fmt -w 100 <<<"$missing" | sed 's/^/  /'
  fi
  say "To download besides: Rust crates (engine/Cargo.lock), and three Python packages that hold public models."
  say "All else stays below build/. It takes about $FIRST_RUN_MINUTES minutes on two cores and"
  say "$FIRST_RUN_MEGABYTES MB of disk, packages included. Later runs take seconds."
}

# show kilograph ARGUMENT…: prints the command as one would type it, then runs it.
show() {
  local word shown=''
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=-]+$ ]]; then shown+=" $word"; else shown+=" \"$word\""; fi
  done
  printf '\n%s$%s%s\n' "$BOLD" "$shown" "$PLAIN"
  "$KILOGRAPH" "${@:2}"
}

# The starter catalogue's models and the study's boards, and real model files where they can be had.
make_catalogue() {
  rm -rf "$DEMO"
  export KILOGRAPH_CATALOG=$DEMO
  if ! "$PYTHON" tools/public_models.py build/public_models; then
    warn "some public models are not there (no network?); the demo goes on without them."
  fi
  local sources=(catalog/models catalog/devices/*.td.json)
  if compgen -G 'build/public_models/*.tflite' >/dev/null; then sources+=(build/public_models); fi
  show kilograph init
  show kilograph add "${sources[@]}"
}

case_study() {
  heading "$1"
  shift
  show kilograph "$@"
}

case_studies() {
  case_study "1. A model looks for devices: accelerometer and gyroscope, 116 kB of RAM, 531 kB of flash" \
    fit --need "accelerometer, gyroscope, ram=116kB, flash=531kB" --facts published
  show kilograph query --quiet --example devices-for-a-model
  case_study "2. A device looks for models: camera, 127 kB of RAM, 576 kB of flash" \
    fit --have "camera, ram=127kB, flash=576kB" --facts published
  show kilograph query --quiet --example models-for-a-device
  case_study "3. Benchmark for a task: microphone, yes/no, on speech_commands" \
    rank --sensor microphone --task yes/no --dataset speech_commands --facts published
  show kilograph query --quiet --example benchmark-for-a-task
}

verb_demo() {
  announce_first_run build release
  setup build
  build release kilograph
  heading "A catalogue: 23 published models (facts, no weights), four of our own, six boards, public model files"
  make_catalogue
  heading "What the catalogue holds"
  show kilograph query "SELECT ?model ?macs ?parameters WHERE { ?m a nnet:NeuralNetwork ; schema:name ?model ;
    nnet:hasMultiplyAccumulateOps ?macs ; kg:parameters ?parameters } ORDER BY ?macs"
  show kilograph query --quiet --example boards-with-sensors
  heading "Which model runs on which device"
  show kilograph fit
  heading "Why, in full"
  show kilograph why Visual_Alarm_Clock "Arduino Nano 33 BLE" || [ $? -eq 1 ]  # 1: the answer is no or unknown
  heading "The three case studies of the published work, asked in two ways each"
  case_studies
  heading "The same models on boards that people own"
  show kilograph add -q catalog/devices
  show kilograph fit
  heading "Next"
  say "  export PATH=$ROOT/build/release/src:\$PATH KILOGRAPH_CATALOG=$DEMO"
  say "  kilograph add YOUR_MODEL.tflite"
  say "  kilograph fit --model YOUR_MODEL"
  say "  kilograph why YOUR_MODEL \"Arduino Nano 33 BLE\""
}
