"""Compares `kilograph validate` with the official JSON Schemas on the corpus and on 2,000 mutated descriptions.

agreement.py PROGRAM SHARED
Each kind of difference must be a row of the table in docs/formats/td_validation_differences.md, and each row
must occur, so that the table neither lacks a kind nor keeps one that is gone. Exit 1 otherwise.
"""

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
from mutations import mutated

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs/formats/td_validation_differences.md"
COUNT = 2000
SCHEMAS = {
    "td-1.0": "ver10_td-json-schema-validation.json",
    "td-1.1": "td-json-schema-validation.json",
    "tm-1.1": "tm-json-schema-validation.json",
}


def texts_of(value):
    return [value] if isinstance(value, str) else [one for one in value or [] if isinstance(one, str)]


def edition_of(thing):
    types = thing.get("@type")
    if "tm:ThingModel" in texts_of(types if isinstance(types, (str, list)) else []):
        return "tm-1.1"
    context = thing.get("@context")
    contexts = texts_of(context if isinstance(context, (str, list)) else [])
    early = "https://www.w3.org/2019/wot/td/v1" in contexts and "https://www.w3.org/2022/wot/td/v1.1" not in contexts
    return "td-1.0" if early else "td-1.1"


def rules_broken(program, things):
    """By file: the names of the rules of which an error was reported."""
    broken = collections.defaultdict(set)
    with tempfile.TemporaryDirectory(prefix="kilograph_validation_") as folder:
        paths = []
        for number, thing in enumerate(things):
            paths.append(Path(folder) / f"{number}.json")
            paths[-1].write_text(json.dumps(thing), encoding="utf-8")
        done = subprocess.run(
            [program, "validate", "--json", *map(str, paths)], capture_output=True, timeout=300, check=False
        )
        if done.returncode not in (0, 1):
            sys.exit(f"validate ended with {done.returncode}: {done.stderr.decode()}")
        for problem in json.loads(done.stdout)["problems"]:
            if problem["severity"] == "error":
                broken[int(Path(problem["source"]).stem)].add(problem["rule"].split("/", 1)[1])
    return broken


def place_of(error):
    """The member that a schema error is about, whatever it belongs to."""
    names = [part for part in error.absolute_path if isinstance(part, str)]
    return names[-1] if names else "thing"


def kind_of(error):
    inner = deepest(error)
    if [*error.absolute_path][:1] == ["@context"]:
        return "@context"
    return f"{inner.validator} of {place_of(inner)}"


def deepest(error):
    while error.context:
        error = max(error.context, key=lambda one: len(one.absolute_path))
    return error


def differences(validators, things, broken):
    """Each kind of difference with how often it occurs."""
    kinds = collections.Counter()
    for number, thing in enumerate(things):
        edition = edition_of(thing)
        errors = list(validators[edition].iter_errors(thing))
        rules = broken.get(number, set())
        if errors and not rules:
            for kind in {f"{edition} schema alone: {kind_of(one)}" for one in errors}:
                kinds[kind] += 1
        elif rules and not errors:
            for rule in rules:
                kinds[f"{edition} Kilograph alone: {rule}"] += 1
    return kinds


def explained():
    """First cells of the table's rows: `kind`."""
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    return {row.split("`")[1] for row in rows}


def main():
    program, shared = sys.argv[1], Path(sys.argv[2])
    folder = shared / "reference/td"
    if not folder.exists():
        print(f"skipped: reference data absent: {folder}")
        return 77
    validators = {
        edition: jsonschema.Draft7Validator(json.loads((folder / name).read_text(encoding="utf-8")))
        for edition, name in SCHEMAS.items()
    }
    paths = [*sorted((folder / "corpus/valid").glob("*.json")), *sorted((folder / "thing_models").glob("*.json"))]
    bases = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    things = list(mutated(bases, COUNT))
    kinds = differences(validators, things, rules_broken(program, things))
    known = explained()
    for kind, count in sorted(kinds.items()):
        print(f"{count:5} {kind}{'' if kind in known else '   NOT EXPLAINED'}")
    unused = known - set(kinds)
    for kind in sorted(unused):
        print(f"    0 {kind}   NO LONGER OCCURS")
    agreeing = COUNT - sum(kinds.values())
    print(f"{COUNT} mutated descriptions, {agreeing} or more judged alike, {len(kinds)} kinds of difference")
    return 1 if set(kinds) - known or unused else 0


if __name__ == "__main__":
    sys.exit(main())
