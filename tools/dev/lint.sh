# shellcheck shell=bash

CLANG_FORMAT=$ROOT/build/venv/bin/clang-format
CLANG_TIDY=$ROOT/build/venv/bin/clang-tidy
RUFF=$ROOT/build/venv/bin/ruff

cpp_files() { git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp'; }

verb_format() {
  setup lint
  cpp_files | xargs -r "$CLANG_FORMAT" -i
  if [ -n "$(usable_cargo)" ] && "$(usable_cargo)" fmt --version >/dev/null 2>&1; then
    "$(usable_cargo)" fmt --manifest-path engine/Cargo.toml --all
  fi
  "$RUFF" format --quiet bench tests tools
  say "Formatted."
}

lint_format() {
  local log=build/log/format.log
  mkdir -p build/log
  cpp_files | xargs -r "$CLANG_FORMAT" --dry-run --Werror >"$log" 2>&1 && return
  sed -n 's/^\([^:]*\):.* error:.*/\1/p' "$log" | sort | uniq -c | sort -rn | head -n 40
  say "./dev format puts them right."
  return 1
}

# The tools' own flags: the compilation database of the dev preset.
lint_tidy() {
  configure dev
  git ls-files 'src/*.cpp' | xargs -r -n 4 -P "$(nproc)" "$CLANG_TIDY" --quiet -p build/dev 2>/dev/null
}

lint_shell() {
  local scripts
  mapfile -t scripts < <(git ls-files --cached --others --exclude-standard '*.sh')
  shellcheck --external-sources dev .ci/run "${scripts[@]}"
}

# 77: the toolchain has no such part (Debian's rustc-web has neither).
lint_rust() {
  local cargo
  cargo=$(usable_cargo)
  "$cargo" fmt --version >/dev/null 2>&1 && "$cargo" clippy --version >/dev/null 2>&1 || return 77
  "$cargo" fmt --manifest-path engine/Cargo.toml --all --check &&
    "$cargo" clippy --manifest-path engine/Cargo.toml --target-dir build/engine --release --locked --all-targets --quiet -- -D warnings
}

lint_python() {
  "$RUFF" check --quiet bench tests tools && "$RUFF" format --check --quiet bench tests tools
}

lint_docs() { python3 tools/docs_check.py; }

verb_lint() {
  [ $# -gt 0 ] || set -- format tidy shell rust python docs
  setup build lint
  local check status failed=0
  for check in "$@"; do
    declare -F "lint_$check" >/dev/null || die "there is no check '$check'" "Checks: format tidy shell rust python docs."
    status=0
    "lint_$check" || status=$?
    case $status in
      0) say "ok   $check" ;;
      77) say "skip $check: not in this toolchain" ;;
      *) say "FAIL $check"; failed=1 ;;
    esac
  done
  return "$failed"
}
