"""The last lines of .ci/run: each check with its time, then all tests and checks counted together.

What each oracle counted stands between them (oracle-*.txt beside CHECKS.tsv). The very last line counts what passed,
failed and was skipped, and why.

ci_summary.py CHECKS.tsv TESTS.xml…: exit 1 when a check or test failed.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from test_counts import count

PLACE = re.compile(r": \S+/\S+")


def in_short(skipped, checks_skipped):
    """The reasons without the places that they name, each once: "(75: reference data absent)"."""
    reasons = Counter({"a check's tool is absent": checks_skipped} if checks_skipped else {})
    for reason, number in skipped.items():
        reasons[PLACE.sub("", reason)] += number
    return " (" + "; ".join(f"{number}: {reason}" for reason, number in reasons.most_common()) + ")" if reasons else ""


def last_line(path):
    return (path.read_text().splitlines() or ["nothing was said"])[-1]


def main(checks, tests):
    lines = [line.split("\t") for line in Path(checks).read_text().splitlines()]
    passed, failed, skipped = count([path for path in tests if Path(path).exists()])
    print("\nWhat ran:")
    for status, name, seconds in lines:
        print(f"  {status:8}{seconds:>6} s  {name}")
    print(f"  total   {sum(int(line[2]) for line in lines):>6} s")
    for said in sorted(Path(checks).parent.glob("oracle-*.txt")):
        print(f"{said.stem.replace('-', ' ')}: {last_line(said)}")
    for reason, number in skipped.most_common():
        print(f"skipped {number} tests: {reason}")
    for name in failed:
        print(f"failed test: {name}")
    states = [line[0] for line in lines]
    failures = len(failed) + sum(1 for line in lines if line[0] == "failed")
    print(
        f"{passed + states.count('passed')} passed, {failures} failed, "
        f"{sum(skipped.values()) + states.count('skipped')} skipped{in_short(skipped, states.count('skipped'))}"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
