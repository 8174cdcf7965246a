# shellcheck shell=bash
# What the machine needs: Debian packages (tools/packages.txt), Rust, Python tools in build/venv.

RUST_NEEDED=1.87
export PYTHON=$ROOT/build/venv/bin/python
export PYTHON_BENCH=$ROOT/build/venv-bench/bin/python

packages_of() { awk -v group="$1" '$1 == group { print $2 }' tools/packages.txt; }

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Of "A|B": whether any is installed, and the first that the distribution has (after apt-get update). A program of that
# name counts too: Node.js from its makers brings an npm that conflicts with the distribution's.
is_present() {
  local one
  for one in ${1//|/ }; do is_installed "$one" || command -v "$one" >/dev/null && return; done
  return 1
}

available() {
  local one
  for one in ${1//|/ }; do apt-cache show "$one" >/dev/null 2>&1 && break; done
  printf '%s\n' "$one"
}

# The path of a cargo that is new enough, or nothing. Debian's own comes as rustc-web and cargo-web.
usable_cargo() {
  local cargo version
  for cargo in "$(command -v cargo || true)" "$HOME/.cargo/bin/cargo"; do
    [ -x "$cargo" ] || continue
    version=$("$cargo" --version 2>/dev/null | awk '{ print $2 }') || continue
    if [ "$(printf '%s\n' "$RUST_NEEDED" "${version:-0}" | sort -V | head -n 1)" = "$RUST_NEEDED" ]; then
      printf '%s\n' "$cargo"
      return
    fi
  done
}

# Each once, in the order of tools/packages.txt.
missing_packages() { missing_of_groups "$@" | awk '!seen[$0]++'; }

missing_of_groups() {
  local group package
  for group in "$@"; do
    [ "$group" = bench ] && continue
    if [ "$group" = build ] && [ -z "$(usable_cargo)" ]; then packages_of rust; fi
    for package in $(packages_of "$group"); do
      is_present "$package" || printf '%s\n' "$package"
    done
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  command -v apt-get >/dev/null ||
    die "these packages are missing: $*" "This machine has no apt-get; install their like by its own means."
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    die "these packages are missing and there is no sudo" "As root: apt-get install $*"
  fi
  step "Installing $# Debian packages"
  quietly build/log/apt-update.log as_root apt-get update
  local package packages=()
  for package in "$@"; do packages+=("$(available "$package")"); done
  quietly build/log/apt-install.log as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends --no-remove "${packages[@]}"
}

check_rust_conflicts() {
  local package
  for package in cargo rustc rustup cargo-mozilla rustc-mozilla; do
    if is_installed "$package"; then
      die "cargo $RUST_NEEDED or newer is needed, and Debian's newer one conflicts with the package '$package'" \
        "Either remove it yourself (apt-get remove $package), or install a newer toolchain with your rustup. Nothing was changed."
    fi
  done
}

# setup GROUP…: quiet where nothing is missing.
setup() {
  local missing
  missing=$(missing_packages "$@")
  if [ -n "$missing" ]; then
    if grep -qx cargo-web <<<"$missing"; then check_rust_conflicts; fi
    # shellcheck disable=SC2086
    install_packages $missing
  fi
  setup_python "$@"
}

# venv FOLDER [REQUIREMENTS]: made once, and again when the requirements change.
venv() {
  local folder=$1 requirements=${2:-}
  if [ ! -x "$folder/bin/python" ]; then
    step "Making ${folder#"$ROOT"/}"
    quietly build/log/venv.log python3 -m venv "$folder"
  fi
  [ -n "$requirements" ] || return 0
  local mark=$folder/${requirements##*/}
  if ! cmp -s "$requirements" "$mark"; then
    step "Installing Python packages of $requirements"
    quietly build/log/pip.log "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$mark"
  fi
}

setup_python() {
  local group
  for group in "$@"; do
    case $group in
      build) venv "$ROOT/build/venv" ;;
      test | lint) venv "$ROOT/build/venv" "tools/requirements/$group.txt" ;;
      bench) venv "$ROOT/build/venv-bench" tools/requirements/bench.txt ;;
      jsonld) setup_node tests/jsonld node "jsonld.js and the SARIF schema of tests/validation" ;;
      clients) setup_node tests/clients clients node-wot ;;
      jena) setup_jena ;;
    esac
  done
}

# setup_node FOLDER TARGET NAME: the packages of a test's lock file, in build/TARGET.
setup_node() {
  local from=$1 folder=$ROOT/build/$2
  cmp -s "$from/package-lock.json" "$folder/package-lock.json" && return
  step "Installing $3"
  mkdir -p "$folder" build/log
  cp "$from/package.json" "$from/package-lock.json" "$folder/"
  quietly build/log/npm.log npm --prefix "$folder" ci --no-audit --no-fund
}

# Apache Jena's SHACL engine, in build/jena.
setup_jena() {
  local folder=$ROOT/build/jena pom=$ROOT/tests/shacl/jena/pom.xml
  cmp -s "$pom" "$folder/pom.xml" && return
  step "Installing Apache Jena"
  mkdir -p "$folder" build/log
  quietly build/log/maven.log mvn --batch-mode --quiet --file "$pom" \
    org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies "-DoutputDirectory=$folder"
  cp "$pom" "$folder/pom.xml"
}

verb_setup() {
  [ $# -gt 0 ] || set -- build
  local group
  for group in "$@"; do
    case $group in
      build | test | lint | fuzz | bench | oracle | jsonld | clients | jena) ;;
      *) die "there is no group '$group'" "Groups: build test lint fuzz bench oracle jsonld clients jena." ;;
    esac
  done
  setup "$@"
  say "Set up: $*"
}
