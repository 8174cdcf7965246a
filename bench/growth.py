"""Time and memory of all-pairs matching against the number of devices. Writes docs/figures/columns_growth.svg."""

import subprocess
import sys
from pathlib import Path

import plot
from figures import ROOT, SCRATCH, SHARED, divisor, line

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"
PLOT = (ROOT / "docs/figures" if divisor() == 1 else SCRATCH) / "columns_growth.svg"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)  # devices; a tenth as many models
TRIED = (1_000, 3_000)  # with a divisor; the plot is then build/bench/columns_growth.svg
CURVES = (
    ("counts", "#06c", "counts of all models, ms"),
    ("bitmaps", "#c50", "both rows of every class, ms"),
    ("memory", "#282", "columns, MB"),
    ("hard", "#808", "every device its own profile: both rows, ms"),
)


def figures_in(text):
    return {words[0]: float(words[1]) for words in map(str.split, text.splitlines())}


def measured(program, devices):
    models = devices // 10

    def run(what, *sizes):
        printed = subprocess.run([program, what, *map(str, sizes), BOARDS], check=True, capture_output=True, text=True)
        return figures_in(printed.stdout)

    figures = run("realistic", models, devices)
    point = {
        "counts": figures["counts_of_all_models"],
        "bitmaps": figures["both_bitmaps_of_every_class"] * 1e3,
        "memory": (figures["bytes_per_device"] * devices + figures["bytes_per_model"] * models) / 1e6,
    }
    if devices <= 100_000:
        rates = [rate for name, rate in run("hard", models, devices).items() if name.startswith("both_bitmaps_")]
        point["hard"] = models * devices / max(rates) * 1e3
    return point


def plotted(points):
    curves = [
        (title, colour, [(size, point[name]) for size, point in points.items() if name in point])
        for name, colour, title in CURVES
    ]
    return plot.svg("All pairs against the number of devices", "devices, ten times the models", "", curves)


def main(kilograph):
    program = Path(kilograph).resolve().parents[1] / "bench/kg_columns_bench"
    points = {}
    for devices in SIZES if divisor() == 1 else TRIED:
        points[devices] = measured(program, devices)
        for name, value in points[devices].items():
            line(f"growth_{name}_{devices}", value, "MB" if name == "memory" else "ms")
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plotted(points))
    print(f"# {PLOT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1])
