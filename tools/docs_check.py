"""Holds the documents against the tree: links lead somewhere, named paths exist, formats have their page.

Exit 1 with a line for each that does not.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
PLACEHOLDER = re.compile(r"\b(FORMAT|NAME|ROOM|PRESET)(_|\b)")
CODE_PATH = re.compile(r"`((?:src|tests|tools|docs|engine|ontology|catalog|bench|cmake)/[\w./+-]*)`")


def tracked(pattern):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def problems_of(page):
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT)
    for link in LINK.findall(text):
        if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists():
            yield f"{name}: the link to {link} leads nowhere"
    for path in CODE_PATH.findall(text):
        if not PLACEHOLDER.search(path) and not (ROOT / path.rstrip(".")).exists():
            yield f"{name}: there is no {path}"


def missing_from_index():
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    for page in tracked("docs/*.md"):
        below = page.relative_to(ROOT / "docs").as_posix()
        if below != "README.md" and below not in index:
            yield f"docs/README.md does not list {below}"


def main():
    pages = tracked("*.md")
    found = [problem for page in pages for problem in problems_of(page)] + list(missing_from_index())
    for problem in found:
        print(problem)
    print(f"{len(pages)} pages checked, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
