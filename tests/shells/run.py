"""What a person meets at the command line, in real shells and readers.

run.py KILOGRAPH examples      the example of every `--help` runs, in order, in what a fresh clone has
run.py KILOGRAPH manual        every manual page is taken by man without a warning, and shows name, options and example
run.py KILOGRAPH bash|zsh|fish completion of verbs, options, choices and names of the catalogue in that shell
run.py KILOGRAPH colours       colour on demand, none with NO_COLOR or --no-color; a hint where there is no catalogue

Exit 77 where the shell or man is not installed. Only the standard library is used.
"""

import json
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What is written, and what must be among the answers.
LINES = (
    ("kilograph fi", "fit"),
    ("kilograph fit --cou", "--counts"),
    ("kilograph fit --facts pub", "published"),
    ("kilograph show Hello_", "Hello_World"),
    ("kilograph query --example who-", "who-says-what"),
    ("kilograph --json lo", "log"),
    ("kilograph describe a.tflite --set sens", "sensor="),
    ("kilograph vocabulary kg:freeB", "kg:freeBytes"),
    ('kilograph vocabulary "kg:freeB', "kg:freeBytes"),
    ('kilograph show "Hello_', "Hello_World"),
)


class Place:
    """A folder with a catalogue of the starter models, and kilograph on the path."""

    def __init__(self, program, folder):
        self.folder = Path(folder)
        self.settings = {
            "PATH": f"{Path(program).resolve().parent}:{os.environ['PATH']}",
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
        }

    def run(self, *words, **more):
        settings = {**self.settings, **more.pop("settings", {})}
        return subprocess.run(
            words, cwd=self.folder, env=settings, capture_output=True, text=True, timeout=120, check=False, **more
        )

    def fill(self):
        self.run("kilograph", "init")
        self.run("kilograph", "add", str(ROOT / "catalog/models"))


def verbs_of(place):
    return json.loads(place.run("kilograph", "help", "--json").stdout)["verbs"]


# --- examples


def stage(place):
    """What a fresh clone has beside the program, so that an example names a file of it or one that an example made."""
    for name in ("catalog", "ontology", "docs"):
        shutil.copytree(ROOT / name, place.folder / name)


