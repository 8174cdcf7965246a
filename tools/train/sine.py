"""Sine regression: the sine of an angle, from the angle."""

import numpy as np

NAME = "sine"
TITLE = "Sine"
SUMMARY = "The sine of an angle of 0 to 2π, by two small dense layers: the smallest model that is of any use."
DATASET = "generated angles"
TASK = "sine regression"
CATEGORY = "Regression"
MEASURE = "mean_absolute_error"
UNIT = None
TOLERANCE = 0.01
EPOCHS, BATCH, RATE = 120, 32, 0.005
LABELS = ()
SENSORS = ()
PREPROCESSING = "None: the angle in radians is quantized with the input's scale and zero point."
INPUT = "An angle in radians, 0 to 2π."
OUTPUT = "Its sine, -1 to 1."


def samples(seed, count):
    """Angles (count, 1) in radians and their sines (count, 1)."""
    angles = np.random.default_rng(seed).uniform(0, 2 * np.pi, (count, 1)).astype(np.float32)
    return angles, np.sin(angles)


COUNTS = {"train": 4000, "held-out": 2000}


def network(keras):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((1,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(1),
        ]
    )


LOSS = "mse"


def fitting_pairs(x, y):
    return x, y


def metric(x, y, said):
    """Mean distance between what the model said and the sine."""
    return float(np.mean(np.abs(said - y)))
