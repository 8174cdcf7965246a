"""The three published queries over the published graph and boards: warm, inside the program, beside rdflib.

The peer is stopped after PEER_LIMIT_S seconds a query; then its figure is a lower bound and says so.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from figures import ROOT, SCRATCH, SHARED, line, timed

NAMES = ["devices-for-a-model-published", "models-for-a-device-published", "benchmark-for-a-task-published"]
PEER_LIMIT_S = 60
PEER = """
import sys, time
from rdflib import Graph
graph = Graph()
for path in sys.argv[2:]:
    graph.parse(path, format="turtle", publicID="https://example.org/base/")
query = open(sys.argv[1]).read()
start = time.perf_counter()
rows = len(graph.query(query))
print(time.perf_counter() - start, rows)
"""


def peer_seconds(name, graphs):
    query = ROOT / f"ontology/queries/{name}.rq"
    start = time.perf_counter()
    try:
        command = [sys.executable, "-W", "ignore", "-c", PEER, query, *graphs]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PEER_LIMIT_S, check=True)
        return float(done.stdout.split()[0]), ""
    except subprocess.TimeoutExpired:
        return time.perf_counter() - start, "at least "


def main(kilograph):
    graphs = [SHARED / "reference/published_knowledge_graph.ttl", *sorted((SHARED / "reference/devices").glob("*.ttl"))]
    if not graphs[0].is_file():
        print(f"# {graphs[0]} is absent; nothing to ask")
        return
    SCRATCH.mkdir(parents=True, exist_ok=True)
    catalogue = SCRATCH / "query.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    timed([kilograph, "--catalog", catalogue, "--quiet", "init"])
    timed([kilograph, "--catalog", catalogue, "--quiet", "add", "--base", "https://example.org/base/", *graphs])
    bench = Path(kilograph).parent.parent / "bench/kg_query_bench"
    printed = subprocess.run([bench, catalogue, "101", *NAMES], check=True, capture_output=True, text=True).stdout
    for text in printed.splitlines():
        name, median_us, rows = text.split()
        own = float(median_us) / 1000
        other, bound = peer_seconds(name, graphs)
        line(f"query_{name}_p50", own, f"ms ({rows} rows)")
        line(f"query_{name}_rdflib", other, f"s{' (stopped)' if bound else ''}")
        line(f"query_{name}_ratio", other * 1000 / own, f"times ({bound}{other:.3f} s / {own:.3f} ms)")


if __name__ == "__main__":
    main(sys.argv[1])
