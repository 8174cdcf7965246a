"""Runs the pages docs/tutorial*.md line by line and holds what is printed against what they say.

run.py KILOGRAPH [--accept]: in each ```console block, "$ command" is run in one shell for the whole page ("> " goes on
with a command, as a shell shows it), and the lines under it must be its output. "…" stands for any lines, or inside a
line for any text. With --accept the pages are written anew with the output of now (lines with "…" that still match
are kept).
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = sorted((ROOT / "docs").glob("tutorial*.md"))
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
MARK = "kilograph-tutorial-end-of-output"


class Shell:
    """One bash for all commands of the page, so that `cd` and variables last."""

    def __init__(self, program, folder):
        path = f"{Path(program).resolve().parent}:{os.environ['PATH']}"
        settings = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "KILOGRAPH_SOURCE": str(ROOT)}
        self.process = subprocess.Popen(
            ["bash", "--norc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=settings,
        )

    def run(self, command):
        self.process.stdin.write(f"{command}\nlast=$?; echo {MARK}; (exit $last)\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.startswith(MARK):
                return lines
            lines.append(line.rstrip("\n"))
        raise SystemExit(f"the shell ended at: {command}")


def steps(block):
    """[command, lines under it] of a block."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith(">") and found and not found[-1][1]:
            found[-1] = (f"{found[-1][0]}\n{line[2:]}", [])
        elif found:
            found[-1][1].append(line)
    return found


def matches(expected, actual):
    pattern = "\n".join(".*" if line.strip() == "…" else re.escape(line).replace("…", "[^\n]*") for line in expected)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in actual), re.DOTALL) is not None


def run_block(shell, block, problems):
    text = ""
    for command, expected in steps(block):
        actual = shell.run(command)
        same = matches([line.rstrip() for line in expected], actual)
        if not same:
            problems.append(f"$ {command}\n--- the page says\n" + "\n".join(expected))
            problems[-1] += "\n--- it printed\n" + "\n".join(actual)
        shown = "\n".join(f"> {line}".rstrip() for line in command.split("\n"))[2:]
        text += f"$ {shown}\n" + "".join(f"{line.rstrip()}\n" for line in (expected if same else actual))
    return f"```console\n{text}```"


def run_page(path, program, accept):
    page, problems = path.read_text(encoding="utf-8"), []
    blocks = BLOCK.findall(page)
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(program, folder)
        written = BLOCK.sub(lambda found: run_block(shell, found[1], problems), page)
    name = path.relative_to(ROOT)
    if accept:
        path.write_text(written, encoding="utf-8")
        print(f"{name} written anew, {len(problems)} commands differed")
        return True
    for problem in problems:
        print(problem)
    print(f"{sum(len(steps(block)) for block in blocks)} commands of {name}, {len(problems)} differ")
    return bool(blocks) and not problems


def main(program, accept):
    return 0 if all([run_page(path, program, accept) for path in PAGES]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--accept" in sys.argv[2:]))
