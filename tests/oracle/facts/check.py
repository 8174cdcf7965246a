#!/usr/bin/env python3
"""Work out MACs, parameters and the peak operator independently, and compare with what kilograph says.

check.py --kilograph PROGRAM FOLDER...: reads every .tflite below the folders with the package tflite.
Models of one subgraph are compared; scratch memory, which only kernels know, is taken from the plan.
Ends with 1 where a number differs, with 77 where no model is there.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

import tflite

OPERATORS = {code: name for name, code in vars(tflite.BuiltinOperator).items() if not name.startswith("_")}
ARENA_BYTES = {"FLOAT32": 4, "INT32": 4, "UINT8": 1, "INT64": 8, "BOOL": 1, "INT16": 2, "INT8": 1, "INT4": 1}
TYPES = {code: name for name, code in vars(tflite.TensorType).items() if not name.startswith("_")}
TARGET = ["--runtime", "tflm-2026-08", "--kernels", "reference", "--abi", "arm32"]


def indices(count, at):
    return [at(i) for i in range(count)]


class Graph:
    """The main subgraph of a file, as far as the comparison needs it."""

    def __init__(self, data):
        model = tflite.Model.GetRootAsModel(data, 0)
        self.subgraphs = model.SubgraphsLength()
        graph = model.Subgraphs(0)
        tensors = indices(graph.TensorsLength(), graph.Tensors)
        self.shapes = [indices(tensor.ShapeLength(), tensor.Shape) for tensor in tensors]
        self.types = [TYPES[tensor.Type()] for tensor in tensors]
        self.buffers = [tensor.Buffer() for tensor in tensors]
        self.is_constant = [model.Buffers(buffer).DataLength() > 0 for buffer in self.buffers]
        self.is_variable = [tensor.IsVariable() for tensor in tensors]
        self.inputs = indices(graph.InputsLength(), graph.Inputs)
        self.outputs = indices(graph.OutputsLength(), graph.Outputs)
        self.operators = []
        for operator in indices(graph.OperatorsLength(), graph.Operators):
            code = model.OperatorCodes(operator.OpcodeIndex())
            name = OPERATORS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
            read = indices(operator.InputsLength(), operator.Inputs)
            made = indices(operator.OutputsLength(), operator.Outputs)
            self.operators.append((name, read, made))

    def elements(self, tensor):
        return math.prod(self.shapes[tensor])

    def macs(self):
        total = 0
        for name, read, made in self.operators:
            if name == "CONV_2D":
                total += self.elements(made[0]) * math.prod(self.shapes[read[1]][1:])
            elif name == "DEPTHWISE_CONV_2D":
                total += self.elements(made[0]) * math.prod(self.shapes[read[1]][1:3])
            elif name == "FULLY_CONNECTED":
                total += self.elements(made[0]) * self.shapes[read[1]][-1]
            elif name == "TRANSPOSE_CONV":
                total += math.prod(self.shapes[read[2]][:3]) * self.elements(read[1])
        return total

    def parameters(self):
        read = {tensor for _, inputs, _ in self.operators for tensor in inputs if tensor >= 0}
        return sum(self.elements(tensor) for tensor in read if self.is_constant[tensor])

    def peak(self, scratch):
        """Operator and bytes of the first step with the most bytes alive; -1 before the first operator."""
        last = {tensor: 0 for tensor in self.inputs}
        first = dict.fromkeys(self.inputs, 0)
        for step, (_, read, made) in enumerate(self.operators, start=1):
            for tensor in made:
                first[tensor] = step
            for tensor in read + made:
                last[tensor] = step
        for tensor in self.outputs:
            last[tensor] = len(self.operators)
        alive = []
        for step in range(len(self.operators) + 1):
            bytes_alive = scratch.get(step - 1, 0)
            for tensor, start in first.items():
                if self.is_constant[tensor] or self.is_variable[tensor] or not start <= step <= last[tensor]:
                    continue
                bytes_alive += -(-self.elements(tensor) * ARENA_BYTES[self.types[tensor]] // 16) * 16
            alive.append(bytes_alive)
        most = max(alive)
        return alive.index(most) - 1, most


def answer(kilograph, *words):
    done = subprocess.run([kilograph, "--json", *map(str, words)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def value(fact):
    return fact["value"] if isinstance(fact, dict) else fact


def differences(kilograph, path, graph):
    shown = answer(kilograph, "show", path)
    if shown is None:
        yield "kilograph does not show it"
        return
    for name, own in (("macs", graph.macs()), ("parameters", graph.parameters())):
        if value(shown[name]) != own:
            yield f"{name}: {value(shown[name])} by kilograph, {own} here"
    plan = answer(kilograph, "plan", path, *TARGET)
    if plan is None or not plan.get("peak"):
        return
    scratch = {}
    for buffer in plan["buffers"]:
        if buffer["kind"] == "scratch":
            scratch[buffer["operator"]] = scratch.get(buffer["operator"], 0) + buffer["bytes"]
    peak = plan["peak"]
    operator = -1 if peak["operator"] is None else peak["operator"]
    own = graph.peak(scratch)
    if (operator, peak["bytes"]) != own:
        yield f"peak: operator and bytes {operator, peak['bytes']} by kilograph, {own} here"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kilograph", required=True)
    parser.add_argument("folders", nargs="+", type=Path)
    call = parser.parse_args()
    compared = wrong = left_out = 0
    for path in sorted(path for folder in call.folders for path in folder.rglob("*.tflite")):
        graph = Graph(path.read_bytes())
        if graph.subgraphs > 1 or any(name == "CUSTOM" for name, _, _ in graph.operators):
            left_out += 1
            continue
        faults = list(differences(call.kilograph, path, graph))
        compared += 1
        wrong += bool(faults)
        for fault in faults:
            print(f"{path.name}: {fault}")
    print(f"{compared - wrong} of {compared} models alike in MACs, parameters and peak; {left_out} left out")
    return 1 if wrong else 0 if compared else 77


if __name__ == "__main__":
    sys.exit(main())
