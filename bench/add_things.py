"""`add` of Thing Descriptions of about 1 kB into a new durable catalogue: of the regular shape, which go by tables,
and of another shape, which go through oxjsonld; beside jsonld.js, which only makes triples: ./dev bench add_things"""

import json
import os
import shutil
import subprocess
import sys

from figures import ROOT, SCRATCH, SHARED, line, median, timed
from things import thing, write

RUNS = 3
PEER_THINGS = 1000


def write_others(folder, count):
    """A context within a property, so that the tables leave the description to oxjsonld."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        description = thing(number)
        description["properties"]["humidity"]["@context"] = {"saref": "https://w3id.org/saref#"}
        (folder / f"{number:06}.td.json").write_text(json.dumps(description), encoding="utf-8")


def add(kilograph, folder):
    catalogue = SCRATCH / "things.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    timed([kilograph, "--catalog", catalogue, "--quiet", "init"])
    return timed([kilograph, "--catalog", catalogue, "--quiet", "add", folder])


def measure(kilograph, name, count, regular):
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    (write if regular else write_others)(folder, count)
    runs = [add(kilograph, folder) for _ in range(RUNS)]
    cpu = median(runs, "cpu_s")
    size = sum(path.stat().st_size for path in folder.iterdir()) / count
    line(f"{name}_bytes", size, "bytes a description")
    line(f"{name}_wall", median(runs), "s")
    line(f"{name}_per_core", count / cpu, "descriptions a second of processor time, durable")
    line(f"{name}_peak", median(runs, "peak_kib") / 1024, "MiB")
    return count / cpu


def peer(own):
    node = ROOT / "build/node"
    contexts = SHARED / "reference/td"
    if shutil.which("node") is None or not (node / "node_modules/jsonld").is_dir() or not contexts.is_dir():
        print("# jsonld.js is left out: it needs ./dev setup jsonld and the reference data")
        return
    folder = SCRATCH / "things_peer"
    write(folder, PEER_THINGS)
    command = ["node", ROOT / "bench/add_things_peer.mjs", contexts, folder]
    env = {**os.environ, "KILOGRAPH_NODE": str(node)}
    done = subprocess.run([str(word) for word in command], env=env, capture_output=True, text=True, check=True)
    theirs = float(done.stdout)
    line("things_jsonld_js", theirs, "descriptions a second, to triples alone, nothing kept")
    line("things_ratio", own / theirs, "times")


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    own = measure(kilograph, "things", 10_000, True)
    measure(kilograph, "things_30000", 30_000, True)
    measure(kilograph, "things_other_shape", 2_000, False)
    peer(own)


if __name__ == "__main__":
    main(sys.argv[1])
