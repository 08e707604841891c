#!/usr/bin/env python3
"""Kills `lilac billing settle` and `lilac billing release` at their writes to an SQLite file, again and again, and runs
them once more each time, until they are through.

Then bills with their lines, deliveries, and what became of every message are the same as after an undisturbed month,
every message stands once in the file that the carrier writes, and the reconciliation has no difference.

usage: billing_kill_test.py [--kills N] [--subscribers N] [--seed N]
"""
import argparse
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["LILAC_SOURCE_DIR"])
PROGRAM = os.environ["LILAC_PROGRAM"]
TABLES = {
    "billing_bill": "select * from billing_bill order by id",
    "billing_quarantined": "select * from billing_quarantined order by id",
    "billing_bill_delivery": "select id, run_id, resend, state, is_correction, channel, reason from billing_bill_delivery"
                             " order by id",
    "messaging_message": "select dedup_key, state, present_channel, text_hash from messaging_message order by dedup_key",
}


class Month:
    """One telecom's month on a file, and the file that its carrier writes."""

    def __init__(self, folder, name):
        self.store = folder / f"{name}.db"
        self.sent = folder / f"{name}.jsonl"

    def copy_of(self, other):
        for one in (self.store, self.sent):
            for left in one.parent.glob(one.name + "*"):
                left.unlink()
        shutil.copy(other.store, self.store)

    def step(self, step, environment=None, *more):
        carrier = ("--gateway", f"file:{self.sent}") if step == "release" else ()
        return subprocess.run([PROGRAM, "billing", step, "--store", self.store, "--period", "202601", *carrier, *more],
                              capture_output=True, text=True, env={**os.environ, **(environment or {})}, timeout=600)

    def must(self, step, *more):
        done = self.step(step, None, *more)
        if done.returncode != 0:
            sys.exit(f"{step} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def rows(self):
        with contextlib.closing(sqlite3.connect(self.store)) as database:
            return {name: database.execute(query).fetchall() for name, query in TABLES.items()}

    def keys_sent(self):
        keys = [json.loads(line)["key"] for line in self.sent.read_text().splitlines()]
        if len(keys) != len(set(keys)):
            sys.exit("a message was carried twice")
        return sorted(keys)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=100, help="of each of the two (default: 100)")
    arguments.add_argument("--subscribers", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=20260125)
    options = arguments.parse_args()
    chance = random.Random(options.seed)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shim = folder / "kill_at_write.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", shim,
                        SOURCE / "tests/crash/kill_at_write.c", "-ldl"], check=True)
        shimmed = {"LD_PRELOAD": str(shim), "KILL_FILE": ".db"}
        counter = folder / "count"

        before = Month(folder, "before")
        before.must("generate", "--prices", SOURCE / "examples/billing/prices.json", "--subscribers",
                    str(options.subscribers))
        calm = Month(folder, "calm")
        calm.copy_of(before)
        writes = {}
        for step in ("settle", "approve", "release"):
            done = calm.step(step, {**shimmed, "KILL_COUNT": str(counter)})
            if done.returncode != 0:
                sys.exit(f"the undisturbed {step} ended with {done.returncode}: {done.stderr}")
            writes[step] = int(counter.read_text())
        expected, expected_keys = calm.rows(), calm.keys_sent()
        print(f"undisturbed: {len(expected['billing_bill'])} bills in {writes['settle']} writes, "
              f"{len(expected_keys)} messages in {writes['release']}", flush=True)

        month = Month(folder, "month")
        kills = {"settle": 0, "release": 0}
        rounds = 0

        def through(step):
            """Runs the step until it gets through, killed as long as kills are wanted."""
            while kills[step] < options.kills:
                at = chance.randint(1, max(2, writes[step] // 8))
                done = month.step(step, {**shimmed, "KILL_AT_WRITE": str(at)})
                if done.returncode == 0:
                    return
                if done.returncode != -signal.SIGKILL:
                    sys.exit(f"{step}, killed at write {at}: it ended with {done.returncode}: {done.stderr}")
                kills[step] += 1
            month.must(step)

        while min(kills.values()) < options.kills:
            rounds += 1
            month.copy_of(before)
            through("settle")
            month.must("approve")
            through("release")
            month.must("report")
            found = month.rows()
            for name, rows in expected.items():
                if found[name] != rows:
                    differing = [(a, b) for a, b in zip(rows, found[name]) if a != b][:3]
                    sys.exit(f"round {rounds}: {name} differs: {len(rows)} rows, {len(found[name])} rows, {differing}")
            if month.keys_sent() != expected_keys:
                sys.exit(f"round {rounds}: other messages were sent")
        print(f"{kills['settle']} kills of settle and {kills['release']} of release in {rounds} months: all ended in the "
              "same bills, deliveries and messages, none sent twice")


if __name__ == "__main__":
    main()
