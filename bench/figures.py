"""Timing of whole processes, and the one form in which benches print figures: `name value unit`."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build/bench"
SHARED = Path(os.environ.get("KILOGRAPH_SHARED", ROOT.parent / "shared"))


@dataclass
class Run:
    wall_s: float
    cpu_s: float
    peak_kib: int


def timed(command, **options):
    """Runs a command to its end; its output is dropped. Raises where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"failed with {process.returncode}: {' '.join(map(str, command))}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def divisor():
    """The second word of the command line: a bench divides its sizes by it, to be tried in seconds; 1 without it."""
    return int(sys.argv[2]) if len(sys.argv) > 2 else 1


def median(runs, field="wall_s"):
    return statistics.median(getattr(run, field) for run in runs)


def line(name, value, unit):
    print(name, f"{value:.4g}" if isinstance(value, float) else value, unit, flush=True)


def held(name, value, unit, least=None, most=None):
    """A comment that holds a figure against its target; at full size only, which is what targets are about."""
    if divisor() != 1:
        return
    bound, is_met = (f">= {least:g}", value >= least) if least is not None else (f"<= {most:g}", value <= most)
    print(f"# target {name} {bound} {unit}: {'met' if is_met else 'missed'}", flush=True)


def models_folder():
    """The 23 published models, or the public ones where the reference data are absent."""
    published = SHARED / "reference/models"
    if published.is_dir():
        return published
    public = ROOT / "build/public_models"
    print(f"# {published} is absent; with the public models of {public}")
    return public


def sheet():
    path = SHARED / "reference/Models_Information.xlsx"
    return path if path.is_file() else None
