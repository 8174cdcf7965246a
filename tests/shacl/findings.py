"""What SHACL engines find: pySHACL in this process, Apache Jena (./dev setup jena) in a Java of its own."""

import subprocess
from pathlib import Path

import rdflib
from pyshacl import validate

rdflib.NORMALIZE_LITERALS = False  # findings quote values as they were written

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SHAPES = REPOSITORY / "ontology" / "shapes.ttl"
JENA = REPOSITORY / "build" / "jena"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def shapes_graph():
    return rdflib.Graph().parse(SHAPES)


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


def focus_nodes(data, shapes, shape):
    """The nodes of the data that a named shape is about."""
    nodes = {n for c in shapes.objects(shape, SH.targetClass) for n in data.subjects(rdflib.RDF.type, c)}
    nodes |= {s for p in shapes.objects(shape, SH.targetSubjectsOf) for s in data.subjects(p, None)}
    return nodes | {o for p in shapes.objects(shape, SH.targetObjectsOf) for o in data.objects(None, p)}


def union_of(file):
    """All graphs of a file as one."""
    data = rdflib.Dataset()
    data.parse(file)
    union = rdflib.Graph()
    for s, p, o, _ in data.quads():
        union.add((s, p, o))
    return union


def results(data, shapes):
    """pySHACL's report as [(named shape, message, finding)], a finding being comparable with Jena's."""
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = []
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        finding = (
            text_of(report.value(result, SH.focusNode)),
            text_of(path) if isinstance(path, rdflib.URIRef) else "",
            text_of(report.value(result, SH.value)),
            text_of(report.value(result, SH.sourceConstraintComponent)),
        )
        shape = owner(shapes, report.value(result, SH.sourceShape))
        found.append((shape, str(report.value(result, SH.resultMessage) or ""), finding))
    return found


def text_of(term):
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal):
        datatype = term.datatype or (rdflib.RDF.langString if term.language else rdflib.XSD.string)
        return plain(f"{term}^^{datatype}")
    return f"<{term}>" if isinstance(term, rdflib.URIRef) else f"_:{term}"


def plain(text):
    """Numbers by their value: rdflib may write 16.0 where Jena keeps 16."""
    value, mark, datatype = text.rpartition("^^")
    if not mark or datatype.removeprefix(str(rdflib.XSD)) not in ("decimal", "double", "float", "integer"):
        return text
    try:
        return f"{float(value)!r}^^{datatype}"
    except ValueError:
        return text


def jena_results(files):
    """Jena's findings by file, {file: {(focus node, path, value, component)}}."""
    command = ["java", "-cp", f"{JENA}/*", HERE / "jena" / "Findings.java", SHAPES, *files]
    done = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"Jena: exit {done.returncode}: {done.stderr.strip()}")
    found = {str(file): set() for file in files}
    for line in done.stdout.splitlines():
        file, *finding = line.split("\t")
        found[file].add(tuple(map(plain, finding)))
    return found


INVENTORY = "serial,model,site\nP-1,Raspberry Pi Pico,hall 3\nP-2,Raspberry Pi Pico,hall 4\n"


def corpus_of(shared):
    """A dozen real descriptions, spread over the corpus."""
    files = sorted((shared / "reference" / "td" / "corpus" / "valid").glob("*.json")) if shared else []
    return files[:: max(1, len(files) // 12)][:12]


def board_definitions_of(shared):
    """A dozen board definitions, spread over the platforms."""
    files = sorted((shared / "reference" / "boards" / "platformio").rglob("*.json")) if shared else []
    return files[:: max(1, len(files) // 12)][:12]


def export_of(program, shared, folder):
    """The export of a catalogue with everything that is at hand."""
    inputs = [*sorted((REPOSITORY / "catalog").iterdir()), HERE / "every_fact.td.json", HERE / "incomplete.td.json"]
    inputs += corpus_of(shared) + board_definitions_of(shared)
    for extra in ("models", "Models_Information.xlsx", "published_knowledge_graph.ttl", "devices"):
        if shared and (shared / "reference" / extra).exists():
            inputs.append(shared / "reference" / extra)
    catalogue, out = folder / "catalogue", folder / "export"
    (folder / "inventory.csv").write_text(INVENTORY)
    model = REPOSITORY / "catalog" / "devices" / "raspberry-pi-pico.tm.json"
    instance = ["--id", "urn:example:pico", "--base", "https://pico.example/", "--output", folder / "pico.td.json"]
    firmware = REPOSITORY / "tests" / "fuzz" / "seeds" / "firmware" / "program.map"
    steps = (
        ["init"],
        ["add", *inputs],
        ["add", folder / "inventory.csv", "--columns", "id=serial,model=model,label:site=site"],
        ["new", "thing", "--model", model, *instance],
        ["add", folder / "pico.td.json"],
        ["add", "--firmware", firmware, "--device", "urn:example:every-fact"],
        ["export", out],
    )
    for words in steps:
        command = [program, "--catalog", str(catalogue), "--quiet", *map(str, words)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{program} {words[0]}: exit {done.returncode}: {done.stderr.strip()}")
    return out / "catalogue.nq"
