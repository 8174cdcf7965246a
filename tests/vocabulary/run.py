#!/usr/bin/env python3
"""Checks ontology/ as a published work.

run.py complete                       every term has label, comment, status, source, an example that is right Turtle and
                                      shows the term, and where it is a property what it goes from and to; every
                                      ontology has a version and its IRI; alignments name terms that are declared;
                                      every term of others in them stands in foreign_terms.csv with where it was
                                      read, and is in rdflib's copy of its vocabulary where rdflib has one
run.py declared --kilograph PROGRAM   every term that code, data, queries, shapes and documents use is declared, and
                                      every declared term is used by one of them
run.py published [--shared FOLDER]    every term of the published ontology and its extensions stands in
                                      docs/formats/earlier_terms.md as in ontology/published_terms.csv, every earlier
                                      IRI is deprecated in ontology/earlier.ttl, and every term that the published
                                      data use in any of the three families stands in the page
run.py page --kilograph PROGRAM       the page of `vocabulary --as html` shows every term under its anchor, leads
                                      nowhere inside that is not there, and needs nothing beside it
run.py context --kilograph PROGRAM    the context of `vocabulary --as context` gives every term of ours its IRI under
                                      its own name, numbers and flags their datatypes, choices and links their IRIs
run.py consistent --kilograph PROGRAM the OWL RL closure of the ontologies, the alignments and the starter catalogue
                                      has no contradiction, and one that is planted is found
"""

import argparse
import csv
import html.parser
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import owlrl
import rdflib
from rdflib import OWL, RDF, RDFS

REPOSITORY = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = REPOSITORY / "ontology"
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
SCHEMA = rdflib.Namespace("https://schema.org/")
STATUS = rdflib.URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
CONTRADICTION = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
KG = "https://w3id.org/kilograph/ns#"
PUBLISHED = "https://w3id.org/tinyml-schema/neural-network-schema"
OWN = (KG, PUBLISHED)
VERSIONS = "https://w3id.org/kilograph/"
# What RDF, OWL and SHACL are written in needs no declaration here.
LANGUAGES = tuple(str(n) for n in (RDF, RDFS, OWL, rdflib.XSD, SKOS, rdflib.SH, rdflib.VANN))
NAMES_IN_PATTERNS = {f"{KG}operator-NAME", f"{KG}operator-"}  # for any operator
# Of the TensorFlow Lite schema: types of numbers, activations and operators go through names, not constants.
CODE_NAMES = ("src/ingest/tflite/operators.cpp", "src/domain/tensor.cpp", "src/knowledge/graph/terms.cpp")


def ontology_files():
    return sorted(f for f in ONTOLOGY.rglob("*.ttl") if f.name != "shapes.ttl")


def parsed(files):
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    return graph


def declared_terms(graph):
    return {t for t in graph.subjects(RDFS.label, None) if not str(t).startswith(VERSIONS) or str(t).startswith(KG)}


def prefixes():
    text = (REPOSITORY / "src/knowledge/ontology.cpp").read_text(encoding="utf-8")
    return dict(re.findall(r'\{"([\w-]+)", "(http[^"]+)"\}', text))


# --- complete


def example_problem(term, example, known):
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.items())
    try:
        shown = rdflib.Graph().parse(data=header + example, format="turtle", publicID="https://example.org/")
    except Exception as error:  # rdflib raises what it likes
        return f"its example is no Turtle: {error}"
    names = {str(node) for triple in shown for node in triple}
    as_text = any(str(term).endswith(name.rpartition(":")[2]) for name in names if name.startswith("om:"))
    return None if str(term) in names or as_text else "its example does not show it"


def problems_of(term, graph, known):
    for predicate in (RDFS.label, RDFS.comment, STATUS, DCT.source, RDFS.isDefinedBy, SKOS.example):
        if graph.value(term, predicate) is None:
            yield f"no {predicate}"
    for example in graph.objects(term, SKOS.example):
        problem = example_problem(term, str(example), known)
        if problem:
            yield problem
    if {RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty} & set(graph.objects(term, RDF.type)):
        for stated in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
            if not any((term, predicate, None) in graph for predicate in stated):
                yield f"neither {stated[0]} nor {stated[1]}"


