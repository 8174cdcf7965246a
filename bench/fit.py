"""`fit` for all pairs of the starter catalogue, whole process."""

import shutil
import sys

from figures import ROOT, SCRATCH, line, median, timed

RUNS = 21


def main(kilograph):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    catalogue = SCRATCH / "fit.catalog"
    shutil.rmtree(catalogue, ignore_errors=True)
    timed([kilograph, "--catalog", catalogue, "--quiet", "init"])
    timed([kilograph, "--catalog", catalogue, "--quiet", "add", ROOT / "catalog"])
    for form in ([], ["--json"]):
        runs = [timed([kilograph, "--catalog", catalogue, *form, "fit"]) for _ in range(RUNS)]
        name = "fit_json" if form else "fit_text"
        line(name, median(runs) * 1000, "ms")
        line(f"{name}_peak", int(median(runs, "peak_kib")), "KiB")


if __name__ == "__main__":
    main(sys.argv[1])
