"""Real clients against a real server: run.py PROGRAM CLIENT

Starts `kilograph serve` on a free port over a catalogue of its own and lets CLIENT (curl, sparqlwrapper, node_wot)
use it; then SIGTERM, on which the server must end with 0. Skips with 77 where the client is not installed.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NODE_FOLDER = Path(os.environ.get("KILOGRAPH_CLIENTS", HERE / "../../build/clients")).resolve()
LAMP = {
    "@context": "https://www.w3.org/2022/wot/td/v1.1",
    "id": "urn:example:lamp",
    "title": "Lamp",
    "securityDefinitions": {"nosec_sc": {"scheme": "nosec"}},
    "security": "nosec_sc",
}


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def expect(condition, message):
    if not condition:
        sys.exit(message)


def curl(*arguments, body=None):
    command = ["curl", "--silent", "--show-error", "--max-time", "30", "--write-out", "\n%{http_code}", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, input=body)
    text, _, status = done.stdout.rpartition("\n")
    return int(status), text


def use_curl(origin):
    if not shutil.which("curl"):
        skip("curl is not installed")
    thing = f"{origin}/things/urn%3Aexample%3Alamp"
    td = ("--header", "Content-Type: application/td+json", "--data-binary", "@-")
    expect(curl("--request", "PUT", *td, thing, body=json.dumps(LAMP))[0] == 201, "the Thing is not registered")
    status, text = curl(thing)
    expect(status == 200 and json.loads(text)["title"] == "Lamp", f"the Thing does not come back: {text}")
    patch = ("--header", "Content-Type: application/merge-patch+json", "--data-binary", "@-")
    expect(curl("--request", "PATCH", *patch, thing, body='{"title": "Torch"}')[0] == 204, "no patch")
    query = "SELECT ?t { <urn:example:lamp> td:title ?t }"
    status, text = curl(
        "--get", "--data-urlencode", f"query={query}", "--header", "Accept: text/csv", f"{origin}/sparql"
    )
    expect((status, text.split()) == (200, ["t", "Torch"]), f"SPARQL by GET: {status} {text}")
    status, text = curl("--data-urlencode", f"query={query}", f"{origin}/sparql")
    expect(json.loads(text)["results"]["bindings"][0]["t"]["value"] == "Torch", f"SPARQL by form: {text}")
    large = ("--header", "Expect: 100-continue", *td)
    expect(curl("--request", "PUT", *large, thing, body=" " * (2 << 20))[0] == 413, "a large body is taken")
    expect(curl("--head", thing)[0] == 200, "HEAD is not answered")
    expect(curl("--request", "DELETE", thing)[0] == 204, "the Thing is not dropped")
    expect(curl(thing)[0] == 404, "the Thing is still there")


def use_sparqlwrapper(origin):
    try:
        from SPARQLWrapper import CSV, JSON, JSONLD, POST, TURTLE, XML, SPARQLExceptions, SPARQLWrapper
    except ImportError:
        skip("SPARQLWrapper is not installed: ./dev setup test")
    td = ("--header", "Content-Type: application/td+json", "--data-binary", "@-")
    curl("--request", "PUT", *td, f"{origin}/things/urn%3Aexample%3Alamp", body=json.dumps(LAMP))
    for method in ("GET", POST):
        client = SPARQLWrapper(f"{origin}/sparql")
        client.setMethod(method)
        client.setQuery("SELECT ?t { <urn:example:lamp> td:title ?t }")
        client.setReturnFormat(JSON)
        found = client.queryAndConvert()["results"]["bindings"]
        expect(found[0]["t"]["value"] == "Lamp", f"JSON by {method}: {found}")
        client.setReturnFormat(XML)
        expect("Lamp" in client.queryAndConvert().toxml(), f"XML by {method}")
        client.setReturnFormat(CSV)
        expect(b"Lamp" in client.queryAndConvert(), f"CSV by {method}")
        client.setQuery("ASK { <urn:example:lamp> a td:Thing }")
        client.setReturnFormat(JSON)
        expect(client.queryAndConvert()["boolean"] is True, f"ASK by {method}")
        client.setQuery("CONSTRUCT { ?s td:title ?t } WHERE { ?s td:title ?t }")
        for form in (TURTLE, JSONLD):
            client.setReturnFormat(form)
            answer = client.queryAndConvert()
            expect("Lamp" in (answer.serialize() if form == JSONLD else answer.decode()), f"{form} by {method}")
    client.setQuery("SELECT {")
    try:
        client.query()
    except SPARQLExceptions.QueryBadFormed as error:
        expect("line 1, column" in str(error), f"no place: {error}")
    else:
        sys.exit("a broken query is answered")


def use_node_wot(origin):
    if not shutil.which("node"):
        skip("node is not installed")
    if not (NODE_FOLDER / "node_modules/@node-wot/core").is_dir():
        skip("node-wot is not installed: ./dev setup clients")
    environment = {**os.environ, "KILOGRAPH_CLIENTS": str(NODE_FOLDER)}
    done = subprocess.run(["node", str(HERE / "node_wot.mjs"), origin], check=False, timeout=120, env=environment)
    expect(done.returncode == 0, "node-wot failed")


CLIENTS = {"curl": use_curl, "sparqlwrapper": use_sparqlwrapper, "node_wot": use_node_wot}


def main():
    program, client = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        catalogue = ["--catalog", f"{folder}/catalogue"]
        subprocess.run([program, *catalogue, "init", "--quiet"], check=True, stdout=subprocess.DEVNULL)
        command = [program, *catalogue, "--json", "--quiet", "serve", "--listen", "127.0.0.1:0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                CLIENTS[client](json.loads(server.stdout.readline())["listening"])
            finally:
                server.send_signal(signal.SIGTERM)
            expect(server.wait(timeout=30) == 0, f"the server ended with {server.returncode}")
    print(f"{client}: good")


main()
