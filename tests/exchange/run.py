"""Exports a catalogue, imports it into an empty one and compares the two.

run.py PROGRAM [--shared FOLDER]
Byte by byte over both exports, and by canonical form (RDFC-1.0, computed by pyoxigraph, which knows
nothing of us). Where the study's published graph is at hand, it is in the catalogue too.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph

ROOT = Path(__file__).resolve().parent.parent.parent


def kilograph(program, catalogue, *arguments):
    command = [program, "--quiet", "--catalog", str(catalogue), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.PIPE)


def study_files(shared):
    reference = shared / "reference"
    found = [reference / "published_knowledge_graph.ttl", *sorted(reference.glob("devices/*.ttl"))]
    return [path for path in found if path.exists()]


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def canonical_form(folder):
    quads = pyoxigraph.parse(path=folder / "catalogue.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).decode().splitlines())
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        first, second = Path(scratch, "first"), Path(scratch, "second")
        studied = study_files(options.shared)
        kilograph(options.program, first, "init")
        kilograph(options.program, first, "add", ROOT / "catalog", *studied)
        kilograph(options.program, first, "export", Path(scratch, "a"))
        kilograph(options.program, second, "init")
        kilograph(options.program, second, "import", Path(scratch, "a"))
        kilograph(options.program, second, "verify")
        kilograph(options.program, second, "export", Path(scratch, "b"))
        before, after = files_of(Path(scratch, "a")), files_of(Path(scratch, "b"))
        differing = sorted(str(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        forms = canonical_form(Path(scratch, "a")), canonical_form(Path(scratch, "b"))
    print(f"{len(before)} files, {forms[0][0]} quads, {len(studied)} files of the study; RDFC-1.0 {forms[0][1]}")
    if differing or forms[0] != forms[1] or forms[0][0] < 1000:
        sys.exit(f"the imported catalogue differs: {differing}, {forms}")


if __name__ == "__main__":
    main()
