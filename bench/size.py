"""The size of the release program, stripped."""

import shutil
import subprocess
import sys

from figures import SCRATCH, line


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    copy = SCRATCH / "kilograph.stripped"
    shutil.copy(kilograph, copy)
    subprocess.run(["strip", copy], check=True)
    line("binary_stripped", copy.stat().st_size / 1e6, "MB (1 MB = 1,000,000 B)")


if __name__ == "__main__":
    main(sys.argv[1])
