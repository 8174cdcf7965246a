"""Trains the models of catalog/models/own on data that are made here, quantizes them to int8 and measures them.

train.py [--check] [--into FOLDER] [NAME…]: without names, all. Writes NAME/{NAME.tflite, README.md, selftest.json}
below the folder and prints a line a figure. With --check nothing is kept: each model that comes out must have the
operators of the one that is there, and its metric within the subject's tolerance. One thread.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1", TF_ENABLE_ONEDNN_OPTS="0")

import card
import numpy as np
import subjects
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "catalog" / "models" / "own"


class Interpreter:
    """TensorFlow Lite's own, with its reference kernels, which microcontrollers share."""

    def __init__(self, model):
        kernels = tf.lite.experimental.OpResolverType.BUILTIN_REF
        self.core = tf.lite.Interpreter(model_content=model, num_threads=1, experimental_op_resolver_type=kernels)
        self.core.allocate_tensors()
        self.input = self.core.get_input_details()[0]
        self.output = self.core.get_output_details()[0]

    def said(self, values):
        self.core.set_tensor(self.input["index"], values.reshape(self.input["shape"]))
        self.core.invoke()
        return self.core.get_tensor(self.output["index"])[0].copy()

    def operators(self):
        return [op["op_name"] for op in self.core._get_ops_details() if op["op_name"] != "DELEGATE"]


def trained(subject):
    tf.keras.utils.set_random_seed(7)
    network = subject.network(tf.keras)
    x, y = subject.fitting_pairs(*subjects.split(subject, "train"))
    steps = -(-len(x) // subject.BATCH) * subject.EPOCHS
    rate = tf.keras.optimizers.schedules.CosineDecay(subject.RATE, steps)
    network.compile(tf.keras.optimizers.Adam(rate), subject.LOSS)
    network.fit(x, y, epochs=subject.EPOCHS, batch_size=subject.BATCH, verbose=0)
    return network, x


def as_int8(network, x):
    """Weights, activations, input and output are int8; the batch is one."""
    form = tf.TensorSpec((1, *x.shape[1:]), tf.float32)
    run = tf.function(lambda values: network(values, training=False)).get_concrete_function(form)
    converter = tf.lite.TFLiteConverter.from_concrete_functions([convert_variables_to_constants_v2(run)])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([row[None]] for row in x[:500])
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    converter._experimental_disable_per_channel_quantization_for_dense_layers = True  # as older runtimes want it
    return converter.convert()


def measured(subject, model):
    """The metric on the held-out samples, and the self-tests."""
    interpreter = Interpreter(model)
    x, y = subjects.split(subject, "held-out")
    given = subjects.quantized(x, *interpreter.input["quantization"])
    said = np.stack([interpreter.said(row) for row in given])
    tests = [
        {"input": given[i].flatten().tolist(), "output": said[i].flatten().tolist()} for i in range(subjects.SELF_TESTS)
    ]
    seen = subjects.dequantized(given, *interpreter.input["quantization"])
    value = subject.metric(seen, y, subjects.dequantized(said, *interpreter.output["quantization"]))
    return subjects.rounded(value), tests, interpreter.operators()


def made(subject, folder):
    begun = time.process_time()
    network, x = trained(subject)
    model = as_int8(network, x)
    seconds = time.process_time() - begun
    value, tests, operators = measured(subject, model)
    target = folder / subject.NAME
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{subject.NAME}.tflite").write_bytes(model)
    digest = hashlib.sha256(model).hexdigest()
    (target / "README.md").write_text(card.text(subject, digest, value), encoding="utf-8")
    (target / "selftest.json").write_text(
        json.dumps({"model": f"{subject.NAME}.tflite", "sha256": digest, "tests": tests}) + "\n"
    )
    print(f"{subject.NAME} {subject.MEASURE} {value}", f"{subject.NAME} bytes {len(model)}", sep="\n")
    print(f"{subject.NAME} training {seconds:.0f} s of one processor", flush=True)
    return operators, value


def kept(subject):
    model = (OWN / subject.NAME / f"{subject.NAME}.tflite").read_bytes()
    value, _, operators = measured(subject, model)
    return operators, value


def differences(subject, folder):
    operators, value = made(subject, folder)
    kept_operators, kept_value = kept(subject)
    if operators != kept_operators:
        yield f"{subject.NAME}: operators {operators}; kept: {kept_operators}"
    if abs(value - kept_value) > subject.TOLERANCE:
        yield f"{subject.NAME}: {subject.MEASURE} {value}; kept: {kept_value}; tolerance {subject.TOLERANCE}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="trains again, keeps nothing, compares with what is kept")
    parser.add_argument("--into", type=Path, default=OWN, help="the folder that models are written below")
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(subjects.SUBJECTS))
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in subjects.SUBJECTS]
    if unknown:
        parser.error(f"there is no model {unknown[0]}; there are {' '.join(subjects.SUBJECTS)}")
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    chosen = [subjects.SUBJECTS[name] for name in asked.names or subjects.SUBJECTS]
    if not asked.check:
        for subject in chosen:
            made(subject, asked.into)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = [line for subject in chosen for line in differences(subject, Path(folder))]
    print(*found, f"{len(chosen)} models trained again, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
