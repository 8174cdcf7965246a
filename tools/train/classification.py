"""What subjects share that tell one of several labels."""

import numpy as np

LOSS = "sparse_categorical_crossentropy"


def fitting_pairs(x, y):
    return x, y


def metric(x, y, said):
    """The part of samples whose likeliest label is right."""
    return float(np.mean(np.argmax(said, axis=1) == y))
