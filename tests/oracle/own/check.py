"""The kept models of catalog/models/own in an interpreter of tflite-micro: self-tests and metrics, measured again.

check.py, inside a wheel's environment, with tests/oracle/wheel and tools/train in PYTHONPATH. With
KILOGRAPH_ACCEPT the outputs of self-tests become what the interpreter says. For each model: the outputs of its
self-tests are equal to the byte; the metric on the held-out samples is what its card states; on samples of a seed that
nobody has used it is within the tolerance. Exit 1 when something differs.
"""

import hashlib
import json
import os
import re
import sys
from pathlib import Path

import numpy as np
import subjects
from arena_figures import SCHEMA, interpreter_of

ROOT = Path(__file__).resolve().parents[3]
OWN = ROOT / "catalog" / "models" / "own"
FRESH_SEED = 424242
CARD_ROUNDING = 0.0005


class Model:
    def __init__(self, path):
        self.bytes = path.read_bytes()
        self.core = interpreter_of(self.bytes)
        graph = SCHEMA.ModelT.InitFromObj(SCHEMA.Model.GetRootAsModel(self.bytes, 0)).subgraphs[0]
        self.shape = list(graph.tensors[graph.inputs[0]].shape)
        ends = (graph.tensors[graph.inputs[0]], graph.tensors[graph.outputs[0]])
        self.input, self.output = ((end.quantization.scale[0], end.quantization.zeroPoint[0]) for end in ends)

    def said(self, values):
        self.core.SetInputTensor(np.asarray(values, np.int8).reshape(self.shape), 0)
        self.core.Invoke()
        return np.array(self.core.GetOutputTensor(0)).flatten()

    def metric(self, subject, x, y):
        given = subjects.quantized(x, *self.input)
        said = np.stack([self.said(row) for row in given])
        return subject.metric(subjects.dequantized(given, *self.input), y, subjects.dequantized(said, *self.output))


def accept(path, kept, model):
    """Training knows TensorFlow Lite only, whose kernels round differently now and then, by one step."""
    for test in kept["tests"]:
        test["output"] = model.said(test["input"]).tolist()
    path.write_text(json.dumps(kept) + "\n")


def differences(subject):
    folder = OWN / subject.NAME
    model = Model(folder / f"{subject.NAME}.tflite")
    kept = json.loads((folder / "selftest.json").read_text())
    if os.environ.get("KILOGRAPH_ACCEPT"):
        accept(folder / "selftest.json", kept, model)
    if hashlib.sha256(model.bytes).hexdigest() != kept["sha256"]:
        yield "the self-test is of other bytes"
    for i, test in enumerate(kept["tests"]):
        said = model.said(test["input"]).tolist()
        if said != test["output"]:
            yield f"self-test {i} says {said}, kept {test['output']}"
    stated = float(re.search(r"^      value: ([0-9.]+)$", (folder / "README.md").read_text(), re.M)[1])
    value = model.metric(subject, *subjects.split(subject, "held-out"))
    if abs(value - stated) > CARD_ROUNDING:
        yield f"{subject.MEASURE} {value:.4f}, the card states {stated}"
    fresh = model.metric(subject, *subject.samples(FRESH_SEED, subject.COUNTS["held-out"]))
    if abs(fresh - stated) > subject.TOLERANCE:
        yield f"{subject.MEASURE} {fresh:.4f} on fresh samples, the card states {stated}, within {subject.TOLERANCE}"
    print(f"{subject.NAME}: {subject.MEASURE} {value:.4f} held out, {fresh:.4f} fresh; {len(kept['tests'])} self-tests")


def main():
    found = [f"{subject.NAME}: {line}" for subject in subjects.SUBJECTS.values() for line in differences(subject)]
    print(*found, f"{len(subjects.SUBJECTS)} models of our own, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
