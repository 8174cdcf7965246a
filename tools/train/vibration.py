"""Vibration of a machine at 1,500 turns a minute: sound, out of balance, with a worn bearing, or loose."""

import numpy as np

NAME = "vibration"
TITLE = "Vibration"
SUMMARY = "Tells a faulty machine from a sound one by how badly an autoencoder repeats the spectrum of its vibration."
DATASET = "generated vibration"
TASK = "anomaly detection"
CATEGORY = "AnomalyDetection"
MEASURE = "AUC"
UNIT = "ratio"
TOLERANCE = 0.03
EPOCHS, BATCH, RATE = 60, 32, 0.003
LABELS = ()
RATE_HZ, WINDOW, BANDS = 2000, 512, 64
SENSORS = ({"class": "VibrationSensor", "rate_hz": RATE_HZ, "axes": 1, "range": {"low": -8, "high": 8, "unit": "g"}},)
PREPROCESSING = (
    "512 samples, a Hann window, the power of a 512-point Fourier transform summed in 64 bands of 4 bins from 4 Hz, "
    "then log10(power + 1e-3)."
)
INPUT = "64 bands of the spectrum of 0.256 s: log10 of power, the lowest first."
OUTPUT = "The same bands, repeated; the mean squared difference from the input is the score of an anomaly."
TURN_HZ, BEARING_HZ, RESONANCE_HZ = 25.0, 89.0, 610.0


def machine(random, fault):
    """A window of acceleration in g."""
    time = np.arange(WINDOW) / RATE_HZ
    turn = 2 * np.pi * TURN_HZ * random.uniform(0.97, 1.03)
    strengths = np.array([0.30, 0.14, 0.07, 0.035]) * random.uniform(0.9, 1.1, 4)
    if fault == "balance":
        strengths[0] *= random.uniform(2.5, 5.0)
    sound = sum(
        strength * np.sin(turn * (k + 1) * time + random.uniform(0, 2 * np.pi)) for k, strength in enumerate(strengths)
    )
    if fault == "loose":
        sound += random.uniform(0.12, 0.3) * np.sign(np.sin(turn / 2 * time + random.uniform(0, 2 * np.pi)))
    if fault == "bearing":
        since = (time + random.uniform(0, 1 / BEARING_HZ)) % (1 / BEARING_HZ)
        sound += random.uniform(0.25, 0.7) * np.exp(-since * 300) * np.sin(2 * np.pi * RESONANCE_HZ * since)
    return sound + random.normal(0, random.uniform(0.035, 0.045), WINDOW)


def features(sound):
    """What PREPROCESSING says, (BANDS,)."""
    power = np.abs(np.fft.rfft(sound * np.hanning(WINDOW))[1 : 1 + 4 * BANDS]) ** 2
    return np.log10(power.reshape(BANDS, 4).sum(axis=1) + 1e-3)


def samples(seed, count):
    """Spectra (count, 64), and 1 where the machine is faulty (count,): every second one."""
    random = np.random.default_rng(seed)
    faulty = np.arange(count) % 2
    faults = ("balance", "bearing", "loose")
    sounds = [features(machine(random, random.choice(faults) if bad else None)) for bad in faulty]
    return np.array(sounds, np.float32), faulty


COUNTS = {"train": 6000, "held-out": 2000}


def network(keras):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((BANDS,)),
            layers.Dense(24, activation="relu"),
            layers.Dense(4, activation="relu"),
            layers.Dense(24, activation="relu"),
            layers.Dense(BANDS),
        ]
    )


LOSS = "mse"


def fitting_pairs(x, y):
    """It learns to repeat sound machines alone."""
    return x[y == 0], x[y == 0]


def metric(x, y, said):
    """How often a faulty machine scores higher than a sound one (the area under the ROC curve)."""
    scores = np.mean((said - x) ** 2, axis=1)
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    bad = int(np.sum(y))
    return float((np.sum(ranks[y == 1]) - bad * (bad + 1) / 2) / (bad * (len(y) - bad)))
