"""What a wheel's interpreter says of models: a path a line on standard input, a JSON line a model on standard output.

Runs inside the wheel's own environment. Loads the wheel's native module alone, because the Python half of the older
wheel needs all of TensorFlow. A model may end this process; whoever starts it goes on behind that model.
"""

import importlib.util
import json
import os
import re
import site
import sys
import tempfile
from pathlib import Path

ARENA_BYTES = 4 << 20
VAR_HANDLE = 142


def module_of(path):
    spec = importlib.util.spec_from_file_location(path.name.partition(".")[0], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PACKAGE = next(p for folder in site.getsitepackages() for p in Path(folder).glob("tflite_micro"))
RUNTIME = module_of(next(PACKAGE.rglob("_runtime.so")))
SCHEMA = module_of(next(PACKAGE.rglob("schema_py_generated.py")))


def resource_variables(data):
    """Different names of variables, which is what the wheel's own Python interface passes on."""
    model = SCHEMA.ModelT.InitFromObj(SCHEMA.Model.GetRootAsModel(data, 0))
    names = set()
    for subgraph in model.subgraphs:
        for op in subgraph.operators or []:
            code = model.operatorCodes[op.opcodeIndex]
            if max(code.builtinCode, code.deprecatedBuiltinCode) == VAR_HANDLE:
                names.add(op.builtinOptions.sharedName)
    return len(names)


def interpreter_of(data):
    config = RUNTIME.PythonInterpreterConfig.kAllocationRecording
    arguments = [data, [], ARENA_BYTES, resource_variables(data), config]
    try:
        return RUNTIME.InterpreterWrapper(*arguments)
    except TypeError:  # newer wheels take the size of a second memory for decompression
        return RUNTIME.InterpreterWrapper(*arguments, 0)


def said_while(action):
    """What `action` printed on the process's standard error, and what it raised."""
    with tempfile.TemporaryFile() as target:
        kept = os.dup(2)
        os.dup2(target.fileno(), 2)
        raised = None
        try:
            action()
        except Exception as error:  # the wrapper raises whatever pybind11 makes of it
            raised = str(error)
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        target.seek(0)
        return target.read().decode(errors="replace"), raised


def figures(path):
    data = Path(path).read_bytes()
    said, raised = said_while(lambda: interpreter_of(data).PrintAllocations())
    if raised is not None:
        return {"file": path, "starts": False, "why": " ".join(f"{said} {raised}".split())[:300]}
    parts = dict(re.findall(r"Arena allocation (total|head|tail) (\d+) bytes", said))
    kinds = re.findall(r"'(.+?)' used (\d+) bytes.*?requested (\d+) bytes for (\d+)", said)
    return {
        "file": path,
        "starts": True,
        **{name: int(value) for name, value in parts.items()},
        "kinds": {name: [int(used), int(asked), int(times)] for name, used, asked, times in kinds},
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps({"begins": line.strip()}), flush=True)
        print(json.dumps(figures(line.strip())), flush=True)
