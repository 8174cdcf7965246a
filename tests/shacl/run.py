#!/usr/bin/env python3
"""Checks the shapes, and what Kilograph writes, with an independent SHACL engine (pySHACL).

  run.py [--kilograph PROGRAM] [--data FILE...] [--shared FOLDER]

1. Each shape has a graph in accepted/ that it is about and that every shape accepts, and one in rejected/ that it alone
   refuses, with a message that the shape states. Each class has a shape.
2. The data conform: the ontologies, the given files (N-Quads, TriG, Turtle, N-Triples), and the export of a
   catalogue that the given program makes from catalog/, a device with every fact, one that states much by halves, an
   inventory, a firmware, an instance of a Thing Model and, where they are at hand, the reference models, the published
   graph, board definitions and real Thing Descriptions.
3. The boards of catalog/devices pass the JSON Schema of Thing Descriptions or of Thing Models, where it is at hand.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import rdflib
from findings import HERE, REPOSITORY, SH, export_of, focus_nodes, node_shapes, results, shapes_graph, union_of

OWN = ("https://w3id.org/kilograph/ns#", "https://w3id.org/tinyml-schema/neural-network-schema")


def check_accepted(shapes):
    failures = []
    for name, shape in node_shapes(shapes).items():
        file = HERE / "accepted" / f"{name}.ttl"
        if not file.exists():
            failures.append(f"shape {name} has no graph in accepted/")
            continue
        data = rdflib.Graph().parse(file)
        if not focus_nodes(data, shapes, shape):
            failures.append(f"accepted/{file.name}: the shape is about none of its nodes")
        failures += [f"accepted/{file.name}: {by}: {message}" for by, message, _ in results(data, shapes)]
    return failures


def check_rejected(shapes):
    failures = []
    for name in node_shapes(shapes):
        file = HERE / "rejected" / f"{name}.ttl"
        if not file.exists():
            failures.append(f"shape {name} has no graph in rejected/")
            continue
        found = results(rdflib.Graph().parse(file), shapes)
        if {by for by, _, _ in found} != {name}:
            failures.append(f"{file.name}: refused by {sorted({str(by) for by, _, _ in found})}, not by {name} alone")
    return failures


def check_messages(shapes):
    """Every constraint of a named shape says what to do, in a sentence of its own."""
    failures = []
    for name, shape in node_shapes(shapes).items():
        constraints = list(shapes.objects(shape, SH.property))
        constraints += [shape] if any((shape, SH[word], None) in shapes for word in ("class", "or")) else []
        for constraint in constraints:
            if not str(shapes.value(constraint, SH.message) or "").endswith("."):
                failures.append(f"shape {name}: no message says what to do about {shapes.value(constraint, SH.path)}")
    return failures


def check_classes(shapes):
    """Every class of ours, and every enumeration, is the target of a shape."""
    ontology = rdflib.Graph()
    for file in ("kilograph.ttl", "neural_network.ttl"):
        ontology.parse(REPOSITORY / "ontology" / file)
    targets = set(shapes.objects(None, SH.targetClass))
    failures = []
    for klass in ontology.subjects(rdflib.RDF.type, rdflib.OWL.Class):
        above = set(ontology.transitive_objects(klass, rdflib.RDFS.subClassOf))
        if str(klass).startswith(OWN) and not above & targets:
            failures.append(f"no shape is about the class {klass}")
    return failures


def check_data(name, data, shapes):
    found = results(data, shapes)
    print(f"shacl: {name}: {len(data)} triples {'DO NOT CONFORM' if found else 'conform'}")
    return [f"{name}: {by}: {message} {finding}" for by, message, finding in found[:20]]


def check_ontologies(shapes):
    ontology = rdflib.Graph()
    for file in sorted((REPOSITORY / "ontology").rglob("*.ttl")):
        if file.name != "shapes.ttl":
            ontology.parse(file)
    return check_data("ontology/", ontology, shapes)


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
    failures = check_accepted(shapes) + check_rejected(shapes) + check_messages(shapes) + check_classes(shapes)
    if not failures:
        print(f"shacl: {len(node_shapes(shapes))} shapes, each with a graph that passes and one that it alone refuses")
    failures += check_ontologies(shapes)
    for file in arguments.data:
        failures += check_data(file.name, union_of(file), shapes)
    if arguments.kilograph:
        with tempfile.TemporaryDirectory() as folder:
            file = export_of(arguments.kilograph, shared, Path(folder))
            failures += check_data(file.name, union_of(file), shapes)
    failures += check_boards(shared)
    for failure in failures:
        print(f"FAIL {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
