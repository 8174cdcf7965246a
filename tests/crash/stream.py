"""Kills `kilograph add --stream` at random moments: nothing that it printed may be lost.

stream.py PROGRAM
Each line that the program printed is an entity that must be whole afterwards, and the catalogue must
verify clean. 15 moments; 200 with KILOGRAPH_LONG=1. KILOGRAPH_SEED repeats a run. Standard library only.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

THINGS = 600


def write_things(folder):
    folder.mkdir()
    for number in range(THINGS):
        thing = {
            "@context": "https://www.w3.org/2022/wot/td/v1.1",
            "id": f"urn:example:thing:{number}",
            "title": f"Thing {number}",
            "securityDefinitions": {"nosec_sc": {"scheme": "nosec"}},
            "security": "nosec_sc",
        }
        (folder / f"{number:04}.td.json").write_text(json.dumps(thing), encoding="utf-8")


def run(program, catalogue, *arguments):
    command = [program, "--catalog", str(catalogue), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def acknowledged_until_killed(program, catalogue, things, seconds):
    command = [program, "--quiet", "--catalog", str(catalogue), "add", "--stream", str(things)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        time.sleep(seconds)
        child.kill()
        lines = child.stdout.read().splitlines(keepends=True)
    return [json.loads(line)["id"] for line in lines if line.endswith("\n")]


def check(program, catalogue, acknowledged):
    verified = run(program, catalogue, "verify")
    if verified.returncode != 0:
        sys.exit(f"not clean after a kill: {verified.stdout}{verified.stderr}")
    entries = run(program, catalogue, "log", "--json").stdout.splitlines()
    logged = {json.loads(entry)["entity"] for entry in entries}
    lost = set(acknowledged) - logged
    if lost:
        sys.exit(f"{len(lost)} acknowledged things are lost, {sorted(lost)[0]} among them")
    for thing in acknowledged[-1:]:
        shown = run(program, catalogue, "show", thing, "--json")
        if shown.returncode != 0 or json.loads(shown.stdout)["title"] != "Thing " + thing.rsplit(":", 1)[1]:
            sys.exit(f"{thing} was acknowledged and is not whole: {shown.stdout}{shown.stderr}")


def main():
    program = sys.argv[1]
    moments = 200 if os.environ.get("KILOGRAPH_LONG") else 15
    seed = int(os.environ.get("KILOGRAPH_SEED", time.time_ns() % 1_000_000))
    print(f"seed {seed}")
    chance = random.Random(seed)
    counts = []
    with tempfile.TemporaryDirectory() as scratch:
        things = Path(scratch, "things")
        write_things(things)
        start = time.monotonic()
        run(program, Path(scratch, "whole"), "init")
        run(program, Path(scratch, "whole"), "add", things)
        whole = time.monotonic() - start
        for moment in range(moments):
            catalogue = Path(scratch, f"catalogue{moment}")
            run(program, catalogue, "init")
            acknowledged = acknowledged_until_killed(program, catalogue, things, chance.uniform(0, whole))
            check(program, catalogue, acknowledged)
            counts.append(len(acknowledged))
    print(f"{moments} kills; acknowledged before them: {sorted(counts)}; nothing lost")
    if not any(0 < count < THINGS for count in counts):
        sys.exit("no kill came in the middle of the work: the test proved nothing")


if __name__ == "__main__":
    main()