def run_until_stopped(place, example):
    """An example that answers until it is told to end: ready at its first line, and done at SIGTERM."""
    with subprocess.Popen(
        shlex.split(example),
        cwd=place.folder,
        env=place.settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        ready = running.stdout.readline()
        running.terminate()
        said = running.communicate(timeout=60)[1]
    return [] if ready and running.returncode == 0 else [f"$ {example}\nexit {running.returncode}: {ready}{said}"]


def examples(place):
    stage(place)
    problems = []
    for verb in verbs_of(place):
        if verb["name"] == "serve":
            problems += run_until_stopped(place, verb["example"])
            continue
        settings = {}
        if verb["name"] == "import":  # only an empty catalogue takes one
            settings = {"KILOGRAPH_CATALOG": str(place.folder / "second")}
            place.run("kilograph", "init", settings=settings)
        done = place.run("bash", "-c", verb["example"], settings=settings)
        if done.returncode not in (0, 1) or (done.returncode == 1 and verb["name"] not in ("why", "verify")):
            problems.append(f"$ {verb['example']}\nexit {done.returncode}: {done.stderr}")
    return problems


# --- manual


def manual(place):
    problems = []
    for words in [[], *[[verb["name"]] for verb in verbs_of(place)]]:
        page = place.run("kilograph", "help", "--man", *words).stdout
        file = place.folder / "page.1"
        file.write_text(page, encoding="utf-8")
        done = place.run(
            "man", "--warnings=w", "-l", str(file), settings={"MANWIDTH": "100", "MAN_KEEP_FORMATTING": ""}
        )
        name = "kilograph" + "".join(f"-{word}" for word in words)
        wanted = ["NAME", name, "EXAMPLE", "EXIT STATUS", "--no-color"]
        missing = [word for word in wanted if word not in done.stdout]
        if done.returncode != 0 or done.stderr or missing:
            problems.append(f"{name}: exit {done.returncode}, lacks {missing}: {done.stderr}")
    return problems


# --- shells


def answers_of_bash(place, line):
    words = line.split()  # a quote that is open stays, as bash hands it on
    script = f"""source <(kilograph completion bash)
COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}; _kilograph; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return place.run("bash", "--norc", "-c", script).stdout.split("\n")


def answers_of_fish(place, line):
    script = f"kilograph completion fish | source; complete -C {shlex.quote(line)}"
    return [answer.split("\t")[0] for answer in place.run("fish", "--no-config", "-c", script).stdout.split("\n")]


def answers_of_zsh(place, line):
    """zsh completes only where somebody types: a tab in a terminal, then what the line has become."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(place.folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], place.settings)
    seen = ""

    def read_until(text, seconds=60):
        nonlocal seen
        end = time.monotonic() + seconds
        while text not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 65536).decode("utf-8", "replace")

    try:
        ready = "PS1='' ; autoload -Uz compinit && compinit -u -D; source <(kilograph completion zsh); echo REA''DY\n"
        os.write(terminal, ready.encode())
        read_until("READY")
        # The line is kept in a file instead of being run.
        os.write(
            terminal, b"keep() { print -r -- $BUFFER > line; BUFFER=; zle redisplay; print KE''PT }; zle -N keep; "
        )
        os.write(terminal, b"bindkey '^X' keep; echo BOU''ND\n")
        read_until("BOUND")
        os.write(terminal, line.encode() + b"\t\x18")
        read_until("KEPT")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)
    kept = place.folder / "line"
    return [word.strip('"') for word in kept.read_text(encoding="utf-8").split()] if kept.exists() else [seen]


def completes(place, answers_of):
    place.fill()
    problems = []
    for line, wanted in LINES:
        answers = answers_of(place, line)
        if wanted not in answers:
            problems.append(f"{line}<tab> gives {answers}, not {wanted}")
    return problems


# --- colours


def colours(place):
    place.fill()
    problems = []
    for words, settings, coloured in (
        (["--color"], {}, True),
        ([], {}, False),
        (["--color"], {"NO_COLOR": "1"}, True),  # what is asked for stands before the habit
        (["--color", "--no-color"], {}, False),
    ):
        shown = place.run("kilograph", "help", *words, settings=settings).stdout
        if ("\033[" in shown) != coloured:
            problems.append(f"help {words} {settings}: colour is not {coloured}")
    for terminal, coloured in (("xterm", True), ("dumb", False)):
        words = ["script", "-qec", "kilograph help", "/dev/null"]  # a terminal of its own
        if shutil.which("script") and ("\033[" in place.run(*words, settings={"TERM": terminal}).stdout) != coloured:
            problems.append(f"help with TERM={terminal}: colour is not {coloured}")
    empty = place.run("kilograph", settings={"KILOGRAPH_CATALOG": str(place.folder / "none")}).stdout
    if "There is no catalogue here yet: `kilograph init` makes one" not in empty:
        problems.append("kilograph without a catalogue gives no hint")
    if "There is no catalogue here yet" in place.run("kilograph").stdout:
        problems.append("kilograph with a catalogue gives the hint of the first run")
    return problems


CHECKS = {
    "examples": ("bash", examples),
    "manual": ("man", manual),
    "bash": ("bash", lambda place: completes(place, answers_of_bash)),
    "zsh": ("zsh", lambda place: completes(place, answers_of_zsh)),
    "fish": ("fish", lambda place: completes(place, answers_of_fish)),
    "colours": ("bash", colours),
}


def main(program, check):
    needed, function = CHECKS[check]
    if not shutil.which(needed):
        print(f"skipped: {needed} is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        problems = function(Place(program, folder))
    for problem in problems:
        print(problem)
    print(f"{check}: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
