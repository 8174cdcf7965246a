"""Runs models and their copies in a real interpreter: kg_offline_copies' lines on standard input.

For each copy: it starts; its arena and the head of it are what was planned, and so are the original's; its outputs
for seeded random inputs equal the original's, over three runs, so that state counts too. A model that the
interpreter does not start is passed over. Runs inside the wheel's own environment, one process a model.
"""

import importlib.util
import json
import multiprocessing
import os
import re
import site
import sys
import tempfile
from pathlib import Path

import numpy

ARENA_BYTES = 16 << 20
RUNS = 3
RECORDER_BYTES = 208  # of the interpreter that counts, beside a plain one


def runtime():
    path = next(p for folder in site.getsitepackages() for p in Path(folder).glob("tflite_micro/python/**/_runtime.so"))
    spec = importlib.util.spec_from_file_location("_runtime", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def interpreter_of(data, line, module):
    recording = module.PythonInterpreterConfig.kAllocationRecording
    return module.InterpreterWrapper(data, [], ARENA_BYTES, line["variables"], recording)


def arena_of(data, line, module):
    """Head and total, as the recording interpreter prints them on standard error."""
    with tempfile.TemporaryFile() as said:
        kept = os.dup(2)
        os.dup2(said.fileno(), 2)
        try:
            interpreter_of(data, line, module).PrintAllocations()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        said.seek(0)
        parts = dict(re.findall(r"Arena allocation (total|head) (\d+) bytes", said.read().decode(errors="replace")))
    return {name: int(value) for name, value in parts.items()}


def outputs_of(data, line, module):
    interpreter = interpreter_of(data, line, module)
    random = numpy.random.default_rng(1910_05110)
    outputs = []
    for _ in range(RUNS):
        for i in range(line["inputs"]):
            details = interpreter.GetInputTensorDetails(i)
            values = random.random(tuple(details["shape"]))
            kind = numpy.dtype(details["dtype"])
            scaled = values * 2 if kind.kind in "fb" else values * 100
            interpreter.SetInputTensor(scaled.astype(kind), i)
        interpreter.Invoke()
        outputs += [interpreter.GetOutputTensor(i).tobytes() for i in range(line["outputs"])]
    return outputs


def figures(path, line, queue):
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 2)
    module = runtime()
    data = Path(path).read_bytes()
    try:
        queue.put(arena_of(data, line, module))
        queue.put(outputs_of(data, line, module))
    except Exception as error:  # the wrapper raises whatever pybind11 makes of it
        queue.put({"why": str(error)})


def run(path, line):
    """Arena and outputs; None for what could not be had."""
    queue = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=figures, args=(path, line, queue))
    process.start()
    got = []
    while process.is_alive() or not queue.empty():
        if queue.empty():
            process.join(0.005)
        else:
            got.append(queue.get())
    arena = got[0] if got and "head" in got[0] else None
    outputs = got[1] if len(got) > 1 and isinstance(got[1], list) else None
    return arena, outputs


def complaints(line, original, copy):
    (arena, outputs), (arena_of_copy, outputs_of_copy) = original, copy
    if arena_of_copy is None:
        return ["it does not start"]
    wrong = []
    for name, which in (("original", 0), ("copy", 1)):
        taken = (arena, arena_of_copy)[which]
        pairs = (("head", taken["head"], line["head"]), ("arena", taken["total"] - RECORDER_BYTES, line["used"]))
        for part, bytes_taken, planned in pairs:
            if line["exact"] and bytes_taken != planned[which]:
                wrong.append(f"the {part} of the {name} is {bytes_taken}, planned {planned[which]}")
    if not line["exact"] and arena_of_copy["total"] - arena["total"] != line["used"][1] - line["used"][0]:
        wrong.append(f"it takes {arena_of_copy['total']} bytes, its original {arena['total']}, planned {line['used']}")
    if outputs is not None and not line["depends_on_places"] and outputs != outputs_of_copy:
        wrong.append("its outputs differ")
    return wrong


def main():
    counts = {"smallest": 0, "other": 0, "reordered": 0, "with outputs": 0, "passed over": 0}
    saved, failed, known = [], 0, {}
    for text in sys.stdin:
        line = json.loads(text)
        if line["file"] not in known:
            known = {line["file"]: run(line["file"], line)}
        original = known[line["file"]]
        if original[0] is None:
            counts["passed over"] += 1
            continue
        wrong = complaints(line, original, run(line["copy"], line))
        for complaint in wrong:
            print(f"{Path(line['copy']).name}: {complaint}")
        failed += 1 if wrong else 0
        counts[line["kind"]] += 1
        counts["reordered"] += line["reorders"]
        counts["with outputs"] += original[1] is not None and not line["depends_on_places"]
        if line["kind"] == "smallest" and not wrong:
            saved.append((Path(line["file"]).stem, line["used"]))
    for name, (before, after) in sorted(saved, key=lambda row: row[1][1] - row[1][0])[:20]:
        print(f"{name}: {before:,} -> {after:,} bytes, {(before - after) / before:.1%} less")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    checked = counts["smallest"] + counts["other"]
    print(f"{checked - failed} of {checked} copies start, take what was planned and answer as the original")
    return 0 if checked and counts["smallest"] and not failed else 1


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    sys.exit(main())
