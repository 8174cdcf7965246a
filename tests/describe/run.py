"""`kilograph describe` at a pseudo-terminal: questions, defaults, completion, interruption, resumption, agreement.

run.py PROGRAM. Exit 1 with what was on the screen where it is not what is expected. The standard library is enough.
"""

import hashlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODEL = Path(__file__).resolve().parents[2] / "catalog" / "models" / "own" / "gesture" / "gesture.tflite"
LONGEST_WAIT = 60


class Unexpected(Exception):
    pass


class Terminal:
    """A program at a terminal of its own; what it shows is read until a text comes."""

    def __init__(self, folder, *words):
        self.shown = ""
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            env = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
            os.execve(words[0], list(words), env)

    def until(self, text):
        end = time.monotonic() + LONGEST_WAIT
        while text not in self.shown:
            if time.monotonic() > end or not self.read():
                raise Unexpected(f"'{text}' does not come; on the screen: {self.shown[-2000:]}")
        before, self.shown = self.shown.split(text, 1)
        return before

    def read(self):
        if not select.select([self.screen], [], [], 1)[0]:
            return True
        try:
            data = os.read(self.screen, 65536)
        except OSError:  # the program ended
            return False
        self.shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode(errors="replace"))
        return bool(data)

    def answer(self, question, keys):
        said = self.until(question)
        said += self.until("> ")
        os.write(self.screen, keys.encode())
        return said

    def end(self):
        while self.read():
            pass
        status = os.waitpid(self.child, 0)[1]
        os.close(self.screen)
        return status


def expect(holds, what):
    if not holds:
        raise Unexpected(what)


def first_half(terminal):
    terminal.answer("What is the model called?", "\n")  # the default
    terminal.answer("What does it do", "tells Gest ünï 手 apart\n")
    said = terminal.answer("Which sensor feeds it?", "Acc\t\n")  # completed
    expect("1×64×3×1" in said and "Enter takes Accelerometer" in said, f"the file's own facts are not shown: {said}")
    terminal.answer("How many samples a second", "fifty\n")
    terminal.answer("'fifty' is no number", "50\n")


def second_half(terminal):
    terminal.answer("How many axes", "\n")
    terminal.answer("Over which range", "-4..4 g\n")
    said = terminal.answer("Which further sensor feeds it?", "Gyr\t\n")
    expect("there is no other" in said, f"how to go on is not said: {said}")
    terminal.answer("How many samples a second", "200\n")
    terminal.answer("How many axes of that sensor", "3\n")
    terminal.answer("Over which range", "-\n")
    terminal.answer("Which further sensor feeds it?", "\n")
    terminal.answer("What is done to the samples", "\n")  # unknown
    terminal.answer("What does its input mean?", "-\n")
    terminal.answer("What does its output mean?", "-\n")
    terminal.answer("What do the elements", "rest, shake, circle\n")
    terminal.answer("3 labels for the 1×4 output", "rest, shake, circle, lift\n")
    terminal.answer("What is its task?", "gest\t\n")
    terminal.answer("Which data set", "gestures of ours\n")
    terminal.answer("By which measure", "\n")
    terminal.answer("What is the value", "9312\n")
    terminal.answer("the nearest is 93.12", "93.12\n")
    terminal.answer("On which data set was that measured?", "\n")
    terminal.answer("On which split", "\n")
    terminal.answer("Under which licence", "apa\tche-2\n")  # APAFML and Apache: the letters typed stay
    terminal.answer("'Apache-2' is no SPDX identifier; the nearest is Apache-2.0", "apache-2.0\n")
    terminal.answer("Which runtime", "\n")
    terminal.answer("Which version", "\n")
    terminal.answer("Which earlier model", "\n")


def draft_of(folder):
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    return folder / f"model.tflite.{digest[:12]}.draft"


