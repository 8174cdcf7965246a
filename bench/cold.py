"""One question to a large catalogue, whole process: 10,000 models and 100,000 devices, after one that made the file."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from figures import SCRATCH, SHARED, divisor, held, line, median, timed

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"
MODELS, DEVICES, RUNS = 10_000 // divisor(), 100_000 // divisor(), 9


def made(kilograph):
    catalogue = SCRATCH / "cold.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    SCRATCH.mkdir(parents=True, exist_ok=True)
    program = Path(kilograph).resolve().parents[1] / "bench/kg_follow_bench"
    print(
        subprocess.run(
            [program, str(MODELS), str(DEVICES), "0", BOARDS, catalogue], check=True, text=True, capture_output=True
        ).stdout,
        end="",
    )
    return catalogue


def main(kilograph):
    catalogue = made(kilograph)
    asked = [kilograph, "--catalog", catalogue]
    pair = ["--model", "17", "--device", "https://example.org/device/471"]
    first = timed([*asked, "fit", *pair[:2], "--counts"])
    line("first_question_makes_the_projection", first.wall_s, "s")
    line("projection_bytes", (catalogue / "projection.bin").stat().st_size, "B")
    questions = {
        "one_pair": ["fit", *pair],
        "devices_for_a_model_counted": ["fit", *pair[:2], "--counts"],
        "devices_for_a_model": ["fit", *pair[:2]],
        "devices_for_a_model_json": ["--json", "fit", *pair[:2]],
        "models_for_a_device": ["fit", *pair[2:]],
        "models_for_a_device_json": ["--json", "fit", *pair[2:]],
        "all_models_counted": ["fit", "--counts"],
        "a_group_for_a_model": ["fit", *pair[:2], "--where", "ram_free >= 64KiB"],
    }
    for name, words in questions.items():
        runs = [timed([*asked, *words]) for _ in range(RUNS)]
        line(f"cold_{name}", median(runs), "s")
        held(f"cold_{name}", median(runs), "s", most=0.5)
        line(f"cold_{name}_processor", median(runs, "cpu_s"), "s")
    text = subprocess.run([*asked, "--json", "fit", *pair[:2], "--counts"], check=True, capture_output=True).stdout
    print("#", json.loads(text))


if __name__ == "__main__":
    main(sys.argv[1])
