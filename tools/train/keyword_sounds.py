"""Three words of a made-up language, spoken by a made-up voice; other words; no word."""

import numpy as np
from classification import LOSS as LOSS
from classification import fitting_pairs as fitting_pairs
from classification import metric as metric

NAME = "keyword"
TITLE = "Keyword"
SUMMARY = "Spots three words of two vowels each in a second of sound, by a convolution that is separable in depth."
DATASET = "generated words"
TASK = "keyword spotting"
CATEGORY = "Classification"
MEASURE = "accuracy"
UNIT = "ratio"
TOLERANCE = 0.03
EPOCHS, BATCH, RATE = 25, 32, 0.003
LABELS = ("ua", "ai", "iu", "other", "silence")
RATE_HZ, FRAME, BANDS = 8000, 256, 16
FRAMES = RATE_HZ // FRAME
SENSORS = ({"class": "Microphone", "rate_hz": RATE_HZ, "channels": 1},)
PREPROCESSING = (
    "31 frames of 256 samples without overlap, a Hann window, the power of a 256-point Fourier transform summed in 16 "
    "bands of 8 bins from 31 Hz, then log10(power + 1e-6)."
)
INPUT = "31 frames of 16 bands: log10 of power, the oldest first."
OUTPUT = "A probability for each label."
FORMANTS = {"u": (320, 800), "a": (700, 1200), "i": (300, 2300)}  # of a male speaker, Hz
HARMONICS = np.arange(1, 31)


def voice(random, word):
    """A second of sound: vowels one after the other, or nothing."""
    time = np.arange(RATE_HZ) / RATE_HZ
    sound = np.zeros(RATE_HZ)
    length = random.uniform(0.16, 0.3)
    start = random.uniform(0.02, 0.95 - length * max(1, len(word)))
    pitch, size = random.uniform(95, 210), random.uniform(0.88, 1.15)
    glide = 1 + random.uniform(-0.15, 0.15) * (time - start)
    phase = 2 * np.pi * np.cumsum(pitch * glide) / RATE_HZ
    heights = HARMONICS * pitch
    for at, vowel in enumerate(word):
        begin = start + at * length
        swell = np.clip(np.minimum(time - begin, begin + length - time) / 0.03, 0, 1)
        loudness = sum(np.exp(-(((heights - f * size) / 130) ** 2)) for f in FORMANTS[vowel]) / HARMONICS**0.3
        loudness[heights > 3800] = 0
        inside = swell > 0
        sound[inside] += swell[inside] * (loudness @ np.sin(HARMONICS[:, None] * phase[inside]))
    return sound * random.uniform(0.15, 0.5)


def noise(random):
    """Hiss, more or less dull, and now and then a click."""
    hiss = random.normal(0, 1, RATE_HZ)
    dull = np.convolve(hiss, np.ones(8) / 8, "same")
    sound = random.uniform(0.002, 0.08) * (hiss if random.random() < 0.5 else 2 * dull)
    for at in random.integers(0, RATE_HZ - 60, random.integers(0, 3)):
        sound[at : at + 60] += random.uniform(0.1, 0.6) * np.exp(-np.arange(60) / 12) * random.choice((-1, 1))
    return sound


def features(sound):
    """What PREPROCESSING says, (FRAMES, BANDS)."""
    frames = sound[: FRAMES * FRAME].reshape(FRAMES, FRAME) * np.hanning(FRAME)
    power = np.abs(np.fft.rfft(frames)[:, 1 : 1 + 8 * BANDS]) ** 2
    return np.log10(power.reshape(FRAMES, BANDS, 8).sum(axis=2) + 1e-6)


def spoken(random, label):
    if label == "silence":
        return ""
    if label != "other":
        return label
    words = [a + b for a in "uai" for b in "uai" if a + b not in LABELS]
    return str(random.choice([*words, "u", "a", "i"]))


def samples(seed, count):
    """Features (count, 31, 16, 1) and the numbers of their labels (count,)."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, len(LABELS), count)
    sounds = [features(voice(random, spoken(random, LABELS[label])) + noise(random)) for label in labels]
    return np.array(sounds, np.float32)[..., None], labels


COUNTS = {"train": 4000, "held-out": 1500}


def network(keras):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((FRAMES, BANDS, 1)),
            layers.Conv2D(12, (3, 3), strides=(1, 2), activation="relu"),
            layers.DepthwiseConv2D((3, 3), activation="relu"),
            layers.Conv2D(24, (1, 1), activation="relu"),
            layers.MaxPooling2D((3, 1)),
            layers.Conv2D(24, (3, 3), activation="relu"),
            layers.MaxPooling2D((2, 1)),
            layers.Flatten(),
            layers.Dropout(0.2),
            layers.Dense(len(LABELS), activation="softmax"),
        ]
    )
