"""Kills `kilograph serve` in the middle of concurrent registrations: nothing that it answered may be lost.

registrations.py PROGRAM
Clients put 1,000 Things over several connections until the server dies; then the catalogue must verify clean, each
Thing that was acknowledged must be served again whole, and what was not may be there whole or not at all. 3 moments;
30 with KILOGRAPH_LONG=1. KILOGRAPH_SEED repeats a run. Standard library only.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

CLIENTS = 20
EACH = 50


def thing(number):
    return {
        "@context": "https://www.w3.org/2022/wot/td/v1.1",
        "id": f"urn:example:thing:{number}",
        "title": f"Thing {number}",
        "securityDefinitions": {"nosec_sc": {"scheme": "nosec"}},
        "security": "nosec_sc",
    }


def serve(program, catalogue):
    command = [program, "--catalog", catalogue, "--quiet", "--json", "serve", "--listen", "127.0.0.1:0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return server, json.loads(server.stdout.readline())["listening"].removeprefix("http://")


def register(host, first, acknowledged):
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        for number in range(first, first + EACH):
            path = f"/things/urn%3Aexample%3Athing%3A{number}"
            connection.request("PUT", path, json.dumps(thing(number)), {"Content-Type": "application/td+json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 201:
                sys.exit(f"thing {number}: {answer.status}")
            acknowledged.append(number)
    except (OSError, http.client.HTTPException):
        return  # the server is dead


def acknowledged_until_killed(program, catalogue, seconds):
    server, host = serve(program, catalogue)
    acknowledged = []
    clients = [threading.Thread(target=register, args=(host, i * EACH, acknowledged)) for i in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(seconds)
    server.kill()
    for client in clients:
        client.join()
    server.wait()
    server.stdout.close()
    return set(acknowledged)


def check(program, catalogue, acknowledged):
    verified = subprocess.run([program, "--catalog", catalogue, "verify"], check=False, capture_output=True, text=True)
    if verified.returncode != 0:
        sys.exit(f"not clean after a kill: {verified.stdout}{verified.stderr}")
    server, host = serve(program, catalogue)
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", "/things")
    kept = {one["id"]: one for one in json.loads(connection.getresponse().read())}
    connection.close()
    server.terminate()
    if server.wait(timeout=30) != 0:
        sys.exit("the server did not end well")
    server.stdout.close()
    for number in acknowledged:
        if f"urn:example:thing:{number}" not in kept:
            sys.exit(f"thing {number} was acknowledged and is lost")
    for one in kept.values():
        if one["title"] != "Thing " + one["id"].rsplit(":", 1)[1] or one["security"] != "nosec_sc":
            sys.exit(f"half a thing: {one}")
    return len(kept)


def main():
    program = sys.argv[1]
    seed = int(os.environ.get("KILOGRAPH_SEED", time.time_ns() % 1_000_000))
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(30 if os.environ.get("KILOGRAPH_LONG") else 3):
        with tempfile.TemporaryDirectory() as folder:
            catalogue = f"{folder}/catalogue"
            subprocess.run([program, "--catalog", catalogue, "init", "--quiet"], check=True, stdout=subprocess.DEVNULL)
            acknowledged = acknowledged_until_killed(program, catalogue, chance.uniform(0.05, 3))
            kept = check(program, catalogue, acknowledged)
            print(f"{len(acknowledged)} acknowledged, {kept} kept")


main()
