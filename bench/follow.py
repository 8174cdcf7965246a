"""10,000 device changes a second taken from the log while 1,000 questions a second are answered."""

import shutil
import subprocess
import sys
from pathlib import Path

from figures import SCRATCH, SHARED

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    catalogue = SCRATCH / "follow.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    program = Path(kilograph).resolve().parents[1] / "bench/kg_follow_bench"
    subprocess.run([program, "10000", "100000", "10", BOARDS, catalogue], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
