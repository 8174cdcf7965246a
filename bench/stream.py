"""All pairs of a catalogue as a stream: pairs a second in each form, and memory that does not grow with them."""

import shutil
import subprocess
import sys
from pathlib import Path

from figures import SCRATCH, SHARED, divisor, held, line, timed

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"
MODELS, DEVICES = 2_000 // divisor(), 5_000 // divisor()
FORMS = {"text": [], "json": ["--json"], "csv": ["--csv"]}
FEW = 100  # of the pairs, one in so many


def made(kilograph):
    catalogue = SCRATCH / "stream.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    SCRATCH.mkdir(parents=True, exist_ok=True)
    program = Path(kilograph).resolve().parents[1] / "bench/kg_follow_bench"
    words = [program, str(MODELS), str(DEVICES), "0", BOARDS, catalogue]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return catalogue


def main(kilograph):
    asked = [kilograph, "--catalog", made(kilograph), "fit", "--stream"]
    pairs = MODELS * DEVICES
    timed([*asked, "--limit", "1"])  # makes the projection
    for form, words in FORMS.items():
        few = timed([*asked, *words, "--limit", str(pairs // FEW)])
        whole = timed([*asked, *words])
        line(f"stream_{form}", pairs / whole.cpu_s, "pairs/s")
        line(f"stream_{form}_peak_of_{pairs // FEW}", few.peak_kib / 1024, "MiB")
        line(f"stream_{form}_peak_of_{pairs}", whole.peak_kib / 1024, "MiB")
        held(f"stream_{form}_growth", (whole.peak_kib - few.peak_kib) / 1024, "MiB", most=32)


if __name__ == "__main__":
    main(sys.argv[1])
