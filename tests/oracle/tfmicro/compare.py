"""Compares what the interpreter of July 2020 says of models with Kilograph's plans for it.

compare.py --kilograph PROGRAM --probes FOLDER MODEL…: FOLDER holds host64/probe and arm32/probe (arena_probe.cpp says
what they print). For each model and ABI: whether it starts; used, head, tail and least arena; each allocation of the
tail by size and alignment; each tensor's offset. Also the sizes of the interpreter's structures against the runtime's
file. An estimate must hold the figures within its bounds. Exit 1 when something differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RUNTIME = "tflm-2020-07"
DESCRIPTION = Path(__file__).parents[3] / "ontology" / "runtimes" / f"{RUNTIME}.json"
ABIS = ("host64", "arm32")
FIGURES = {"used": "used_bytes", "head": "head_bytes", "tail-bytes": "tail_bytes", "minimum": "minimum_bytes"}
MODELS_A_CALL = 40


def command(probes, abi, arguments):
    probe = str(probes / abi / "probe")
    if abi == "host64":
        return [probe, *arguments]
    semihosting = ",".join(["enable=on", "target=native", *(f"arg={word}" for word in ["probe", *arguments])])
    machine = ["qemu-system-arm", "-machine", "mps2-an386", "-display", "none", "-monitor", "none", "-serial", "none"]
    return [*machine, "-semihosting-config", semihosting, "-kernel", probe]


def read(lines):
    """The records of a probe's output, a dictionary a model; the last one may be cut short."""
    records = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "model":
            records.append({"model": rest, "ended": False})
        elif word in ("tail", "buffers", "planning"):
            records[-1][word] = rest.split()
        elif word == "used":
            numbers = line.split()
            records[-1].update(zip(numbers[::2], map(int, numbers[1::2]), strict=True))
        elif word in ("refused", "runs"):
            records[-1][word] = rest
        elif word == "end":
            records[-1]["ended"] = True
    return records


def ask(probes, abi, models, earlier):
    """What the interpreter says of each model; one that ends the probe is said so and left behind.

    Whether a model runs is found on the host; `earlier` carries it to the other ABI.
    """
    said = {}
    flags = ["--run"] if abi == "host64" else []
    waiting = list(models)
    while waiting:
        batch, waiting = waiting[:MODELS_A_CALL], waiting[MODELS_A_CALL:]
        result = subprocess.run(command(probes, abi, flags + batch), capture_output=True, timeout=600, check=False)
        records = read(result.stdout.decode(errors="replace").splitlines())
        for record in records:
            if not record["ended"]:
                record["refused"] = f"the probe ended at it with status {result.returncode}"
            if not flags and "runs" in earlier.get(record["model"], {}):
                record["runs"] = earlier[record["model"]]["runs"]
            said[record["model"]] = record
        waiting = batch[len(records) :] + waiting
        if not records:
            raise SystemExit(f"{abi}: the probe said nothing; {result.stderr.decode(errors='replace')[-400:]}")
    return said


def plan(kilograph, abi, model):
    words = [kilograph, "plan", model, "--runtime", RUNTIME, "--kernels", "reference", "--abi", abi, "--json"]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        return {"error": result.stderr.strip() or result.stdout.strip()}
    return json.loads(result.stdout)


def exact_differences(record, planned):
    for name, key in FIGURES.items():
        if record[name] != planned["arena"][key]:
            yield f"{name} {record[name]}, planned {planned['arena'][key]}"
    tail = [f"{item['bytes']}/{item['alignment']}" for item in planned["tail_items"][1:]]
    if tail != record["tail"]:
        first = next((i for i, (a, b) in enumerate(zip(tail, record["tail"], strict=False)) if a != b), len(tail))
        yield f"tail item {first} {record['tail'][first : first + 3]}, planned {tail[first : first + 3]}"
    offsets = dict(map(int, place.split(":")) for place in record["buffers"])
    for buffer in planned["buffers"]:
        index = buffer["tensor"]
        if index is not None and offsets.get(index) != buffer["offset"]:
            yield f"tensor {index} at {offsets.get(index)}, planned at {buffer['offset']}"
            return


def estimate_differences(record, planned):
    for name, key in FIGURES.items():
        bounds = planned["arena"]["bounds"][key]
        if not bounds["low"] <= record[name] <= bounds["high"]:
            yield f"{name} {record[name]}, estimated {bounds['low']} to {bounds['high']}"


def judge(record, planned):
    """A word for the counts, and the differences."""
    if "error" in planned:
        word = "refused, and no plan" if "refused" in record else "no plan"
        return word, [] if "refused" in record else [planned["error"]]
    starts = "refused" not in record
    runs = record.get("runs", "yes") == "yes"
    if planned["starts"] is None:
        return "no figure", []
    if not planned["starts"]:
        return "refused by both", ["it runs; planned: " + planned["refusals"][0]] if starts and runs else []
    if not starts:
        return "refused", ["planned to start; it says: " + record["refused"]]
    word = "equal" if planned["exact"] else "within an estimate"
    differences = exact_differences if planned["exact"] else estimate_differences
    return word if runs else word + " (though its first run fails)", list(differences(record, planned))


def structure_differences(probes, abi):
    """Sizes of structures that both the probe and the runtime's file name."""
    stated = json.loads(DESCRIPTION.read_text())["structures"]
    output = subprocess.run(command(probes, abi, ["--structures"]), capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^structure (\S+) (\d+)/(\d+)$", output, re.MULTILINE)
    for name, *layout in found:
        if name in stated and stated[name][abi] != list(map(int, layout)):
            yield f"{abi}: structure {name} {layout}, in {DESCRIPTION.name} {stated[name][abi]}"
    print(f"{abi}: {len(found)} structures compared")


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--kilograph", required=True)
    parser.add_argument("--probes", type=Path, required=True)
    parser.add_argument("--figures", type=Path, help="write the figures there as CSV")
    parser.add_argument("models", nargs="+")
    asked = parser.parse_args(arguments)
    differing = 0
    rows = []
    said = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for abi in ABIS:
            wrong = list(structure_differences(asked.probes, abi))
            said = ask(asked.probes, abi, asked.models, said)
            plans = pool.map(lambda model: plan(asked.kilograph, abi, model), asked.models)  # noqa: B023
            counts = Counter()
            for model, planned in zip(asked.models, plans, strict=True):
                word, differences = judge(said[model], planned)
                counts["different" if differences else word] += 1
                wrong += [f"{abi}: {model}: {difference}" for difference in differences]
                rows.append((abi, Path(model).name, said[model]))
            print(*wrong, sep="\n", end="\n" if wrong else "")
            differing += len(wrong)
            print(f"{abi}: " + ", ".join(f"{number} {word}" for word, number in sorted(counts.items())))
    if asked.figures:
        write_figures(asked.figures, rows)
    print(f"{len(asked.models)} models on {len(ABIS)} ABIs, {differing} differences")
    return 1 if differing else 0


def write_figures(path, rows):
    lines = ["abi,model,used,head,tail,minimum"]
    for abi, name, record in rows:
        figures = [str(record.get(word, "")) for word in FIGURES]
        lines.append(",".join([abi, name, *figures]))
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
