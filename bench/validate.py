"""`validate` on 10,000 Thing Descriptions of about 1 kB, beside the playground's npm validator, Python's jsonschema and
pySHACL: ./dev bench validate

Of the program the time of the whole process counts, reading the files included; of the peers that of validating
alone. The npm package is @thing-description-playground/core 1.4.0, installed into build/bench/node. pySHACL holds the
descriptions' graph, ready in memory, to the shapes of ontology/shapes.ttl. Where npm or the schema is absent, the line
says so.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import time

import things
from figures import ROOT, SCRATCH, SHARED, line, median, timed

COUNT, PEER_COUNT, SHACL_COUNT, RUNS = 10_000, 500, 100, 5
PACKAGE = "@thing-description-playground/core@1.4.0"


def npm_peer(folder):
    node = SCRATCH / "node"
    node.mkdir(parents=True, exist_ok=True)
    if shutil.which("npm") is None:
        return None
    if not (node / "node_modules").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", PACKAGE], cwd=node, check=False)
    command = ["node", str(ROOT / "bench/validate_peer.mjs"), str(folder)]
    done = subprocess.run(command, cwd=node, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    count, valid, seconds = done.stdout.split()
    if count != valid:
        raise SystemExit(f"the npm validator takes {valid} of {count}")
    return int(count) / float(seconds)


def jsonschema_peer(paths):
    schema = SHARED / "reference/td/td-json-schema-validation.json"
    if not schema.is_file() or importlib.util.find_spec("jsonschema") is None:
        return None
    import jsonschema

    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    start = time.process_time()
    if not all(validator.is_valid(json.loads(text)) for text in texts):
        raise SystemExit("jsonschema takes not all")
    return len(texts) / (time.process_time() - start)


def shacl_peer(kilograph, paths):
    if importlib.util.find_spec("pyshacl") is None:
        return None
    import pyshacl
    import rdflib

    graph, shapes = rdflib.Graph(), rdflib.Graph().parse(ROOT / "ontology/shapes.ttl")
    for path in paths:
        command = [kilograph, "show", str(path), "--format", "nt"]
        graph.parse(data=subprocess.run(command, capture_output=True, text=True, check=True).stdout, format="nt")
    start = time.process_time()
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    if not conforms:
        raise SystemExit(f"pySHACL takes not all: {report}")
    return len(paths) / (time.process_time() - start)


def main(kilograph):
    paths, mean = things.write(SCRATCH / "things", COUNT)
    few, _ = things.write(SCRATCH / "few_things", PEER_COUNT)
    line("validate_bytes", mean, "B a description")
    runs = [timed([kilograph, "validate", "--quiet", *paths]) for _ in range(RUNS)]
    ours = COUNT / median(runs, "cpu_s")
    line("validate_cpu", ours, "descriptions/s of one core's time")
    line("validate_wall", COUNT / median(runs), "descriptions/s")
    line("validate_peak", int(median(runs, "peak_kib")), "KiB")
    peers = {
        "npm": npm_peer(SCRATCH / "few_things"),
        "jsonschema": jsonschema_peer(few),
        "pyshacl": shacl_peer(kilograph, few[:SHACL_COUNT]),
    }
    for name, rate in peers.items():
        if rate is None:
            print(f"# no {name} peer on this machine")
            continue
        line(f"validate_{name}", rate, "descriptions/s of one core's time")
        line(f"validate_to_{name}", ours / rate, f"({ours:.4g} / {rate:.4g})")


if __name__ == "__main__":
    main(sys.argv[1])
