"""Steady state of `add`: models of 10 to 20 kB in one run; models a second, and whether memory stays flat.

The peak is taken at 1,000 and at every further tenth; KILOGRAPH_STEADY=30000 makes the run longer.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import variants
from figures import SCRATCH, line, models_folder

COUNT = int(os.environ.get("KILOGRAPH_STEADY", "10000"))


def peak_kib(process):
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


def cpu_s(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main(kilograph):
    models, catalogue = SCRATCH / "variants", SCRATCH / "steady.catalog"
    variants.write(models_folder(), models, COUNT)
    shutil.rmtree(catalogue, ignore_errors=True)
    subprocess.run([kilograph, "--catalog", catalogue, "--quiet", "init"], check=True, stdout=subprocess.DEVNULL)
    command = [kilograph, "--catalog", catalogue, "--json", "add", "--stream", models]
    start, marks, seen, cpu = time.perf_counter(), {}, 0, 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for text in process.stdout:
            if '"id"' not in text and '"entity"' not in text:
                continue
            seen += 1
            if seen == 1000 or seen % (COUNT // 10) == 0:
                marks[seen], cpu = peak_kib(process.pid), cpu_s(process.pid)
    wall = time.perf_counter() - start
    if process.returncode != 0 or seen != COUNT:
        raise SystemExit(f"add ended with {process.returncode} after {seen} of {COUNT} models")
    early, late = marks[1000], marks[COUNT]
    line("steady_models", COUNT, "models")
    line("steady_wall", COUNT / wall, "models/s")
    line("steady_cpu", COUNT / cpu, "models/s of one core's time")
    for count, peak in sorted(marks.items()):
        line(f"steady_peak_at_{count}", peak, "KiB")
    line("steady_memory_growth", late / early, f"times ({late} KiB / {early} KiB)")


if __name__ == "__main__":
    main(sys.argv[1])
