#!/usr/bin/env python3
"""Runs the example of every verb's --help, in the order of the verbs, as somebody with a fresh clone would.

run.py PROGRAM. The folder has nothing but catalog/ and ontology/ of the project, so that what an example names is there
or was made by an example before it. Exit 1 with what an example said where it fails. The standard library is enough.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = {"why": (0, 1)}  # 1: the answer is no, which is an answer
NEEDS_AN_EMPTY_CATALOGUE = {"import"}


def shell(command, folder):
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    environment.pop("KILOGRAPH_CATALOG", None)
    words = ["bash", "-c", command]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


def stage(folder, program):
    (folder / "bin").mkdir()
    (folder / "bin" / "kilograph").symlink_to(program)
    for name in ("catalog", "ontology"):
        shutil.copytree(ROOT / name, folder / name)


def examples(program):
    done = subprocess.run([program, "help", "--json"], check=True, capture_output=True, text=True)
    return [(verb["name"], verb["example"]) for verb in json.loads(done.stdout)["verbs"]]


def main(program):
    failures, tried = [], examples(program)
    with tempfile.TemporaryDirectory(prefix="kilograph_examples_") as made, tempfile.TemporaryDirectory() as other:
        folder, empty = Path(made), Path(other)
        stage(folder, program)
        for name, example in tried:
            where = folder
            if name in NEEDS_AN_EMPTY_CATALOGUE:
                shutil.copytree(folder, empty, dirs_exist_ok=True, ignore=shutil.ignore_patterns("kilograph.catalog"))
                shell("kilograph init", empty)
                where = empty
            done = shell(example, where)
            if done.returncode not in ANSWERS.get(name, (0,)) or not (done.stdout + done.stderr).strip():
                failures.append(f"{name}: `{example}` ends with {done.returncode}: {done.stdout[-500:]}{done.stderr}")
    for failure in failures:
        print(f"FAIL {failure}", file=sys.stderr)
    print(f"examples: {len(tried) - len(failures)} of {len(tried)} run as they stand in --help")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve())))
