#!/usr/bin/env python3
"""Checks what Kilograph writes with an independent SHACL engine (pySHACL).

  run.py [--kilograph PROGRAM] [--data FILE...] [--shared FOLDER]

1. Each graph in rejected/ is refused by the shape that its file is named after, and by no other;
   and each shape has one.
2. The data conform: the given files (N-Quads, TriG, Turtle, N-Triples), and the export of a
   catalogue that the given program makes from catalog/, a device with every fact and, where they
   are at hand, the reference models and the published graph.
3. The ontologies are consistent under OWL RL, and a contradiction is found when there is one.
4. The boards of catalog/devices pass the JSON Schema of Thing Descriptions or of Thing Models, where it is at hand.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import owlrl
import rdflib
from pyshacl import validate

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def shapes_graph():
    return rdflib.Graph().parse(REPOSITORY / "ontology" / "shapes.ttl")


def node_shapes(shapes):
    """The named shapes, by local name."""
    named = (s for s in shapes.subjects(rdflib.RDF.type, SH.NodeShape) if isinstance(s, rdflib.URIRef))
    return {str(s).rsplit("#", 1)[1]: s for s in named}


def owner(shapes, shape):
    """The named shape that a result's source shape belongs to."""
    while not isinstance(shape, rdflib.URIRef):
        parents = list(shapes.subjects(SH.property, shape))
        if not parents:
            return None
        shape = parents[0]
    return str(shape).rsplit("#", 1)[1]


def violations(data, shapes):
    _, report, text = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        found.add(owner(shapes, report.value(result, SH.sourceShape)))
    return found, text


def check_rejected(shapes):
    failures = []
    names = set(node_shapes(shapes))
    files = {f.stem: f for f in sorted((HERE / "rejected").glob("*.ttl"))}
    for name in sorted(names - set(files)):
        failures.append(f"shape {name} has no graph in rejected/")
    for name, file in files.items():
        found, _ = violations(rdflib.Graph().parse(file), shapes)
        if found != {name}:
            failures.append(f"{file.name}: refused by {sorted(map(str, found)) or 'nothing'}, not by {name} alone")
    return failures, len(files)


def check_data(file, shapes):
    data = rdflib.Dataset(default_union=True)
    data.parse(file)
    union = rdflib.Graph()
    for s, p, o in data.triples((None, None, None)):
        union.add((s, p, o))
    conforms, _, text = validate(union, shacl_graph=shapes, inference="none")
    print(f"shacl: {file.name}: {len(union)} triples {'conform' if conforms else 'DO NOT CONFORM'}")
    return [] if conforms else [f"{file}: {text[:4000]}"]


def export_of(program, shared, folder):
    """The export of a catalogue with everything that is at hand."""
    inputs = [*sorted((REPOSITORY / "catalog").iterdir()), HERE / "every_fact.td.json"]
    for extra in ("models", "Models_Information.xlsx", "published_knowledge_graph.ttl", "devices"):
        if shared and (shared / "reference" / extra).exists():
            inputs.append(shared / "reference" / extra)
    catalogue, out = folder / "catalogue", folder / "export"
    for words in (["init"], ["add", *inputs], ["export", out]):
        command = [program, "--catalog", str(catalogue), "--quiet", *map(str, words)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{program} {words[0]}: exit {done.returncode}: {done.stderr.strip()}")
    return out / "catalogue.nq"


CONTRADICTION = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def contradictions(graph):
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(o) for o in graph.objects(None, CONTRADICTION))


def check_consistency():
    def ontology():
        graph = rdflib.Graph()
        for file in sorted((REPOSITORY / "ontology").glob("*.ttl")):
            if file.stem not in ("shapes", "operators"):  # 190 individuals of one kind only cost time
                graph.parse(file)
        return graph

    failures = [f"ontology: {text}" for text in contradictions(ontology())]
    broken = ontology()
    kg = rdflib.Namespace("https://w3id.org/kilograph/ns#")
    for klass in (kg.WorkingMemoryRequirement, kg.ProgramMemoryRequirement):
        broken.add((rdflib.URIRef("urn:both"), rdflib.RDF.type, klass))
    if not contradictions(broken):
        failures.append("ontology: a requirement for both kinds of memory is not found to be a contradiction")
    print("owl: the ontologies are consistent" if not failures else "owl: FAILS")
    return failures


def check_boards(shared):
    """The boards, as Thing Descriptions or Thing Models, by what their files are called."""
    import jsonschema

    failures = []
    for kind in ("td", "tm"):
        schema_file = shared / f"reference/td/{kind}-json-schema-validation.json" if shared else None
        if not schema_file or not schema_file.exists():
            print(f"{kind}: SKIPPED: the JSON Schema is absent (set KILOGRAPH_SHARED)")
            continue
        validator = jsonschema.Draft7Validator(json.loads(schema_file.read_text()))
        files = sorted((REPOSITORY / "catalog" / "devices").glob(f"*.{kind}.json"))
        for file in files:
            for error in validator.iter_errors(json.loads(file.read_text())):
                failures.append(f"{file.name}: {'/'.join(map(str, error.path))}: {error.message}")
        print(f"{kind}: {len(files)} boards checked against the JSON Schema")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilograph", help="the program whose export is checked")
    parser.add_argument("--data", nargs="*", type=Path, default=[], help="files to check")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared", help="reference data")
    arguments = parser.parse_args()
    shared = arguments.shared if arguments.shared.exists() else None

    shapes = shapes_graph()
    failures, rejected = check_rejected(shapes)
    print(f"shacl: {rejected} graphs refused, each by its own shape" if not failures else "shacl: rejected/ FAILS")
    for file in arguments.data:
        failures += check_data(file, shapes)
    if arguments.kilograph:
        with tempfile.TemporaryDirectory() as folder:
            failures += check_data(export_of(arguments.kilograph, shared, Path(folder)), shapes)
    failures += check_consistency()
    failures += check_boards(shared)
    for failure in failures:
        print(f"FAIL {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
