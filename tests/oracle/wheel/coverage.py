"""What the generated models cover: a table for the terminal, and a page for the documents."""

import os
from collections import Counter, defaultdict

HEAD = """# Memory plans: what the live oracle covers
Made by `./dev oracle wheel` (`KILOGRAPH_ACCEPT=1` writes it anew); a run fails where it is not today's. A form is
an operator, the type that decides how its kernel works, and for layers how the weights are quantized. Each is in at
least ten of {models} random models (`tests/oracle/generator`), written by our own writer and run by the interpreters in
two wheels of `tflite-micro`.

*equal*: head, tail and what kernels ask for are the plan's, to the byte. *refused*: neither starts it, and the plan
says why. *estimate*: an unusual tensor in some of its models puts the plan in doubt, and the figures are within bounds.

| operator | forms | models | {wheels} |
|---|---|---|{rules}
"""
SHORT = {"refused by both": "refused"}


def models_by_form(forms):
    models = defaultdict(list)
    for name, features in forms.items():
        for feature in set(features):
            models[feature].append(name)
    return models


def lines(forms, words):
    """A line a form: in how many generated models it is, and what came of them with each wheel."""
    models = models_by_form(forms)
    width = max(map(len, models), default=4)
    yield f"{'form':{width}}  models  " + "  |  ".join(words)
    for feature in sorted(models):
        results = []
        for of_wheel in words.values():
            counts = Counter(of_wheel[name] for name in models[feature])
            results.append(", ".join(f"{count} {word}" for word, count in sorted(counts.items())))
        yield f"{feature:{width}}  {len(models[feature]):6}  " + "  |  ".join(results)


def page(forms, words):
    """Markdown, a row an operator and result."""
    rows = defaultdict(list)
    models = models_by_form(forms)
    for feature in models:
        operator, _, form = feature.partition(" ")
        results = []
        for of_wheel in words.values():
            kinds = {of_wheel[name] for name in models[feature]}
            results.append(", ".join(SHORT.get(kind, kind) for kind in sorted(kinds)))
        rows[operator, tuple(results)].append((form, models[feature]))
    text = HEAD.format(models=len(forms), wheels=" | ".join(words), rules="---|" * len(words))
    for (operator, results), covered in sorted(rows.items()):
        names = "; ".join(sorted(form for form, _ in covered))
        count = len({name for _, of_form in covered for name in of_form})
        text += f"| {operator} | {names} | {count} | {' | '.join(results)} |\n"
    return text


def is_today(path, text):
    if os.environ.get("KILOGRAPH_ACCEPT"):
        path.write_text(text)
    if path.is_file() and path.read_text() == text:
        return True
    print(f"{path} is not what this run covers; KILOGRAPH_ACCEPT=1 writes it anew")
    return False
