"""Runs every verb over the starter catalogue and compares text and JSON with tests/golden/expected.

run.py [--accept] PROGRAM
Each case of cases.json is one golden file: the command, its exit code, standard output, standard
error. What differs from run to run (the folder, times, sequence of a clock) is put into one form.
Exit 1 with a diff for each case that differs. Only the standard library is used.
"""

import difflib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXPECTED = HERE / "expected"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def environment(folder):
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH", "ASAN_OPTIONS") if name in os.environ
    }
    return {**kept, "LC_ALL": "C.UTF-8", "KILOGRAPH_CATALOG": str(folder / "catalogue")}


def stage(folder):
    """The files that commands name, beside the starter catalogue's published models and six published boards; its
    other boards and models, which change more often than answers should, are apart."""
    devices = folder / "catalog" / "devices"
    devices.mkdir(parents=True)
    shutil.copytree(ROOT / "catalog" / "models", folder / "catalog" / "models", ignore=shutil.ignore_patterns("own"))
    shutil.copytree(ROOT / "catalog" / "models" / "own", folder / "own")
    for board in (ROOT / "catalog" / "devices").glob("*.td.json"):
        shutil.copy(board, devices)
    (folder / "bare").mkdir()
    shutil.copy(ROOT / "catalog" / "models" / "own" / "gesture" / "gesture.tflite", folder / "bare" / "bare.tflite")
    (folder / "boards").symlink_to(ROOT / "catalog" / "devices")
    for name, text in json.loads((HERE / "files.json").read_text(encoding="utf-8")).items():
        (folder / name).write_text(text, encoding="utf-8")


def in_one_form(text, folder):
    text = text.replace(str(folder), "FOLDER")
    return TIME.sub("TIME", text)


def run(program, words, folder):
    done = subprocess.run(
        [str(program), *words], cwd=folder, env=environment(folder), capture_output=True, timeout=120, check=False
    )
    parts = [f"$ kilograph {shlex.join(words)}", f"exit {done.returncode}", done.stdout.decode("utf-8")]
    if done.stderr:
        parts += ["--- standard error", done.stderr.decode("utf-8")]
    return in_one_form("\n".join(parts), folder)


def differences(name, expected, actual):
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), f"expected/{name}", "now", lineterm="", n=2
    )
    return "\n".join(lines) or f"{name}: line ends differ"


def main():
    words = [word for word in sys.argv[1:] if word != "--accept"]
    accept = len(words) != len(sys.argv) - 1
    if len(words) != 1:
        sys.exit(__doc__)
    program = Path(words[0]).resolve()
    cases = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kilograph_golden_") as made:
        folder = Path(made).resolve()
        stage(folder)
        for name, command in cases.items():
            actual = run(program, command, folder)
            path = EXPECTED / f"{name}.txt"
            expected = path.read_bytes().decode("utf-8") if path.exists() else ""
            if actual == expected:
                continue
            failed += 1
            if accept:
                EXPECTED.mkdir(exist_ok=True)
                path.write_bytes(actual.encode("utf-8"))
                print(f"accepted {name}")
            else:
                print(differences(name, expected, actual))
    stale = {path.stem for path in EXPECTED.glob("*.txt")} - set(cases)
    for name in sorted(stale):
        print(f"{name}: no such case" + (", removed" if accept else ""))
        if accept:
            (EXPECTED / f"{name}.txt").unlink()
    verdict = "accepted" if accept else "differ from the golden files (./dev accept takes them as they are now)"
    print(f"{len(cases)} cases, {failed} {verdict}" if failed else f"{len(cases)} cases, all as expected")
    sys.exit(1 if (failed or stale) and not accept else 0)


if __name__ == "__main__":
    main()