def interrupted_and_resumed(program, folder):
    terminal = Terminal(folder, program, "describe", "model.tflite")
    first_half(terminal)
    terminal.until("How many axes")
    terminal.until("> ")
    draft = draft_of(folder)
    os.write(terminal.screen, b"\x03")  # Ctrl-C
    terminal.until(f"Broken off. The answers so far are in {draft.name}; `kilograph describe model.tflite` goes on")
    expect(os.waitstatus_to_exitcode(terminal.end()) == -signal.SIGINT, "whoever called does not see the interruption")
    expect(draft.is_file() and 'rate_hz: "50"' in draft.read_text(), "the answers are not in the draft")
    expect(not (folder / "README.md").exists(), "a card is written before it is whole")
    terminal = Terminal(folder, program, "describe", "model.tflite")
    terminal.until(f"Going on from {draft.name}, answered: description, name, rate_hz, sensor")
    second_half(terminal)  # begins where it was broken off
    said = terminal.answer("Write this card to", "no\n")
    terminal.until("nothing was written; the answers are kept in")
    terminal.until("begins anew when that file is deleted")
    expect(terminal.end() == 0 and draft.is_file() and not (folder / "README.md").exists(), f"'no' is not kept: {said}")
    terminal = Terminal(folder, program, "describe", "model.tflite")
    summary = terminal.until("Write this card to")  # nothing is asked again
    expect("What" not in summary, f"something is asked again: {summary}")
    terminal.answer("README.md?", "verson\n")
    terminal.answer("Did you mean version?", "version\n")
    said = terminal.answer("Which version is it?", "2\n")
    expect("Enter takes 1.0: as it is now" in said, f"the answer of before is not shown: {said}")
    terminal.until('version: "2"')
    terminal.answer("README.md?", "\n")
    expect(terminal.end() == 0 and not draft.exists(), "the draft stays")


