"""Takes in an inventory of 100,000 devices of 20 kinds, again, and changed; asks which fit.

fleet.py PROGRAM [ROWS]
Prints one line a figure: name value unit. The disk's own time to write and sync the same bytes stands beside the
first. Only the standard library is used.
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
KINDS = 20
COLUMNS = "id=Serial,model=Type,title=Name,label:*=*"


def timed(program, folder, *words):
    start = time.perf_counter()
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{words}: {done.stdout}{done.stderr}")
    return seconds, done.stdout


def write_kinds(folder):
    for kind in range(KINDS):
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


def write_rows(path, rows, hall):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Serial", "Type", "Name", "Site", "Owner", "Installed"])
        for i in range(rows):
            kind = (i * i) % KINDS
            site = f"hall {hall if i % 100 == 0 else i % 17}"
            writer.writerow([f"SN-{i:06}", f"Kind {kind}", f"Press {i}", site, "plant", f"2026-01-{i % 28 + 1:02}"])


def synced_write(folder, count):
    start = time.perf_counter()
    with (folder / "plain").open("wb") as file:
        file.write(os.urandom(1 << 20) * (count >> 20))
        file.flush()
        os.fsync(file.fileno())
    return time.perf_counter() - start


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program, rows = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) == 3 else 100_000
    with tempfile.TemporaryDirectory(prefix="kilograph_fleet_") as made:
        folder = Path(made)
        timed(program, folder, "init")
        timed(program, folder, "add", str(ROOT / "catalog" / "models"), "--quiet")
        write_kinds(folder)
        timed(program, folder, "add", *sorted(str(path) for path in folder.glob("kind*.td.json")))
        inventory = folder / "fleet.csv"
        for name, hall in (("first", 99), ("same", 99), ("changed", 98)):
            write_rows(inventory, rows, hall)
            seconds, text = timed(program, folder, "add", "fleet.csv", "--columns", COLUMNS, "--json")
            answer = json.loads(text)
            counts = {key: answer[key] for key in ("added", "changed", "unchanged", "failed")}
            print(f"inventory_{name}_seconds {seconds:.2f} s {counts}")
            if name == "first":
                size = sum(path.stat().st_size for path in (folder / "kilograph.catalog").iterdir())
                print(f"inventory_first_rows {rows / seconds:.0f} rows/s")
                print(
                    f"catalogue_bytes {size} B; the same bytes written and synced: {synced_write(folder, size):.2f} s"
                )
        seconds, _ = timed(program, folder, "fit", "--where", 'label.Site != "hall 3"')
        print(f"fit_group_seconds {seconds:.2f} s")
        seconds, text = timed(program, folder, "fit", "--csv")
        print(f"fit_csv_seconds {seconds:.2f} s for {text.count(chr(10)) - 1} lines")


if __name__ == "__main__":
    main()
