"""Curves over two logarithmic axes as SVG, for the figures in docs."""

import math

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 420, 80, 50, 40, 40


def powers(low, high):
    return [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def text(x, y, what, anchor="start", size=12):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{what}</text>'


def stroke(x1, y1, x2, y2, colour="#ddd", width=1):
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def svg(title, across, unit, curves):
    """`curves`: (name, colour, [(x, y)…]), all above 0; `across` names the x axis, `unit` follows the y axis."""
    points = [point for _, _, curve in curves for point in curve]
    columns, rows = (powers(min(values), max(values)) for values in zip(*points, strict=True))

    def at(value, ends, start, end):
        share = (math.log10(value) - math.log10(ends[0])) / (math.log10(ends[-1]) - math.log10(ends[0]))
        return start + share * (end - start)

    def x_of(value):
        return at(value, columns, LEFT, WIDTH - RIGHT)

    def y_of(value):
        return at(value, rows, HEIGHT - BOTTOM, TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        text(LEFT, 22, title, size=14),
        text(WIDTH - RIGHT, HEIGHT - 12, across, "end"),
    ]
    for value in columns:
        parts.append(stroke(x_of(value), TOP, x_of(value), HEIGHT - BOTTOM))
        parts.append(text(x_of(value), HEIGHT - BOTTOM + 18, number(value), "middle"))
    for value in rows:
        parts.append(stroke(LEFT, y_of(value), WIDTH - RIGHT, y_of(value)))
        parts.append(text(LEFT - 8, y_of(value) + 4, number(value) + unit, "end"))
    for which, (name, colour, curve) in enumerate(curves):
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in curve)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = TOP + 20 + 18 * which
        parts.append(stroke(LEFT + 16, y - 4, LEFT + 40, y - 4, colour, 2))
        parts.append(text(LEFT + 46, y, name))
    return "\n".join([*parts, "</svg>", ""])
