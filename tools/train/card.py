"""The model card of a subject: Hugging Face's front matter, and what Kilograph asks besides."""

import json

FRONT = """---
license: apache-2.0
tags: [int8, tflite, tinyml]
datasets:
- {dataset}
metrics:
- {measure}
model-index:
- name: {title}
  results:
  - task:
      type: {task_type}
      name: {task}
    dataset:
      name: {dataset}
      type: generated
      split: held-out
    metrics:
    - type: {measure}
      value: {value}
      name: {measure} of the int8 model on {count} held-out samples
kilograph:
  model: {name}.tflite
  sha256: {digest}
  name: {title}
  description: {summary}
  category: {category}
  task: {task}
{labels}{sensors}  preprocessing: {preprocessing}
  input: {input}
  output: {output}
  runtime: TensorFlow Lite Micro
  version: "1.0"
---
"""
BODY = """# {title}
{summary}

- **Data**: `tools/train/{module}.py` makes them from seeds: {trained_on} to train, {count} held out.
- **Metric**: {measure} {value} of the int8 model on the held-out samples; trained again: within {tolerance}.
- **Input**: {input}
- **Before it**: {preprocessing}
- **Output**: {output}
- **Self-test**: `selftest.json` holds inputs and the outputs that must come of them, as int8.

`./dev train {name}` makes the model, this card and its self-tests anew; `./dev train --check {name}` compares.
"""


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def sensor_lines(sensors):
    if not sensors:
        return "  sensors: []\n"
    lines = "  sensors:\n"
    for sensor in sensors:
        for i, (key, value) in enumerate(sensor.items()):
            shown = json.dumps(value).replace('"', "") if isinstance(value, dict) else value
            lines += f"  {'-' if i == 0 else ' '} {key}: {shown}\n"
    return lines


def text(subject, digest, value):
    words = {
        "name": subject.NAME,
        "title": subject.TITLE,
        "module": subject.__name__,
        "digest": digest,
        "dataset": subject.DATASET,
        "measure": subject.MEASURE,
        "value": value,
        "task": subject.TASK,
        "task_type": subject.TASK.replace(" ", "-"),
        "category": subject.CATEGORY,
        "count": subject.COUNTS["held-out"],
        "trained_on": subject.COUNTS["train"],
        "tolerance": subject.TOLERANCE,
        "labels": f"  labels: [{', '.join(subject.LABELS)}]\n" if subject.LABELS else "",
        "sensors": sensor_lines(subject.SENSORS),
    }
    plain = {"input": subject.INPUT, "output": subject.OUTPUT, "preprocessing": subject.PREPROCESSING}
    plain["summary"] = subject.SUMMARY
    front = FRONT.format(**words, **{key: quoted(text) for key, text in plain.items()})
    return front + BODY.format(**words, **plain)
