"""10,000 device changes a second taken from the log while 1,000 questions a second are answered."""

import shutil
import subprocess
import sys
from pathlib import Path

from figures import SCRATCH, SHARED, divisor

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    catalogue = SCRATCH / "follow.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    program = Path(kilograph).resolve().parents[1] / "bench/kg_follow_bench"
    models, devices, seconds = 10_000 // divisor(), 100_000 // divisor(), 10 if divisor() == 1 else 1
    subprocess.run([program, str(models), str(devices), str(seconds), BOARDS, catalogue], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
