#!/usr/bin/env python3
"""Measures, on a running CertTrail, the time from POST to a place in the chain and to a signed checkpoint over it.

An open loop posts single events at a fixed rate, whatever the answers do; one watcher notes when each checkpoint was
first seen. Prints p50 and p99 in milliseconds. The signing budget (a burst of 60, at most one a second, then one
every 30 s) is part of what is measured: a run longer than a minute shows the budget, not the way.

    bench/post_to_checkpoint.py --url http://127.0.0.1:8080 --token-file .certtrail/admin-token --rate 5 --seconds 40
"""
import argparse
import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor


def call(url, token, body=None):
    request = urllib.request.Request(
        url,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=40) as answer:
        return json.load(answer)


def percentile(sorted_values, p):
    return sorted_values[min(len(sorted_values) - 1, int(p / 100 * len(sorted_values)))]


def row(name, seconds):
    values = sorted(1000 * s for s in seconds)
    print(f"{name:28} p50 {percentile(values, 50):8.0f} ms   p99 {percentile(values, 99):8.0f} ms   n {len(values)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--token-file", default=".certtrail/admin-token")
    parser.add_argument("--rate", type=float, default=5, help="events a second")
    parser.add_argument("--seconds", type=float, default=40)
    options = parser.parse_args()
    token = open(options.token_file, encoding="ascii").read().strip()

    checkpoints, stop = [], threading.Event()

    def watch():
        while not stop.is_set():
            try:
                size = call(options.url + "/api/audit/checkpoint", token)["treeSize"]
                if not checkpoints or size > checkpoints[-1][0]:
                    checkpoints.append((size, time.monotonic()))
            except urllib.error.HTTPError as refusal:
                if refusal.code != 404:
                    raise
            time.sleep(0.02)

    def post():
        event_id = str(uuid.uuid4())
        started = time.monotonic()
        call(options.url + "/api/audit/events", token, {"events": [{
            "id": event_id,
            "action": "custom.bench.ping",
            "resource": {"type": "bench", "id": event_id},
            "description": "one event of the benchmark",
        }]})
        accepted = time.monotonic()
        entry = call(f"{options.url}/api/audit/{event_id}?wait=10", token)
        return entry["seq"], started, accepted, time.monotonic()

    watcher = threading.Thread(target=watch)
    watcher.start()
    begin = time.monotonic()
    futures = []
    with ThreadPoolExecutor(64) as pool:
        for k in range(int(options.rate * options.seconds)):
            time.sleep(max(0.0, begin + k / options.rate - time.monotonic()))
            futures.append(pool.submit(post))
        posted = [future.result() for future in futures]
    last = max(seq for seq, *_ in posted)
    patience = time.monotonic() + 120
    while time.monotonic() < patience and not (checkpoints and checkpoints[-1][0] > last):
        time.sleep(0.05)
    stop.set()
    watcher.join()

    print(f"{len(posted)} events, {options.rate:g} a second, {len(checkpoints)} checkpoints seen")
    row("answered 202", [accepted - started for _, started, accepted, _ in posted])
    row("in the chain (seen by GET)", [seen - started for _, started, _, seen in posted])
    row("under a signed checkpoint", [
        next(when for size, when in checkpoints if size > seq) - started for seq, started, _, _ in posted
    ])


if __name__ == "__main__":
    main()
