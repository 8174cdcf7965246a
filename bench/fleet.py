"""Takes in an inventory of 100,000 devices of 20 kinds, again, and changed; asks which fit, and what changed since.

fleet.py PROGRAM [ROWS [KINDS]]
Prints one line a figure: name value unit, with the processor's seconds and the most memory of each run, because the
clock counts other work on the machine too. The disk's own time to write and sync the same bytes stands beside the
first. `fleet.py PROGRAM 1000000 300` is a million devices of 300 kinds. Only the standard library is used.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = "id=Serial,model=Type,title=Name,label:*=*"


class Run:
    """One run of the program: what it printed, its seconds on the clock and of processor, its largest memory."""

    def __init__(self, program, folder, *words):
        with (folder / "printed").open("w+b") as printed:
            start = time.perf_counter()
            process = subprocess.Popen([program, *words], cwd=folder, stdout=printed, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            printed.seek(0)
            self.text = printed.read().decode("utf-8")
        if process.returncode != 0:
            sys.exit(f"{words}: {self.text[-2000:]}")
        self.cost = f"({usage.ru_utime + usage.ru_stime:.2f} s of processor, {usage.ru_maxrss // 1024} MiB)"


def write_kinds(folder, kinds):
    for kind in range(kinds):
        memory = [
            {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "freeBytes": 20_000 + 20_000 * kind},
            {"@type": "MemoryRegion", "name": "Flash", "kind": "program", "freeBytes": 100_000 + 100_000 * kind},
        ]
        thing = {
            "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
            "id": f"urn:example:kind-{kind}",
            "title": f"Kind {kind}",
            "security": "none",
            "securityDefinitions": {"none": {"scheme": "nosec"}},
            "parts": [{"@type": "Camera"}, {"@type": "MicroController", "memory": memory}],
        }
        (folder / f"kind{kind}.td.json").write_text(json.dumps(thing), encoding="utf-8")


def write_rows(path, rows, kinds, hall):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Serial", "Type", "Name", "Site", "Owner", "Installed"])
        for i in range(rows):
            kind = i * 7919 % kinds
            site = f"hall {hall if i % 100 == 0 else i % 17}"
            writer.writerow([f"SN-{i:06}", f"Kind {kind}", f"Press {i}", site, "plant", f"2026-01-{i % 28 + 1:02}"])


def synced_write(folder, count):
    start = time.perf_counter()
    with (folder / "plain").open("wb") as file:
        file.write(os.urandom(1 << 20) * (count >> 20))
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - start


def bytes_of(folder):
    return sum(path.stat().st_size for path in (folder / "kilograph.catalog").iterdir())


def take_in(program, folder, rows, kinds):
    inventory = folder / "fleet.csv"
    for name, hall in (("first", 99), ("same", 99), ("changed", 98)):
        write_rows(inventory, rows, kinds, hall)
        run = Run(program, folder, "add", "fleet.csv", "--columns", COLUMNS, "--max-bytes", str(1 << 30))
        print(f"inventory_{name}_seconds {run.seconds:.2f} s {run.cost}: {run.text.splitlines()[-1]}")
        if name == "first":
            size = bytes_of(folder)
            print(f"inventory_first_rows {rows / run.seconds:.0f} rows/s")
            print(f"catalogue_bytes {size} B; the same bytes written and synced: {synced_write(folder, size):.2f} s")


def ask(program, folder, then):
    everyone = 'label.Site != "nowhere"'
    for name, words in (
        ("fit_group", ("fit", "--where", 'label.Site != "hall 3"')),
        ("fit_csv", ("fit", "--where", everyone, "--csv", "--model", "Person_Detection")),
        ("diff_since", ("diff", "--since", then, "--where", everyone, "--model", "Person_Detection")),
    ):
        run = Run(program, folder, *words)
        print(f"{name}_seconds {run.seconds:.2f} s {run.cost}: {run.text.count(chr(10))} lines")
        if name == "fit_group":
            print(next(row for row in run.text.splitlines() if row.startswith("Judged once")))


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    program = str(Path(sys.argv[1]).resolve())
    rows, kinds = [int(word) for word in sys.argv[2:]] + [100_000, 20][len(sys.argv) - 2 :]
    with tempfile.TemporaryDirectory(prefix="kilograph_fleet_") as made:
        folder = Path(made)
        Run(program, folder, "init")
        Run(program, folder, "add", str(ROOT / "catalog" / "models"), "--quiet")
        write_kinds(folder, kinds)
        Run(program, folder, "add", *sorted(str(path) for path in folder.glob("kind*.td.json")))
        take_in(program, folder, rows, kinds)
        changed = Run(program, folder, "log", "--json").text.splitlines()
        last_add = max(json.loads(row)["seq"] for row in changed if '"action":"add"' in row)
        ask(program, folder, str(last_add))


if __name__ == "__main__":
    main()