def card_is_whole(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    for line in (
        *('license: "apache-2.0"', '  task: "gesture recognition"', '  - class: "Accelerometer"', "    axes: 3"),
        *('    range: {low: -4, high: 4, unit: "g"}', '  labels: ["rest", "shake", "circle", "lift"]'),
        *(
            "      value: 93.12",
            '    dataset: {name: "gestures of ours", type: "gestures of ours", split: "test"}',
            '  name: "model"',
        ),
        *('  version: "2"',),
        *('  description: "tells Gest ünï 手 apart"', '  - class: "Gyroscope"', "    rate_hz: 200"),
    ):
        expect(line in text.splitlines(), f"'{line}' is not in the card:\n{text}")
    expect("preprocessing" not in text, "what is not known is stated")


def only_what_is_missing(program, folder):
    terminal = Terminal(folder, program, "describe", "README.md")
    said = terminal.answer("Over which range", "-\n")  # of the second sensor
    expect("As: LOW..HIGH UNIT, such as -4..4 g" in said, f"the form of the answer is not shown: {said}")
    done = subprocess.run(
        [program, "describe", "model.tflite", "--set", "split=x"],
        **{"cwd": folder, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "check": False},
    )
    expect(done.returncode == 2 and "another `kilograph describe` is at this model" in done.stderr, f"{done}")
    terminal.answer("What is done to the samples", "none\n")
    terminal.answer("What does its input mean?", "\n")
    terminal.answer("What does its output mean?", "\n")
    terminal.answer("Which earlier model", "\x04")  # the end of input
    said = terminal.until("go")
    expect("draft" in said, f"where the answers are is not said: {said}")
    expect(os.waitstatus_to_exitcode(terminal.end()) == 2, "breaking off is no success")
    expect("none" in draft_of(folder).read_text(), "the answers are not in the draft")


def with_nobody_to_ask(program, folder):
    """Without a terminal nothing is asked, and without answers nothing is written."""
    shutil.copy(MODEL, folder / "alone.tflite")
    words = [program, "describe", str(folder / "alone.tflite")]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    expect(done.returncode == 2 and "--set KEY=VALUE or --answers FILE" in done.stderr, f"{done}")
    expect(not list(folder.glob("alone*.md")), "a card of nothing is written")
    done = subprocess.run([*words, "--set", "sensor=none"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    cards = [file.read_text(encoding="utf-8") for file in folder.glob("alone*.md")]
    expect(done.returncode == 0 and len(cards) == 1 and "sensors: []" in cards[0], f"{done}")


def of_older_bytes(program, folder):
    """A card that states the digest of other bytes is asked about, and what it stated is offered as what is revised."""
    folder.mkdir()
    shutil.copy(MODEL, folder / "model.tflite")
    older, today = "a" * 64, hashlib.sha256(MODEL.read_bytes()).hexdigest()
    card = folder / "README.md"
    card.write_text(f"---\nlicense: mit\nkilograph:\n  model: model.tflite\n  sha256: {older}\n---\n", encoding="utf-8")
    terminal = Terminal(folder, program, "describe", "model.tflite")
    said = terminal.answer("Of which bytes is the card", "\n")
    expect(
        f"the card says {older}, which are other bytes than those of model.tflite" in said, f"why is not said: {said}"
    )
    terminal.answer("What is the model called?", "\n")
    terminal.answer("What does it do", "-\n")
    terminal.answer("Which sensor feeds it?", "none\n")
    for question in ("What is done", "its input mean", "its output mean", "What do the elements", "What is its task?"):
        terminal.answer(question, "-\n")
    terminal.answer("Which data set", "-\n")
    terminal.answer("By which measure", "-\n")
    terminal.answer("Which runtime", "-\n")
    terminal.answer("Which version", "2\n")
    said = terminal.answer("Which earlier model", "\n")
    expect(f"Enter takes {older}: what the card was about before" in said, f"the older bytes are not offered: {said}")
    terminal.answer("README.md?", "\n")
    expect(terminal.end() == 0, "no success")
    text = card.read_text(encoding="utf-8")
    for line in (f'  sha256: "{today}"', f'  revises: "{older}"', "  model: model.tflite", "license: mit"):
        expect(line in text.splitlines(), f"'{line}' is not in the card:\n{text}")


def leaves_all_unknown(terminal):
    """Answers - until the card is shown."""
    while "Write this card to" not in terminal.shown:
        if terminal.shown.endswith("> "):
            terminal.shown = ""
            os.write(terminal.screen, b"-\n")
        if not terminal.read():
            raise Unexpected(f"it ended; on the screen: {terminal.shown[-2000:]}")


def changed_meanwhile(program, folder):
    """What another program wrote while questions were asked stays, and so do the answers."""
    folder.mkdir()
    model, card = folder / "model.tflite", folder / "README.md"
    shutil.copy(MODEL, model)
    card.write_text("---\nlicense: mit\nkilograph:\n  model: model.tflite\n---\n# A\n", encoding="utf-8")
    edited = "---\nlicense: isc\nkilograph:\n  model: model.tflite\n  task: other\n---\n# Edited\n"
    terminal = Terminal(folder, program, "describe", "model.tflite")
    terminal.answer("What is the model called?", "Of mine\n")
    card.write_text(edited, encoding="utf-8")
    leaves_all_unknown(terminal)
    terminal.answer("README.md?", "y\n")
    terminal.until("it was changed by another program meanwhile, and nothing was written")
    terminal.until("where: README.md")
    terminal.until("`kilograph describe model.tflite` goes on there, with the card as it is now.")
    expect(terminal.end() != 0 and card.read_text(encoding="utf-8") == edited, "the other's card is overwritten")
    expect("Of mine" in draft_of(folder).read_text(encoding="utf-8"), "the answers are not in the draft")
    terminal = Terminal(folder, program, "describe", "model.tflite")
    leaves_all_unknown(terminal)
    terminal.until("README.md?")
    other = MODEL.parents[1] / "sine" / "sine.tflite"
    shutil.copy(other, model)
    os.write(terminal.screen, b"y\n")
    terminal.until("it was changed by another program meanwhile, and nothing was written")
    terminal.until("where: model.tflite")
    terminal.until(f"`kilograph describe model.tflite --answers {draft_of(folder).name}` gives them to the file")
    expect(terminal.end() != 0 and card.read_text(encoding="utf-8") == edited, "a card of other bytes is written")
    done = subprocess.run(
        [program, "describe", "model.tflite", "--answers", draft_of(folder).name],
        **{"cwd": folder, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "check": False},
    )
    text = card.read_text(encoding="utf-8")
    expect(done.returncode == 0 and "license: isc" in text and "Of mine" in text, f"{done}\n{text}")


def main(program):
    with tempfile.TemporaryDirectory(prefix="kilograph_describe_") as made:
        folder = Path(made)
        shutil.copy(MODEL, folder / "model.tflite")
        interrupted_and_resumed(program, folder)
        card_is_whole(folder)
        only_what_is_missing(program, folder)
        with_nobody_to_ask(program, folder)
        of_older_bytes(program, folder / "older")
        changed_meanwhile(program, folder / "meanwhile")
    print("describe: asked, interrupted, resumed, agreed")


if __name__ == "__main__":
    try:
        main(str(Path(sys.argv[1]).resolve()))
    except Unexpected as unexpected:
        sys.exit(f"describe: {unexpected}")
