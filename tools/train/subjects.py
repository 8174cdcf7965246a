"""What is trained, and how a quantized model is asked. Needs numpy alone."""

import gesture
import keyword_sounds
import numpy as np
import sine
import vibration

SUBJECTS = {subject.NAME: subject for subject in (sine, gesture, keyword_sounds, vibration)}
SEEDS = {"train": 20261121, "held-out": 20261122}
SELF_TESTS = 3  # the first of the held-out samples


def split(subject, name):
    return subject.samples(SEEDS[name], subject.COUNTS[name])


def quantized(values, scale, zero_point):
    return np.clip(np.round(values / scale) + zero_point, -128, 127).astype(np.int8)


def dequantized(values, scale, zero_point):
    return (values.astype(np.float32) - zero_point) * np.float32(scale)


def rounded(value):
    return float(f"{value:.4f}")
