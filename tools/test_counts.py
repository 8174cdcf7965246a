"""Counts what ran in JUnit files of ctest: passed, failed, and skipped with the reasons.

test_counts.py FILE…: the last line is "N passed, N failed, N skipped". Exit 1 when something failed or nothing ran.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

REASON = re.compile(r"(?:^|\n)(?:skipped: |SKIP(?:PED)?: |[^\n]*: Skipped\n)(?P<reason>[^\n]+)")


def reason_of(case):
    output = case.findtext("system-out") or ""
    found = REASON.search(output)
    return found["reason"].strip() if found else "no reason given"


def count(paths):
    passed, failed, skipped = 0, [], Counter()
    for path in paths:
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            if case.get("status") == "run":
                passed += 1
            elif case.get("status") in ("notrun", "disabled"):
                skipped[reason_of(case)] += 1
            else:
                failed.append(f"{case.get('name')} ({Path(path).parent.name})")
    return passed, failed, skipped


def main(paths):
    passed, failed, skipped = count(paths)
    for name in failed:
        print(f"failed: {name}")
    for reason, number in skipped.most_common():
        print(f"skipped {number}: {reason}")
    print(f"{passed} passed, {len(failed)} failed, {sum(skipped.values())} skipped")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
