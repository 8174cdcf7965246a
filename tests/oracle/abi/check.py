#!/usr/bin/env python3
"""Compare the structure sizes in ontology/runtimes/ with what compilers say.

check.py SOURCE_FOLDER [--print]: compiles structures.cpp for each ABI and reads sizes and alignments
from the assembly. Ends with 1 where a number differs, with 77 where no compiler is there. --print
shows what each compiler says, one structure a line.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

COMPILERS = {
    "host64": (["g++"], "g++"),
    "arm32": (["arm-none-eabi-g++", "-mcpu=cortex-m4", "-mthumb"], "gcc-arm-none-eabi"),
    "riscv32": (["riscv64-unknown-elf-g++", "-march=rv32imac", "-mabi=ilp32"], "gcc-riscv64-unknown-elf"),
    "xtensa": (["xtensa-lx106-elf-g++"], "gcc-xtensa-lx106"),
}
FLAGS = ["-std=c++17", "-S", "-O0", "-ffreestanding", "-w", "-x", "c++", "-", "-o", "-"]
ASKED_ALIGNMENT = 16  # the runtime asks for it, whatever the structure's own is


def compiled(command, source, names):
    """Return {name: [size, alignment]} as one compiler has it."""
    text = source + "".join(f"TELL({name})\n" for name in names)
    done = subprocess.run(command + FLAGS, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]} does not compile structures.cpp:\n{done.stderr}")
    found = {}
    for kind, name, size in re.findall(r"\.size\s+(size|align)_of_(\w+), *(\d+)", done.stdout):
        found.setdefault(name, [0, 0])[kind == "align"] = int(size)
    return found


def differences(abi, stated, found):
    for name, layouts in stated.items():
        if abi not in layouts:
            continue
        size, alignment = layouts[abi]
        said = found[name]
        if said[0] == size and alignment in (said[1], ASKED_ALIGNMENT):
            continue
        yield f"{abi}: {name} is {layouts[abi]} in ontology/runtimes, {said} by the compiler"


def main():
    folder = Path(sys.argv[1])
    source = (folder / "tests/oracle/abi/structures.cpp").read_text()
    known = set(re.findall(r"^struct (\w+)", source, re.M))
    stated = {}
    for path in sorted((folder / "ontology/runtimes").glob("*.json")):
        runtime = json.loads(path.read_text())
        # structures.cpp has the members of today's interpreter; what is based on it states differences.
        if "based_on" not in runtime and "interpreter" not in runtime:
            stated.update(runtime["structures"])
    unknown = sorted(set(stated) - known)
    if unknown:
        print("not compared, for structures.cpp has none of them:", ", ".join(unknown))
    names = sorted(set(stated) & known)
    wrong, compared = [], 0
    for abi, (command, package) in COMPILERS.items():
        if not shutil.which(command[0]):
            print(f"skipped {abi}: {command[0]} is not here (Debian: {package})")
            continue
        found = compiled(command, source, names)
        if "--print" in sys.argv:
            print(json.dumps({abi: found}))
        faults = list(differences(abi, {name: stated[name] for name in names}, found))
        count = sum(abi in stated[name] for name in names)
        print(f"{abi}: {count - len(faults)} of {count} structures as {command[0]} lays them out")
        wrong += faults
        compared += count
    print("\n".join(wrong))
    return 1 if wrong else 0 if compared else 77


if __name__ == "__main__":
    sys.exit(main())
