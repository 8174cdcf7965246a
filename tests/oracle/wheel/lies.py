"""Models that lie: copies of models, each with one thing taken away or said wrongly. Runs inside a wheel's environment.

lies.py OUT_DIR MODEL…: for each operator of each model's first subgraph, copies without its last input, with its last
input again behind it, without its options, with an output of another shape; and for each of its tensors copies without
zero points and without any quantization, and for its outputs of another type.
"""

import copy
import sys
from pathlib import Path

import flatbuffers
from arena_figures import SCHEMA

INT8, INT16, FLOAT32 = 9, 7, 0
OTHER_TYPE = {INT8: INT16, INT16: INT8, FLOAT32: INT8}


def without_last_input(model, op):
    op.inputs = list(op.inputs)[:-1]


def with_another_input(model, op):
    op.inputs = [*op.inputs, op.inputs[-1]]


def without_first_input(model, op):
    op.inputs = [-1, *list(op.inputs)[1:]]


def without_options(model, op):
    if op.builtinOptions is None:
        return False
    op.builtinOptionsType, op.builtinOptions = 0, None


def with_larger_output(model, op):
    return other_shape(model, op, 1)


def with_smaller_output(model, op):
    return other_shape(model, op, -1)


def other_shape(model, op, step):
    shape = list(output_of(model, op).shape)
    if not shape or shape[-1] + step < 1:
        return False
    shape[-1] += step
    output_of(model, op).shape = shape


def with_flat_output(model, op):
    shape = list(output_of(model, op).shape)
    if len(shape) < 2:
        return False
    output_of(model, op).shape = [shape[0] * shape[1], *shape[2:]]


def with_output_of_another_type(model, op):
    tensor = output_of(model, op)
    if tensor.type not in OTHER_TYPE:
        return False
    tensor.type = OTHER_TYPE[tensor.type]


def output_of(model, op):
    return model.subgraphs[0].tensors[op.outputs[0]]


def not_whole(op):
    return any(indices is None or len(indices) == 0 for indices in (op.inputs, op.outputs))


def tensors_of(op):
    return [*enumerate(op.inputs), *((len(op.inputs) + i, index) for i, index in enumerate(op.outputs))]


LIES = (
    *(without_last_input, with_another_input, without_first_input, without_options, with_larger_output),
    *(with_smaller_output, with_flat_output, with_output_of_another_type),
)


def copies_of(model):
    for at, op in enumerate(model.subgraphs[0].operators or []):
        if not_whole(op):
            continue
        for lie in LIES:
            changed = copy.deepcopy(model)
            if lie(changed, changed.subgraphs[0].operators[at]) is not False:
                yield f"{at}_{lie.__name__}", changed
        for place, index in tensors_of(op):
            if index < 0 or model.subgraphs[0].tensors[index].quantization is None:
                continue
            if model.subgraphs[0].tensors[index].quantization.scale is None:
                continue
            changed = copy.deepcopy(model)
            changed.subgraphs[0].tensors[index].quantization.zeroPoint = None
            yield f"{at}_{place}_without_zero_point", changed
            changed = copy.deepcopy(model)
            changed.subgraphs[0].tensors[index].quantization = None
            yield f"{at}_{place}_without_quantization", changed


def write(model, path):
    builder = flatbuffers.Builder(1 << 16)
    builder.Finish(model.Pack(builder), b"TFL3")
    path.write_bytes(builder.Output())


def main(folder, *paths):
    Path(folder).mkdir(parents=True, exist_ok=True)
    count = 0
    for path in map(Path, paths):
        model = SCHEMA.ModelT.InitFromObj(SCHEMA.Model.GetRootAsModel(path.read_bytes(), 0))
        for name, changed in copies_of(model):
            write(changed, Path(folder) / f"{path.stem}_{name}.tflite")
            count += 1
    print(f"{count} models that lie, of {len(paths)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
