"""`add` of the 23 models with their sheet into a new durable catalogue, beside the Python peer, in turn."""

import shutil
import sys

from figures import SCRATCH, line, median, models_folder, sheet, timed

PAIRS = 5


def ours(kilograph, inputs):
    catalogue = SCRATCH / "add.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    timed([kilograph, "--catalog", catalogue, "--quiet", "init"])
    return timed([kilograph, "--catalog", catalogue, "--json", "add", *inputs])


def peer(models, rows):
    script = str(__file__).replace("add.py", "peer_pipeline.py")
    return timed([sys.executable, script, models, rows or "-", SCRATCH / "peer.ttl"])


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    models, rows = models_folder(), sheet()
    inputs = [*sorted(models.glob("*.tflite")), *([rows] if rows else [])]
    pairs = [(ours(kilograph, inputs), peer(models, rows)) for _ in range(PAIRS)]
    own, other = (median(runs) for runs in zip(*pairs, strict=True))
    line("add_models", len(inputs) - bool(rows), "models")
    line("add_kilograph", own, "s")
    line("add_python_peer", other, "s")
    line("add_ratio", other / own, f"times ({other:.3f} s / {own:.3f} s)")


if __name__ == "__main__":
    main(sys.argv[1])
