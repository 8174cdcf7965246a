"""Memory plans inside the program: published models, chains of operators, and placement against size.

The peer is the greedy placement as the runtime's planner goes about it, which holds each buffer against
all placed ones; it is timed in the same run and gives the same places. Writes docs/figures/plan_cost.svg.
"""

import math
import subprocess
import sys
from pathlib import Path

from figures import ROOT, SHARED, line

PLOT = ROOT / "docs/figures/plan_cost.svg"
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 400, 70, 50, 40, 20


def scale(value, low, high, start, end):
    share = (math.log10(value) - math.log10(low)) / (math.log10(high) - math.log10(low))
    return start + share * (end - start)


def ticks(low, high):
    power = math.floor(math.log10(low))
    while 10**power <= high:
        if 10**power >= low:
            yield 10**power
        power += 1


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def plotted(points):
    """An SVG of (tensors, ms, ms by scanning), both axes logarithmic."""
    sizes = [size for size, _, _ in points]
    times = [time for _, *both in points for time in both]
    low_x, high_x = min(sizes), max(sizes)
    low_y, high_y = 10 ** math.floor(math.log10(min(times))), 10 ** math.ceil(math.log10(max(times)))

    def at(size, time):
        x = scale(size, low_x, high_x, LEFT, WIDTH - RIGHT)
        return x, scale(time, low_y, high_y, HEIGHT - BOTTOM, TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="14">Placing tensors that share memory: time against their number</text>',
    ]
    for size in ticks(low_x, high_x):
        x, _ = at(size, low_y)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{number(size)}</text>')
    for time in ticks(low_y, high_y):
        _, y = at(low_x, time)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{number(time)} ms</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">tensors</text>')
    for which, colour, name in ((1, "#06c", "looking up who is alive"), (2, "#c50", "against all (runtime)")):
        path = " ".join("{:.1f},{:.1f}".format(*at(point[0], point[which])) for point in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = TOP + 6 + 18 * which
        parts.append(
            f'<line x1="{LEFT + 16}" y1="{y - 4}" x2="{LEFT + 40}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(f'<text x="{LEFT + 46}" y="{y}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main(kilograph):
    bench = Path(kilograph).parent.parent / "bench/kg_plan_bench"
    models = sorted((SHARED / "reference/models").glob("*.tflite"), key=lambda path: path.stat().st_size)
    if not models:
        print(f"# {SHARED}/reference/models is absent; no published model is planned")
    printed = subprocess.run([bench, *models], check=True, capture_output=True, text=True).stdout
    points = []
    for text in printed.splitlines():
        kind, *cells = text.split()
        if kind == "model" and cells[0] == models[-1].stem:
            line("plan_largest_published_model", float(cells[2]) / 1000, f"ms ({cells[0]}, {cells[1]} tensors)")
        if kind == "chain":
            line(f"plan_{cells[0]}_operators", float(cells[1]) / 1000, "ms")
        if kind == "place":
            points.append((int(cells[0]), float(cells[1]), float(cells[2])))
    for size, own, scanning in points:
        line(
            f"place_{size}_tensors", own, f"ms ({scanning / own:.2f} times faster than against all: {scanning:.4g} ms)"
        )
    slowest = max(float(text.split()[3]) for text in printed.splitlines() if text.startswith("model")) if models else 0
    line("plan_slowest_published_model", slowest / 1000, "ms")
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plotted(points))
    print(f"# {PLOT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1])
