#!/usr/bin/env python3
"""Holds pySHACL and Apache Jena against each other: the same findings in every graph of accepted/ and rejected/, in the
ontologies, and in a catalogue's export, whole and with one value in fifty broken.

  jena.py --kilograph PROGRAM [--shared FOLDER]

Skips (exit code 77) without Java or without Jena (./dev setup jena).
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import rdflib
from findings import HERE, JENA, REPOSITORY, export_of, jena_results, results, shapes_graph, union_of

EVERY = 50  # of the literals, in order, one is broken


def broken(data):
    """The data with a number where a text stood, and a text where a number stood."""
    worse = rdflib.Graph()
    literals = 0
    for s, p, o in sorted(data):
        if isinstance(o, rdflib.Literal):
            literals += 1
            if literals % EVERY == 0:
                o = rdflib.Literal("none") if o.datatype == rdflib.XSD.integer else rdflib.Literal(-literals)
        worse.add((s, p, o))
    return worse


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilograph", required=True)
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    arguments = parser.parse_args()
    if not shutil.which("java") or not list(JENA.glob("jena-shacl-*.jar")):
        print("skipped: Apache Jena is not installed: ./dev setup jena")
        return 77
    shared = arguments.shared if arguments.shared.exists() else None
    files = [*sorted((HERE / "accepted").glob("*.ttl")), *sorted((HERE / "rejected").glob("*.ttl"))]
    files += sorted(f for f in (REPOSITORY / "ontology").rglob("*.ttl") if f.name != "shapes.ttl")
    shapes, failures, count = shapes_graph(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        files.append(export_of(arguments.kilograph, shared, Path(folder)))
        files.append(Path(folder) / "broken.nt")
        broken(union_of(files[-2])).serialize(files[-1], format="nt", encoding="utf-8")
        theirs = jena_results(files)
        for file in files:
            ours = {finding for _, _, finding in results(union_of(file), shapes)}
            count += len(ours)
            for finding in sorted(ours ^ theirs[str(file)])[:10]:
                only = "pySHACL" if finding in ours else "Jena"
                failures.append(f"{file.name}: only {only} finds {finding}")
    print(f"shacl: pySHACL and Jena over {len(files)} graphs: {count} findings, {len(failures)} differ")
    for failure in failures:
        print(f"FAIL {failure}", file=sys.stderr)
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
