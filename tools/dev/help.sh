# shellcheck shell=bash

verb_help() {
  cat <<'TEXT'
./dev VERB

  demo              set up what is missing, build, and show what Kilograph answers
  test [PRESET]     build and run all tests (dev; asan and tsan are presets too)
  build [PRESET]    build (release); the program is build/release/src/kilograph
  setup [GROUP…]    install what a group needs: build test lint fuzz bench oracle jsonld clients jena (build)
  accept            take the programs' output of now as the golden files
  format            put all sources into the agreed form
  lint [CHECK…]     format tidy shell rust python docs (all)
  bench [NAME…]     figures, each beside its peer: add steady fit cold follow columns growth stream query plan …
  oracle [NAME…]    plans and our models against real interpreters: abi offline own tfmicro wheel (all)
  train [NAME…]     make the models of catalog/models/own anew; with --check before the names, only compare (all)
  fuzz NAME SECONDS run one fuzz target; `./dev fuzz replay` runs all seeds once
  long              the crash tests at all their moments (200 kills, every failure point)
  clean             remove build/

Set KILOGRAPH_SHARED to the folder with the reference data (default: ../shared).
TEXT
}