def check_heads():
    for file in [*ontology_files(), ONTOLOGY / "shapes.ttl"]:
        graph = rdflib.Graph().parse(file)
        heads = list(graph.subjects(RDF.type, OWL.Ontology))
        if len(heads) != 1:
            yield f"{file.name}: {len(heads)} ontologies"
            continue
        version = graph.value(heads[0], OWL.versionInfo)
        if str(graph.value(heads[0], OWL.versionIRI)) != f"{heads[0]}/{version}":
            yield f"{file.name}: its owl:versionIRI is not <{heads[0]}/{version}>"


def check_alignments(terms):
    """An alignment relates one of our terms, or one that we borrow, to something."""
    wanted = {"s3n", "ssn", "td", "schema", "mls", "prov", "dcat", "spdx", "qudt"}
    found = {file.stem for file in (ONTOLOGY / "alignments").glob("*.ttl")}
    if found != wanted:
        yield f"alignments: {sorted(found ^ wanted)}"
    for file in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        graph = rdflib.Graph().parse(file)
        related = [s for s in graph.subjects(None, None) if (s, RDF.type, OWL.Ontology) not in graph]
        for subject in sorted(set(related) - terms):
            yield f"alignments/{file.name}: {subject} is not declared"
        if len(set(related)) < 4:
            yield f"alignments/{file.name}: aligns {len(set(related))} terms"


