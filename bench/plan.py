"""Memory plans inside the program: published models, chains of operators, and placement against size.

The peer is the greedy placement as the runtime's planner goes about it, which holds each buffer against
all placed ones; it is timed in the same run and gives the same places. Writes docs/figures/plan_cost.svg.
"""

import subprocess
import sys
from pathlib import Path

import plot
from figures import ROOT, SHARED, line

PLOT = ROOT / "docs/figures/plan_cost.svg"


def plotted(points):
    """An SVG of (tensors, ms, ms by scanning)."""
    curves = [
        ("looking up who is alive", "#06c", [(size, time) for size, time, _ in points]),
        ("against all (runtime)", "#c50", [(size, time) for size, _, time in points]),
    ]
    return plot.svg("Placing tensors that share memory: time against their number", "tensors", " ms", curves)


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
