"""Thing Descriptions of about 1 kB in the regular shape, as a fleet's gateway writes them."""

import json


def thing(number):
    base = f"https://gateway.example.com/things/{number:06}"
    form = {"href": f"{base}/properties/temperature", "contentType": "application/json", "op": ["readproperty"]}
    return {
        "@context": "https://www.w3.org/2022/wot/td/v1.1",
        "@type": "Thing",
        "id": f"urn:example:thing:{number:06}",
        "title": f"Sensor {number}",
        "description": "A sensor of temperature and humidity in a production hall",
        "version": {"instance": "1.2.0"},
        "created": "2026-03-01T08:00:00Z",
        "securityDefinitions": {"bearer_sc": {"scheme": "bearer", "in": "header", "format": "jwt", "alg": "ES256"}},
        "security": ["bearer_sc"],
        "properties": {
            "temperature": {
                "type": "number", "unit": "Cel", "minimum": -40, "maximum": 85, "readOnly": True, "forms": [form]
            },
            "humidity": {
                "type": "number", "unit": "%", "readOnly": True,
                "forms": [{**form, "href": f"{base}/properties/humidity"}],
            },
        },
        "actions": {"calibrate": {"input": {"type": "number"}, "forms": [{"href": f"{base}/actions/calibrate"}]}},
        "links": [{"rel": "type", "href": f"https://example.com/models/{number % 300}", "type": "application/tm+json"}],
    }  # fmt: skip


def write(folder, count):
    """Files 000000.td.json and on; their paths and the mean of their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, total = [], 0
    for number in range(count):
        text = json.dumps(thing(number), separators=(",", ":"))
        total += len(text)
        paths.append(folder / f"{number:06}.td.json")
        paths[-1].write_text(text, encoding="utf-8")
    return paths, total / count
