"""Gestures of a hand that holds an accelerometer: rest, shake, circle, lift."""

import numpy as np
from classification import LOSS as LOSS
from classification import fitting_pairs as fitting_pairs
from classification import metric as metric

NAME = "gesture"
TITLE = "Gesture"
SUMMARY = "Tells four gestures of a hand from 1.28 s of acceleration, by three small convolutions."
DATASET = "generated gestures"
TASK = "gesture recognition"
CATEGORY = "Classification"
MEASURE = "accuracy"
UNIT = "ratio"
TOLERANCE = 0.03
EPOCHS, BATCH, RATE = 25, 32, 0.003
LABELS = ("rest", "shake", "circle", "lift")
RATE_HZ, STEPS = 50, 64
SENSORS = ({"class": "Accelerometer", "rate_hz": RATE_HZ, "axes": 3, "range": {"low": -4, "high": 4, "unit": "g"}},)
PREPROCESSING = "None: 64 readings of 3 axes in g are quantized with the input's scale and zero point."
INPUT = "64 readings of 3 axes in g, 50 a second, the oldest first."
OUTPUT = "A probability for each label."


def turned(random, motion):
    """The motion as a sensor feels it that is held up to 20 degrees aslant."""
    around = random.uniform(-0.35, 0.35, 3)
    (sx, sy, sz), (cx, cy, cz) = np.sin(around), np.cos(around)
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return motion @ (about_x @ about_y @ about_z).T


def motion_of(random, label):
    """Acceleration in g without gravity, (STEPS, 3)."""
    time = np.arange(STEPS) / RATE_HZ
    motion = np.zeros((STEPS, 3))
    strength, phase = random.uniform(0.35, 1.4), random.uniform(0, 2 * np.pi)
    if label == "shake":
        motion[:, 0] = strength * np.sin(2 * np.pi * random.uniform(2.2, 5.0) * time + phase)
    elif label == "circle":
        turn = 2 * np.pi * random.uniform(1.0, 2.6) * time * random.choice((-1, 1)) + phase
        motion[:, 0], motion[:, 1] = strength * np.cos(turn), strength * np.sin(turn)
    elif label == "lift":
        at, width = random.uniform(0.35, 0.8), random.uniform(0.08, 0.16)
        motion[:, 2] = strength * (
            np.exp(-(((time - at + width) / width) ** 2)) - np.exp(-(((time - at - width) / width) ** 2))
        )
    return motion


def samples(seed, count):
    """Windows (count, 64, 3, 1) in g and the numbers of their labels (count,)."""
    random = np.random.default_rng(seed)
    windows, labels = [], random.integers(0, len(LABELS), count)
    for label in labels:
        motion = motion_of(random, LABELS[label]) + np.array([0, 0, 1.0])
        drift = np.cumsum(random.normal(0, random.uniform(0.01, 0.06), (STEPS, 3)), axis=0)
        noise = random.normal(0, random.uniform(0.03, 0.2), (STEPS, 3))
        windows.append(turned(random, motion) + drift + noise)
    return np.clip(np.array(windows, np.float32), -4, 4)[..., None], labels


COUNTS = {"train": 4000, "held-out": 1500}


def network(keras):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((STEPS, 3, 1)),
            layers.Conv2D(8, (5, 3), activation="relu"),
            layers.MaxPooling2D((3, 1)),
            layers.Conv2D(16, (4, 1), activation="relu"),
            layers.MaxPooling2D((2, 1)),
            layers.Conv2D(16, (4, 1), activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.2),
            layers.Dense(len(LABELS), activation="softmax"),
        ]
    )