def foreign_terms():
    with (ONTOLOGY / "alignments/foreign_terms.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["where"] for row in csv.DictReader(file)}


# Vocabularies whose names rdflib lists; of DCAT it has version 2.
CLOSED = (rdflib.DCAT, rdflib.PROV, rdflib.SDO, rdflib.SOSA, rdflib.SSN)
NEWER = {"http://www.w3.org/ns/dcat#resource"}  # of DCAT 3


def check_foreign_terms():
    """What an alignment says is there, is there."""
    listed, found = foreign_terms(), set()
    for file in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        nodes = {
            str(node) for triple in rdflib.Graph().parse(file) for node in triple if isinstance(node, rdflib.URIRef)
        }
        found |= {node for node in nodes if not node.startswith((*OWN, VERSIONS, *LANGUAGES))}
    for term in sorted(found - set(listed)):
        yield f"foreign_terms.csv does not say where {term} was read"
    for term in sorted(set(listed) - found):
        yield f"foreign_terms.csv: no alignment names {term}"
    for term in sorted(found - NEWER):
        for vocabulary in CLOSED:
            name = term.removeprefix(str(vocabulary))
            if name != term and "/" not in name and rdflib.URIRef(term) not in vocabulary:
                yield f"{term} is not a term of {vocabulary}"


def complete(_):
    graph = parsed(ontology_files())
    known, terms = prefixes(), declared_terms(graph)
    failures = [f"{term}: {problem}" for term in sorted(terms) for problem in problems_of(term, graph, known)]
    failures += [*check_heads(), *check_alignments(terms), *check_foreign_terms()]
    print(f"vocabulary: {len(terms)} terms, each with label, comment, status, source and example")
    return failures


# --- declared


def terms_in_text(text, known):
    """IRIs of known namespaces, and prefixed names, that a text mentions."""
    for iri in re.findall(r"https?://[^\s<>\"'`\\)|,;]+", text):
        yield iri.rstrip(".")
    for prefix, local in re.findall(r"(?<![\w/:@-])([a-z][\w-]*):([A-Za-z][\w-]*)", text):
        if prefix in known:
            yield known[prefix] + local


def terms_of_code():
    text = (REPOSITORY / "src/knowledge/graph/vocabulary.hpp").read_text(encoding="utf-8")
    spaces = dict(re.findall(r'#define (\w+) "([^"]+)"', text))
    return {spaces.get(space, "") + name for space, name in re.findall(r'KG_TERM\(\w+, (?:(\w+) )?"([^"]+)"\)', text)}


def code_by_name(graph):
    """Enumerated terms whose names stand in the tables of the code."""
    text = "".join((REPOSITORY / file).read_text(encoding="utf-8") for file in CODE_NAMES)
    words = {word.lower() for word in re.findall(r"\w+", text)}
    kinds = [rdflib.URIRef(f"{PUBLISHED}#{name}") for name in ("Quantization", "LayerType", "Activation")]
    terms = {t for kind in kinds for t in graph.subjects(RDF.type, kind)}
    return {str(t) for t in terms if str(t).rpartition("#")[2].removeprefix("operator-").lower() in words}


def text_of(*patterns):
    files = [file for pattern in patterns for file in sorted(REPOSITORY.glob(pattern)) if file.is_file()]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def starter_graph(program):
    with tempfile.TemporaryDirectory() as folder:
        for words in (["init"], ["add", REPOSITORY / "catalog"], ["export", f"{folder}/export"]):
            command = [program, "--catalog", f"{folder}/catalogue", "--quiet", *map(str, words)]
            subprocess.run(command, check=True, capture_output=True)
        data = rdflib.Dataset()
        data.parse(f"{folder}/export/catalogue.nq")
        union = rdflib.Graph()
        for s, p, o, _ in data.quads():
            union.add((s, p, o))
        return union


def terms_of_data(graph):
    for _, p, o in graph:
        yield str(p)
        if isinstance(o, rdflib.URIRef):
            yield str(o)


def declared(arguments):
    graph, known = parsed(ontology_files()), prefixes()
    terms = {str(term) for term in declared_terms(graph)}
    earlier = {str(term) for term in graph.subjects(OWL.deprecated, None)}
    sources = {
        "code": terms_of_code() | code_by_name(graph) | set(terms_in_text(text_of("src/**/*.[ch]pp"), known)),
        "data": set(terms_of_data(starter_graph(arguments.kilograph))),
        "queries": set(terms_in_text(text_of("ontology/queries/*.rq"), known)),
        "shapes": set(terms_in_text(text_of("ontology/shapes.ttl"), known)),
        "contexts": set(terms_in_text(text_of("ontology/contexts/kilograph.jsonld"), known)),
        "documents": set(terms_in_text(text_of("docs/**/*.md", "README.md"), known)),
    }
    failures = []
    for name, used in sources.items():
        spaces = OWN if name in ("code", "contexts", "documents") else tuple(known.values())
        for term in sorted(used - terms - earlier - NAMES_IN_PATTERNS):
            is_name = re.search(r"[#/][A-Za-z][\w-]*$", term) and term not in known.values()
            if is_name and term.startswith(spaces) and not term.startswith((*LANGUAGES, f"{VERSIONS}id/")):
                failures.append(f"{name}: {term} is not declared in ontology/")
    everything = set().union(*sources.values())
    failures += [f"{term} is declared, and nothing uses it" for term in sorted(terms - everything)]
    counts = ", ".join(f"{len(used & terms)} by {name}" for name, used in sources.items())
    print(f"vocabulary: {len(terms)} terms declared; used: {counts}")
    return failures


# --- published

PAGE = REPOSITORY / "docs/formats/earlier_terms.md"
FAMILIES = ("http://tinyml-schema.org/", "https://w3id.org/tinyml-schema-collab/", "https://w3id.org/tinyml-schema/")
PUBLISHED_TERMS = 58  # of version 3.0 and its extensions


def rows_of(name):
    header, *lines = (ONTOLOGY / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def last_name(iri):
    return re.split(r"[#/:]", iri)[-1]


def check_page(rows, declared):
    lines = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    shown = {last_name(cells[0].strip("| `")): cells for cells in lines if len(cells) == 4}
    for row in rows:
        cells = shown.get(last_name(row["term"]))
        if (
            not cells
            or cells[1] != row["since"]
            or cells[3].removesuffix("|").strip().replace("`", "") != row["defect"]
        ):
            yield f"earlier_terms.md does not show {row['term']} as published_terms.csv does"
        if row["today"].startswith(OWN) and row["today"] not in declared:
            yield f"published_terms.csv: {row['today']} is not declared"


def check_earlier():
    graph = rdflib.Graph().parse(ONTOLOGY / "earlier.ttl")
    deprecated = {str(term) for term in graph.subjects(OWL.deprecated, None)}
    for row in rows_of("earlier_terms.csv"):
        earlier = row["earlier"]
        if earlier.startswith("http") and not earlier.endswith("*") and earlier not in deprecated:
            yield f"earlier.ttl: {earlier} is not deprecated"


def terms_of_published_data(folder):
    """What the published files use as property, class or choice, in any of the three families."""
    for file in [folder / "published_knowledge_graph.ttl", *sorted((folder / "devices").glob("*"))]:
        graph = rdflib.Graph()
        if file.suffix == ".json":
            text = file.read_text(encoding="utf-8")
            for prefix, iri in re.findall(r'"(\w+)": "(https?://[^"]+)"', text):
                yield from (iri + name for name in re.findall(rf'"{prefix}:(\w+)"', text) if iri.startswith(FAMILIES))
            continue
        graph.parse(file, publicID="https://example.org/")
        subjects = set(graph.subjects())
        for _, p, o in graph:
            yield str(p)
            if isinstance(o, rdflib.URIRef) and o not in subjects:
                yield str(o)


def published(arguments):
    declared_now = {str(term) for term in declared_terms(parsed(ontology_files()))}
    rows = rows_of("published_terms.csv")
    failures = [*check_page(rows, declared_now), *check_earlier()]
    current = [row for row in rows if row["since"] != "2.0 only"]
    if len(current) != PUBLISHED_TERMS:
        failures.append(f"published_terms.csv: {len(current)} terms, not {PUBLISHED_TERMS}")
    folder = arguments.shared / "reference"
    if not folder.exists():
        print("published data: SKIPPED: reference data absent (set KILOGRAPH_SHARED)")
    else:
        page = PAGE.read_text(encoding="utf-8")
        used = {term for term in terms_of_published_data(folder) if term.startswith(FAMILIES)}
        failures += [f"earlier_terms.md lacks {t}" for t in sorted(used) if f"{last_name(t)}`" not in page]
        print(f"vocabulary: {len(used)} terms of the published data stand in the page")
    print(f"vocabulary: {len(rows)} published terms stand in the page with what was mended")
    return failures


# --- page


class Page(html.parser.HTMLParser):
    """Anchors, links and drawings of a page, and whatever it would fetch."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.fetched, self.drawings = [], [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.anchors += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.drawings += tag == "svg"
        if tag in ("link", "img", "iframe", "object") or "src" in given:
            self.fetched.append((tag, given))


def page(arguments):
    words = [arguments.kilograph, "vocabulary", "--as", "html"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    shown = Page(text)
    failures = [f"the page fetches {what}" for what in shown.fetched]
    failures += [f"the page fetches by its style: {rule}" for rule in re.findall(r"@import[^;]*|url\([^)]*\)", text)]
    failures += [f"two places of the page are #{a}" for a in {a for a in shown.anchors if shown.anchors.count(a) > 1}]
    inside = [link[1:] for link in shown.links if link.startswith("#")]
    failures += [f"the page leads to #{link}, which it has not" for link in set(inside) - set(shown.anchors)]
    known = prefixes()
    for term in declared_terms(parsed(ontology_files())):
        spaces = [(len(iri), prefix) for prefix, iri in known.items() if str(term).startswith(iri)]
        name = f"{max(spaces)[1]}:{str(term)[max(spaces)[0] :]}" if spaces else str(term)
        if name.removeprefix("kg:") not in shown.anchors and not str(term).startswith(f"{VERSIONS}id/"):
            failures.append(f"the page does not show {term}")
    if shown.drawings < 30:
        failures.append(f"the page has {shown.drawings} drawings")
    print(f"vocabulary: a page of {len(text)} characters, {len(inside)} links inside, {shown.drawings} drawings")
    return failures


# --- context


def context_of(arguments):
    words = [arguments.kilograph, "vocabulary", "--as", "context"]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)["@context"]


def read_with(context, body):
    document = {"@context": context, "@id": "https://example.org/this", **body}
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def value_for(property_, graph):
    """A value as people write it in JSON, and the node that it stands for; None where any may stand."""
    ranges = set(graph.objects(property_, RDFS.range)) | set(graph.objects(property_, SCHEMA.rangeIncludes))
    if ranges == {rdflib.XSD.integer}:
        return 7, rdflib.Literal("7", datatype=rdflib.XSD.integer)
    if ranges == {rdflib.XSD.boolean}:
        return True, rdflib.Literal("true", datatype=rdflib.XSD.boolean)
    if ranges <= {rdflib.XSD.double, rdflib.XSD.float, rdflib.XSD.decimal, rdflib.XSD.integer} and ranges:
        return 0.5, None
    if ranges == {rdflib.XSD.string}:
        return "word", rdflib.Literal("word")
    choices = sorted(c for r in ranges for c in graph.subjects(RDF.type, r) if str(c).startswith(OWN))
    if len(ranges) == 1 and choices:
        return re.split(r"[#/]", choices[0])[-1], choices[0]
    if ranges and all((r, RDF.type, OWL.Class) in graph and not str(r).startswith(str(RDFS)) for r in ranges):
        return "https://example.org/that", rdflib.URIRef("https://example.org/that")
    return None


def context(arguments):
    graph, given = parsed(ontology_files()), context_of(arguments)
    this, failures, tried = rdflib.URIRef("https://example.org/this"), [], 0
    ours = [term for term in sorted(declared_terms(graph)) if str(term).startswith(OWN)]
    for term in ours:
        name = re.split(r"[#/]", term)[-1]
        kinds = set(graph.objects(term, RDF.type))
        if not kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}:
            if (this, RDF.type, term) not in read_with(given, {"@type": name}):
                failures.append(f"context: the type {name} is not {term}")
            continue
        value = value_for(term, graph)
        written, stands_for = value or ("word", None)
        stated = list(read_with(given, {name: written}).predicate_objects(this))
        if [p for p, _ in stated] != [term] or (stands_for is not None and stated[0][1] != stands_for):
            failures.append(f"context: {name}: {written!r} is read as {stated}")
        tried += value is not None
    print(f"vocabulary: the context gives {len(ours)} names their terms, {tried} of them values of the right kind")
    return failures


# --- consistent


def contradictions(graph):
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(o) for o in graph.objects(None, CONTRADICTION))


def consistent(arguments):
    files = [f for f in ontology_files() if f.stem != "operators"]  # individuals of one kind only cost time
    whole = parsed(files)
    for triple in starter_graph(arguments.kilograph):
        whole.add(triple)
    stated = len(whole)
    failures = contradictions(whole)
    print(f"owl: {stated} statements of the ontologies and the starter catalogue, {len(whole)} in their closure")
    broken = parsed(files)
    for name in ("WorkingMemoryRequirement", "ProgramMemoryRequirement"):
        broken.add((rdflib.URIRef("urn:both"), RDF.type, rdflib.URIRef(KG + name)))
    if not contradictions(broken):
        failures.append("a requirement for both kinds of memory is not found to be a contradiction")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    checks = {
        "complete": complete,
        "declared": declared,
        "published": published,
        "page": page,
        "context": context,
        "consistent": consistent,
    }
    parser.add_argument("check", choices=checks)
    parser.add_argument("--kilograph", help="the program that makes the starter catalogue")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared", help="reference data")
    arguments = parser.parse_args()
    failures = checks[arguments.check](arguments)
    for failure in failures:
        print(f"FAIL {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
