"""Time and memory of all-pairs matching against the number of devices. Writes docs/figures/columns_growth.svg."""

import math
import subprocess
import sys
from pathlib import Path

from figures import ROOT, SCRATCH, SHARED, divisor, line

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"
PLOT = (ROOT / "docs/figures" if divisor() == 1 else SCRATCH) / "columns_growth.svg"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)  # devices; a tenth as many models
TRIED = (1_000, 3_000)  # with a divisor; the plot is then build/bench/columns_growth.svg
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 420, 80, 50, 40, 20
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


def powers(low, high):
    return [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def plotted(points):
    values = [value for point in points.values() for value in point.values()]
    rows, columns = powers(min(values), max(values)), powers(min(points), max(points))

    def share(value, ends):
        return (math.log10(value) - math.log10(ends[0])) / (math.log10(ends[-1]) - math.log10(ends[0]))

    def at(size, value):
        return LEFT + share(size, columns) * (WIDTH - RIGHT - LEFT), HEIGHT - BOTTOM - share(value, rows) * (
            HEIGHT - BOTTOM - TOP
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="14">All pairs against the number of devices</text>',
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">devices, ten times the models</text>',
    ]
    for size in columns:
        x, _ = at(size, rows[0])
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{number(size)}</text>')
    for value in rows:
        _, y = at(min(points), value)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{number(value)}</text>')
    for which, (name, colour, title) in enumerate(CURVES):
        path = " ".join(
            "{:.1f},{:.1f}".format(*at(size, point[name])) for size, point in points.items() if name in point
        )
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = TOP + 20 + 18 * which
        parts.append(
            f'<line x1="{LEFT + 16}" y1="{y - 4}" x2="{LEFT + 40}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(f'<text x="{LEFT + 46}" y="{y}">{title}</text>')
    return "\n".join([*parts, "</svg>", ""])


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
