"""Holds `kilograph validate --sarif` to the SARIF 2.1.0 schema, and to what SARIF's text asks beyond it.

sarif.py PROGRAM SHARED SCHEMA
SCHEMA is that of OASIS (errata 01, draft rtm.5) as the npm package @microsoft/jest-sarif carries it. Beyond it, by
section of the specification: a result's ruleIndex leads to the rule of its ruleId (3.27.6), rules are listed once
(3.19.23), lines and columns count from 1 (3.30), URIs are absolute or relative references (3.4.3), and every file is an
artifact (3.14.15). Exit 1 where one does not hold, 77 where schema or reference data are absent.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema

URI_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")


def run_of(program, files):
    done = subprocess.run([program, "validate", "--sarif", *map(str, files)], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"validate ended with {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def breaches(log, files):
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        yield "a rule is listed twice"
    if len(run["artifacts"]) != len(files):
        yield "not every file is an artifact"
    for rule in run["tool"]["driver"]["rules"]:
        if not rule["shortDescription"]["text"]:
            yield f"{rule['id']} says nothing"
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        if rules[result["ruleIndex"]] != result["ruleId"]:
            yield f"ruleIndex of {result['ruleId']}"
        if min(place["region"]["startLine"], place["region"]["startColumn"]) < 1:
            yield f"region of {result['ruleId']}"
        if not URI_REFERENCE.fullmatch(place["artifactLocation"]["uri"]):
            yield f"URI {place['artifactLocation']['uri']}"


def main():
    program, shared, schema = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), Path(sys.argv[3])
    corpus = shared / "reference/td/corpus"
    if not schema.is_file() or not corpus.is_dir():
        print("skipped: needs the reference data (KILOGRAPH_SHARED) and ./dev setup jsonld")
        sys.exit(77)
    validator = jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    samples = Path(__file__).resolve().parent.parent / "fuzz/seeds/validation"
    results = failed = 0
    for files in (
        sorted((corpus / "invalid").iterdir()),
        sorted((corpus / "valid").iterdir()),
        sorted(samples.iterdir()),
    ):
        log = run_of(program, files)
        results += len(log["runs"][0]["results"])
        for error in validator.iter_errors(log):
            failed += 1
            print(f"{files[0].parent.name}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        for breach in breaches(log, files):
            failed += 1
            print(f"{files[0].parent.name}: {breach}")
    print(f"{results} results, {failed} breaches of SARIF 2.1.0")
    sys.exit(1 if failed or results == 0 else 0)


if __name__ == "__main__":
    main()
