"""Compares what the interpreters in the wheels of tflite-micro say of models with Kilograph's plans for them.

compare.py --kilograph PROGRAM --environments FOLDER [--generated FOLDER [--page FILE]] [MODEL…]: FOLDER/RUNTIME/
is a Python environment with the wheel of that runtime version. For each model and wheel: whether it starts; head, tail
and the bytes that kernels ask for. A wheel's interpreter records what it allocates, so its own two structures are
larger by RECORDER; the rest of the difference has to be nothing. An estimate must hold the figures within its bounds.
Exit 1 when something differs, or when a form of the generated models is in fewer than ten of them.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import coverage

# By how much a recording interpreter's structures are larger: the allocator's four counters; the micro allocator's
# pointer and its seven records of 24 bytes, of which the newer wheel has an eighth, for compressed tensors.
RECORDER = {
    "tflm-2025-01": {"arena allocator": 32, "micro allocator": 8 + 7 * 24},
    "tflm-2026-10": {"arena allocator": 32, "micro allocator": 8 + 8 * 24},
}
# Models whose verdict differs from a wheel's, and why that is right: {(runtime, file name): reason}.
EXPLAINED = {}
# Items of the tail that no kernel asks for, by how their names begin.
NOT_BY_KERNELS = (
    *("arena allocator", "memory planner", "micro allocator", "builtin-data allocator", "subgraph allocations"),
    *("evaluation tensors", "nodes of", "options of", "tensor of", "quantization of", "zero points of"),
    *("handles of scratch", "variable tensor"),
)
LEAST_MODELS_A_FORM = 10


def recorded(python, paths):
    """What the wheel says of each path. A model that ends the child process counts as one that does not start."""
    said = {}
    left = list(paths)
    script = str(Path(__file__).with_name("arena_figures.py"))
    while left:
        child = subprocess.run(
            [str(python), script], input="\n".join(left) + "\n", capture_output=True, text=True, check=False
        )
        begun = None
        for line in child.stdout.splitlines():
            record = json.loads(line)
            begun = record.get("begins")
            if begun is None:
                said[record["file"]] = record
        if begun is not None:
            said[begun] = {"file": begun, "starts": False, "why": f"the interpreter ended with {child.returncode}"}
        elif child.returncode != 0:
            raise SystemExit(f"{python} cannot run {script}: {child.stderr.strip()[-400:]}")
        left = [path for path in left if path not in said]
    return said


def planned(kilograph, runtime, path):
    words = [kilograph, "plan", path, "--runtime", runtime, "--json"]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        return {"error": (result.stderr or result.stdout).strip()}
    return json.loads(result.stdout)


def tail_with_recorder(items, recorder):
    tail = 0
    for item in items:
        step = item["alignment"]
        tail = (tail + item["bytes"] + recorder.get(item["what"], 0) + step - 1) // step * step
    return tail


def judge(runtime, said, plan):
    """One word for how it went, and what differs."""
    if "error" in plan:
        return "not planned", [plan["error"]]
    if plan["starts"] is None:
        return "no figure", []
    if said["starts"] != plan["starts"]:
        if (runtime, Path(said["file"]).name) in EXPLAINED:
            return "explained", []
        return "verdict", [f"planned: {plan['refusals'] or 'starts'}; the wheel: {said.get('why', 'starts')}"]
    if not said["starts"]:
        return "refused by both", []
    if plan["arena"] is None:
        return "no figure", []
    tail = tail_with_recorder(plan["tail_items"], RECORDER[runtime])
    if not plan["exact"]:
        bounds = plan["arena"]["bounds"]["used_bytes"]
        used = said["total"] - (tail - plan["arena"]["tail_bytes"])
        inside = bounds["low"] <= used <= bounds["high"]
        return "estimate", [] if inside else [f"used {used} is not within {bounds}"]
    by_kernels = sum(item["bytes"] for item in plan["tail_items"] if not item["what"].startswith(NOT_BY_KERNELS))
    pairs = {
        "head": (said["head"], plan["arena"]["head_bytes"]),
        "tail": (said["tail"], tail),
        "bytes that kernels ask for": (said["kinds"].get("Persistent buffer data", [0, 0, 0])[1], by_kernels),
    }
    return "equal", [f"{name} {wheel}, planned {ours}" for name, (wheel, ours) in pairs.items() if wheel != ours]


def judge_lie(runtime, said, plan):
    """Of a model that lies: an exact plan must be right; a refusal or an estimate is an answer."""
    if "error" in plan or not plan["starts"]:
        return "refused", []
    if not plan["exact"]:
        return "estimate", []
    word, differences = judge(runtime, said, plan)
    return f"exact and {word}", differences


def check(asked, pool, runtime, models, judge=judge):
    """The word for each model, and how many differ."""
    python = asked.environments / runtime / "bin" / "python"
    halves = [models[0::2], models[1::2]]
    plans = pool.map(lambda path: planned(asked.kilograph, runtime, path), models)
    said = {}
    for part in ThreadPoolExecutor(2).map(lambda half: recorded(python, half), halves):
        said |= part
    words, differing = {}, 0
    for path, plan in zip(models, plans, strict=True):
        word, differences = judge(runtime, said[path], plan)
        words[path] = word
        differing += bool(differences)
        for difference in differences[:1]:
            print(f"{runtime}: {path}: {difference}")
    return words, differing


def forms_of(folder):
    return json.loads((folder / "models.json").read_text()) if folder else {}


def rare_forms(forms):
    counts = Counter(feature for features in forms.values() for feature in set(features))
    return [feature for feature, count in counts.items() if count < LEAST_MODELS_A_FORM]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kilograph", required=True)
    parser.add_argument("--environments", type=Path, required=True)
    parser.add_argument("--generated", type=Path, help="models of kg_model_generator, with models.json")
    parser.add_argument("--page", type=Path, help="the committed page of what is covered, which must be today's")
    parser.add_argument("--lies", type=Path, help="models of lies.py, for the older wheel")
    parser.add_argument("models", nargs="*")
    asked = parser.parse_args(arguments)
    forms = forms_of(asked.generated)
    made = [str(asked.generated / f"{name}.tflite") for name in sorted(forms)]
    differing, words = 0, {}
    totals = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for runtime in RECORDER:
            results, wrong = check(asked, pool, runtime, [*asked.models, *made])
            words[runtime] = {Path(path).stem: word for path, word in results.items() if path in set(made)}
            differing += wrong
            for title, paths in (("real", asked.models), ("generated", made)):
                counts = Counter(results[path] for path in paths)
                listed = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
                totals.append(f"{runtime}, {len(paths)} {title} models: {listed or 'none'}")
    if asked.lies:
        lies = sorted(str(path) for path in asked.lies.glob("*.tflite"))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results, wrong = check(asked, pool, "tflm-2025-01", lies, judge_lie)
        differing += wrong
        listed = ", ".join(f"{count} {word}" for word, count in sorted(Counter(results.values()).items()))
        totals.append(f"tflm-2025-01, {len(lies)} models that lie: {listed or 'none'}")
    print(*coverage.lines(forms, words), sep="\n")
    if asked.page:
        differing += not coverage.is_today(asked.page, coverage.page(forms, words))
    rare = rare_forms(forms)
    for feature in rare:
        print(f"{feature}: in fewer than {LEAST_MODELS_A_FORM} models")
    print(*totals, sep="\n")
    print(f"{len(asked.models) + len(made)} models, {len(RECORDER)} wheels, {differing} differences")
    return 1 if differing or rare else 0


if __name__ == "__main__":
    sys.exit(main())
