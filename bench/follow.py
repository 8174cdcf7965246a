"""Device changes taken from the log (10,000 a second and more) while 1,000 questions a second are answered."""

import shutil
import subprocess
import sys
from pathlib import Path

from figures import SCRATCH, SHARED, divisor, held

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    catalogue = SCRATCH / "follow.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    program = Path(kilograph).resolve().parents[1] / "bench/kg_follow_bench"
    models, devices, rounds = 10_000 // divisor(), 100_000 // divisor(), 10 if divisor() == 1 else 1
    words = [program, str(models), str(devices), str(rounds), BOARDS, catalogue]
    text = subprocess.run(words, check=True, text=True, capture_output=True).stdout
    print(text, end="", flush=True)
    figures = {words[0]: float(words[1]) for words in map(str.split, text.splitlines()) if len(words) > 2}
    held("changes_applied", figures["changes_applied"], "changes/s", least=10_000)
    held("questions_answered", figures["questions_answered"], "questions/s", least=990)
    held("question_p99", figures["question_p99"], "ms", most=5)


if __name__ == "__main__":
    main(sys.argv[1])
