"""Runs the worked queries of ontology/queries/ over the starter catalogue and compares their rows with expected/.

run.py KILOGRAPH [--accept]: the catalogue holds catalog/ and tests/shacl/every_fact.td.json, a Thing that runs a model.
Each query has a title, says what it answers, stands in `query --example`, and has its rows in expected/NAME.csv; times
are written as TIME. Queries in the published graph's terms answer with no rows here. Only the standard library is used.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
QUERIES = ROOT / "ontology/queries"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")
FEWEST = 15


def run(program, folder, *words):
    command = [program, "--catalog", f"{folder}/catalogue", "--quiet", *map(str, words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}: exit {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def check_text(file, listed):
    text = file.read_text(encoding="utf-8")
    title = re.match(r"# title: (.+)\n# answers: .+", text)
    if not title:
        return [f"{file.name}: begins with no title and what it answers"]
    return [] if listed.get(file.stem) == title[1] else [f"{file.name}: `query --example` does not list it"]


def check_rows(file, rows, accept):
    expected = HERE / "expected" / f"{file.stem}.csv"
    if accept:
        expected.write_text(rows, encoding="utf-8")
        return []
    if not expected.exists():
        return [f"{file.name}: its rows are not in expected/"]
    wanted = expected.read_text(encoding="utf-8")
    if rows != wanted:
        return [f"{file.name}: other rows\n--- expected\n{wanted}--- now\n{rows}"]
    if rows.count("\n") < 2 and not file.stem.endswith("-published"):
        return [f"{file.name}: no rows"]
    return []


def main(program, accept):
    problems, files = [], sorted(QUERIES.glob("*.rq"))
    with tempfile.TemporaryDirectory() as folder:
        run(program, folder, "init")
        published = sorted((ROOT / "catalog/models").glob("*.ttl"))  # our own models change more often
        run(program, folder, "add", *published, ROOT / "catalog/devices", ROOT / "tests/shacl/every_fact.td.json")
        examples = json.loads(run(program, folder, "--json", "query", "--example"))["examples"]
        listed = {example["name"]: example["title"] for example in examples}
        for file in files:
            rows = TIME.sub("TIME", run(program, folder, "query", "--example", file.stem, "--format", "csv"))
            rows = rows.replace("\r\n", "\n")
            problems += check_text(file, listed) + check_rows(file, rows, accept)
    stale = {f.stem for f in (HERE / "expected").glob("*.csv")} - {f.stem for f in files}
    problems += [f"expected/{name}.csv: there is no such query" for name in sorted(stale)]
    for problem in problems:
        print(problem)
    print(f"{len(files)} worked queries, {len(problems)} problems")
    return 1 if problems or len(files) < FEWEST else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--accept" in sys.argv[2:]))
