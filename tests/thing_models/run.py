#!/usr/bin/env python3
"""Makes an instance of each reference Thing Model with `kilograph new thing` and checks it with the JSON Schema of
Thing Description 1.1.

  run.py --kilograph PROGRAM [--shared FOLDER] [--accept]

expected.json says of each model: "td", or the error, also of one that breaks the Recommendation itself. Exit 1 where
one differs or breaks the schema, 77 where the reference data are absent.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
EXPECTED = HERE / "expected.json"


def outcome(program, model, folder, validator):
    words = ["new", "thing", "--model", f"./{model.name}", "--id", "urn:example:instance", "--title", "An instance"]
    words += ["--base", "https://instance.example/", "--catalog", str(folder / "none"), "--json"]
    done = subprocess.run([program, *words], cwd=model.parent, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        text = done.stdout or done.stderr
        error = json.loads(text.strip().splitlines()[-1])["error"]
        return error["message"]
    td = json.loads(done.stdout)["td"]
    errors = sorted(validator.iter_errors(td), key=lambda error: list(map(str, error.path)))
    if not errors:
        return "td"
    first = errors[0]
    return f"td, {len(errors)} schema errors: /{'/'.join(map(str, first.path))}: {first.message[:120]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilograph", required=True, help="the program")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared", help="reference data")
    parser.add_argument("--accept", action="store_true", help="takes today's outcomes as expected")
    arguments = parser.parse_args()
    td = arguments.shared / "reference" / "td"
    if not td.exists():
        print("SKIPPED: the reference Thing Models are absent (set KILOGRAPH_SHARED)")
        return 77
    validator = jsonschema.Draft7Validator(json.loads((td / "td-json-schema-validation.json").read_text()))
    program = Path(arguments.kilograph).resolve()
    with tempfile.TemporaryDirectory() as folder:
        found = {
            model.name: outcome(program, model, Path(folder), validator)
            for model in sorted((td / "thing_models").glob("*.json"))
        }
    if arguments.accept:
        EXPECTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    differing = [name for name in sorted({*found, *expected}) if found.get(name) != expected.get(name)]
    differing += [name for name, text in found.items() if text.startswith("td, ")]
    for name in differing:
        print(f"{name}: expected {expected.get(name)!r}, found {found.get(name)!r}", file=sys.stderr)
    good = sum(text == "td" for text in found.values())
    print(f"{len(found)} Thing Models: {good} give a valid description, {len(found) - good} say why not")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
