"""Writes docs/reference/boards.md from catalog/devices/: each board, its facts, and where each comes from.

board_page.py [--check]: with --check nothing is written, and the exit code is 1 where the page is not what it would be.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/boards.md"

HEAD = """# Boards of the starter catalogue
Made from `catalog/devices/` by `tools/board_page.py`; a test compares them. `kilograph add catalog` takes them all in,
`kilograph show BOARD` prints one. Six are the devices of the published study, with the memory that its firmware left
free (`.td.json`, a thing each). The others are boards that people own (`.tm.json`): a Thing Model each, a class of
devices that an instance links to with `"rel": "type"`.

Every fact has its source; what could not be supported is left out, so that it is unknown. A board is described as it is
sold: sensors that one plugs into it belong to the instance. A `DieThermometer` measures the chip itself, and serves no
model that needs a Thermometer.

`withheld` is what the board's usual platform takes of a region before a model can have any. Code and static data of
drivers and libraries come on top, so that a margin of a few kilobytes proves little: free bytes measured with one's own
firmware count before it. What is counted, in bytes:

| platform | of working memory | of program memory |
|---|---|---|
| Arduino on Mbed, Nano 33 BLE | vectors 256, crash data 256, interrupt stack 2,048 (linker script); main thread \
32,768, timer thread 768, Bluetooth pools 16,056 and 4,900 (mbed_config.h) | bootloader 66,048 |
| Arduino on Mbed, Nicla Sense ME | vectors 224, interrupt stack 1,024 (linker script); main thread 3,072, idle thread \
512 (mbed_app.json) | bootloader 65,536 |
| Arduino on Mbed, STM32H747 | interrupt stack 1,024 (linker script); main thread 32,768 (mbed_app.json) | bootloader \
262,144; by the usual split half of the flash, 1,048,576, for the Cortex-M4 (boards.txt) |
| Arduino on Mbed, RP2040 | what the example Blink takes, 52,656 | what it takes, 78,496 |
| Arduino-Pico, RP2040 | what the example Blink takes, 11,640; stack 2,048 in the last region | what it takes, 57,808, \
and settings 4,096 |
| Pico SDK, RP2350 | heap 2,048; stack 2,048 in the last region |  |
| Arduino on nRF52, Adafruit's and Seeed's | radio firmware 24,576 | all but what boards.txt lets a sketch have |
| micro:bit CODAL | radio firmware and what lasts over a reset 8,244, stack 2,048 | all but the application's 372,736 |
| Arduino on Apollo3 | vectors 256, stack 1,024 | bootloaders 49,152 |
| Zephyr | stacks: main thread 1,024, interrupts 2,048, work queue 1,024, idle thread 320; on the nRF5340 65,536 \
shared with its other core | all but the first image's slot, where the board has slots |
| STM32CubeIDE's linker scripts | heap 512, stack 1,024 | nothing; of the STM32H747 the half of the Cortex-M4 |
| Teensyduino |  | recovery and settings, as the linker script says |
| Arduino on Spresense | all but the main core's 786,432, which hold code too |  |
| ESP32-C3 | cache 16,384 |  |
"""


def boards():
    files = sorted((ROOT / "catalog/devices").glob("*.json"))
    return sorted(((file.name, json.loads(file.read_text(encoding="utf-8"))) for file in files), key=title_of)


def title_of(board):
    return board[1]["title"].lower()


def is_controller(part):
    return part["@type"] == "MicroController"


def grouped(count):
    return f"{count:,}"


def listed(fact):
    return fact if isinstance(fact, list) else [fact] if fact else []


def clock(hertz):
    return f"{hertz / 1e6:g} MHz"


class Sources:
    """Addresses by number, in the order in which they come up."""

    def __init__(self):
        self.known = []

    def mark(self, *addresses):
        marks = []
        for address in addresses:
            if address not in self.known:
                self.known.append(address)
            marks.append(f"[{self.known.index(address) + 1}]({address.replace('(', '%28').replace(')', '%29')})")
        return " ".join(marks)


def core_line(controller, sources):
    words = [controller.get("mcu"), controller.get("processor"), controller.get("isa")]
    units = [name for name, key in (("FPU", "fpu"), ("DSP", "dsp"), ("MVE", "mve")) if controller.get(key)]
    words += [" and ".join(units), clock(controller["clockHz"]) if "clockHz" in controller else None]
    for accelerator in controller.get("accelerators", []):
        words.append(f"accelerator {accelerator['name']} ({', '.join(accelerator['formats'])})")
    known = ", ".join(word for word in words if word)
    return f"- {known or 'its core is not known'} {sources.mark(*listed(controller.get('source')))}".rstrip()


def region_row(region, sources):
    use = "working" if region["kind"] == "working" else "program"
    size = grouped(region["sizeBytes"]) if "sizeBytes" in region else ""
    left = "freeBytes" if "freeBytes" in region else "reservedBytes"
    taken = grouped(region[left]) + (" free" if left == "freeBytes" else "") if left in region else ""
    return [region["name"], use, region.get("medium", ""), size, taken, sources.mark(*listed(region["by"]))]


def measures(sensor):
    if "width" in sensor:
        yield f"{sensor['width']} by {sensor['height']}"
    if "channels" in sensor:
        yield f"{sensor['channels']} channel" + ("s" if sensor["channels"] > 1 else "")
    if "axes" in sensor:
        yield "one axis" if sensor["axes"] == 1 else f"{sensor['axes']} axes"
    if "rangeLow" in sensor:
        yield f"{sensor['rangeLow']:g} to {sensor['rangeHigh']:g} {sensor['rangeUnit']}"
    if "rateHz" in sensor:
        yield f"up to {sensor['rateHz']:g} Hz"
    if "resolutionBits" in sensor:
        yield f"{sensor['resolutionBits']} bits"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows])


def section(name, board):
    sources = Sources()
    controller = next(part for part in board["parts"] if is_controller(part))
    sensors = [part for part in board["parts"] if not is_controller(part)]
    about = sources.mark(*(link["href"] for link in board.get("links", [])))
    lines = [
        f"## {board['title']}",
        board["description"],
        "",
        f"- {board['manufacturer']}, `catalog/devices/{name}` {about}".rstrip(),
    ]
    lines.append(core_line(controller, sources))
    if "powerSource" in board:
        lines.append(f"- runs from {board['powerSource']}")
    regions = [region_row(region, sources) for region in controller["memory"]]
    lines += ["", table(["memory", "for", "made of", "bytes", "withheld or free", "source"], regions)]
    rows = [
        [
            sensor["@type"],
            sensor.get("info", ""),
            ", ".join(measures(sensor)),
            sources.mark(*listed(sensor.get("source"))),
        ]
        for sensor in sensors
    ]
    return "\n".join([*lines, "", table(["sensor", "part", "measures", "source"], rows)])


def classes_of(board):
    names = [part["@type"] for part in board["parts"] if not is_controller(part)]
    return ", ".join(dict.fromkeys(names))


def overview():
    rows = []
    for _, board in boards():
        controller = next(part for part in board["parts"] if is_controller(part))
        rows.append([board["title"], controller.get("processor", ""), classes_of(board)])
    return table(["board", "core", "sensors"], rows)


def page():
    sections = "\n\n".join(section(name, board) for name, board in boards())
    return f"{HEAD}\n{overview()}\n\n{sections}\n"


def main():
    text = page()
    if sys.argv[1:] == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return print(f"{PAGE.relative_to(ROOT)} says what the {len(boards())} files of catalog/devices say")
        sys.exit(f"{PAGE.relative_to(ROOT)} is not what tools/board_page.py writes: run it, and read the diff")
    if sys.argv[1:]:
        sys.exit(__doc__)
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return None


if __name__ == "__main__":
    main()
