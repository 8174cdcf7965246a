"""Many models from few: copies of small models (10 to 20 kB) with other weights and other names."""

import random
import shutil
import sys
from pathlib import Path

import tflite

SMALLEST, LARGEST = 8_000, 24_000


def weights_span(data):
    """Offset and length of the largest buffer."""
    model = tflite.Model.GetRootAsModel(data, 0)
    largest = max((model.Buffers(index) for index in range(model.BuffersLength())), key=lambda b: b.DataLength())
    start = largest._tab.Vector(largest._tab.Offset(4))
    return start, largest.DataLength()


def seeds(folder):
    found = [path for path in sorted(folder.glob("*.tflite")) if SMALLEST < path.stat().st_size < LARGEST]
    if not found:
        raise SystemExit(f"no model of 8 to 24 kB in {folder}")
    return [(path.stem, path.read_bytes()) for path in found]


def write(folder, target, count):
    """Writes `count` models into `target`, 500 a folder; the same count gives the same files."""
    mark = target.with_suffix(".count")
    if mark.is_file() and mark.read_text() == str(count):
        return
    shutil.rmtree(target, ignore_errors=True)
    chance = random.Random(1)
    originals = [(stem, data, *weights_span(data)) for stem, data in seeds(folder)]
    for number in range(count):
        stem, data, start, length = originals[number % len(originals)]
        changed = bytearray(data)
        changed[start : start + length] = chance.randbytes(length)
        place = target / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{stem}_{number:05}.tflite").write_bytes(changed)
    mark.write_text(str(count))


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
