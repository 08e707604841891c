#!/usr/bin/env python3
"""Kills `lilac run` at its writes to an SQLite file and looks at what is left.

After each kill: every command that was acknowledged (its result was read from the program's output) is in the journal;
`lilac replay` finds rows, versions and digests in agreement; and playing the script again answers what was done as the
first time, does the rest, and ends in the same rows as an undisturbed run.

usage: kill_test.py [--kills N] [--random N] [--seed N]
"""
import argparse
import contextlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ["LILAC_SOURCE_DIR"])
PROGRAM = os.environ["LILAC_PROGRAM"]


def script_lines(users):
    """A few days at the desk; every line has an id, so that it can be played again."""
    lines = []

    def add(at, kind, actor, command, **data):
        lines.append({"at": at, "by": {"kind": kind, "id": actor}, "id": f"k-{len(lines) + 1}",
                      "command": f"support.{command}", "data": data})

    for sequence in range(1, 4):
        add("2026-01-05T08:00:00+09:00", "Admin", 1, "DefineOutboundPlan", sequence=sequence, day_index=7 * sequence)
    for user in range(1, users + 1):
        first = 3 * (user - 1) + 1
        add("2026-01-05T09:00:00+09:00", "System", 0, "EnrolUserCycle", user_id=user, user_cycle_id=10 * user,
            started_on="2026-01-05", site_id=1, name="Kim Minji", phone="010-1234-5678", time_zone="Asia/Seoul")
        add("2026-01-05T10:00:00+09:00", "OperationUser", 3, "CreateMemo", user_id=user, user_cycle_id=10 * user,
            memo="prefers mornings")
        add("2026-01-06T10:00:00+09:00", "OperationUser", 3, "UpdateMemo", memo_id=user, memo="prefers evenings")
        add("2026-01-11T10:00:00+09:00", "OperationUser", 3, "RecordOutboundSchedule", user_outbound_id=first,
            schedule_at="2026-01-12T09:00:00+09:00")
        add("2026-01-12T10:00:00+09:00", "OperationUser", 3, "SendMissedCallMessage", user_outbound_id=first,
            variables={})
        add("2026-01-12T11:00:00+09:00", "OperationUser", 3, "CompleteOutbound", user_outbound_id=first)
        add("2026-01-12T12:00:00+09:00", "OperationUser", 4, "WithdrawOutbound", user_outbound_id=first)
        add("2026-01-13T12:00:00+09:00", "OperationUser", 4, "SkipOutbound", user_outbound_id=first + 1)
        add("2026-01-13T13:00:00+09:00", "OperationUser", 4, "CreateIssue", user_id=user, user_cycle_id=10 * user,
            issue="app does not start")
        add("2026-01-13T14:00:00+09:00", "OperationUser", 4, "ChangeIssueStatus", issue_id=user, to="RESOLVED")
    # In time order; equal times keep theirs.
    lines.sort(key=lambda line: line["at"])
    return "".join(json.dumps(line) + "\n" for line in lines)


def run(script, store, environment=None, kill_after=None):
    """Plays the script; returns the ids whose success was read before the end, and how the program ended."""
    process = subprocess.Popen([PROGRAM, "run", script, "--store", store, "--json", "--gateway", "sim", "--seed", "5"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    acknowledged = set()
    for line in out.decode().split("\n")[:-1]:
        result = json.loads(line)
        if result.get("id") and "error" not in result:
            acknowledged.add(result["id"])
        elif "error" in result and process.returncode == 0:
            sys.exit(f"refused: {line}")
    return acknowledged, process.returncode, err.decode()


def rows(store):
    """All rows of the desk. A message whose sending was cut off is asked for later, so its outcome and the outcome's log
    line come later than in an undisturbed run: their times, and the order of log lines, are left out."""
    with contextlib.closing(sqlite3.connect(store)) as database:
        names = [name for (name,) in database.execute(
            "select name from sqlite_master where type = 'table' and name like 'support\\_%' escape '\\'")]
        found = {}
        for name in sorted(names):
            late = {"support_user_support_log": {"id", "created_at", "updated_at"},
                    "support_user_support_message": {"updated_at"}}.get(name, set())
            cursor = database.execute(f"select * from {name} order by 1")
            columns = [column for (column, *_) in cursor.description]
            kept = [[value for column, value in zip(columns, row) if column not in late] for row in cursor]
            found[name] = sorted(kept, key=repr) if "id" in late else kept
        return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--random", type=int, default=5, help="kills at random moments instead of at writes")
    arguments.add_argument("--seed", type=int, default=20260105)
    arguments.add_argument("--users", type=int, default=4)
    options = arguments.parse_args()
    chance = random.Random(options.seed)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shim = folder / "kill_at_write.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", shim,
                        SOURCE / "tests/crash/kill_at_write.c", "-ldl"], check=True)
        script = folder / "desk.jsonl"
        script.write_text(script_lines(options.users))

        calm = folder / "calm.db"
        counter = folder / "count"
        shimmed = {"LD_PRELOAD": str(shim), "KILL_FILE": ".db"}
        all_ids, code, err = run(script, calm, {**shimmed, "KILL_COUNT": str(counter)})
        if code != 0:
            sys.exit(f"the undisturbed run ended with {code}: {err}")
        writes = int(counter.read_text())
        print(f"the undisturbed run acknowledged {len(all_ids)} commands in {writes} writes")
        expected = rows(calm)

        points = [("write", point) for point in sorted(chance.sample(range(1, writes + 1), min(options.kills, writes)))]
        points += [("moment", chance.uniform(0.005, 0.25)) for _ in range(options.random)]
        killed = lost = 0
        for kind, point in points:
            store = folder / "desk.db"
            for left in folder.glob("desk.db*"):
                left.unlink(missing_ok=True)
            if kind == "write":
                acknowledged, code, err = run(script, store, {**shimmed, "KILL_AT_WRITE": str(point)})
            else:
                acknowledged, code, err = run(script, store, kill_after=point)
            where = f"killed at {kind} {point}"
            if code == -signal.SIGKILL:
                killed += 1
            elif kind == "write" or code != 0:
                sys.exit(f"{where}: it ended with {code} instead: {err}")
            if store.exists() and store.stat().st_size > 0:
                replay = subprocess.run([PROGRAM, "replay", "--store", store], capture_output=True, text=True)
                # A file that was cut off while it was being made holds nothing that was acknowledged.
                if replay.returncode != 0 and acknowledged:
                    sys.exit(f"{where}: replay disagrees: {replay.stdout}{replay.stderr}")
                if acknowledged:
                    with contextlib.closing(sqlite3.connect(store)) as database:
                        kept = {one for (one,) in database.execute(
                            "select command_id from journal_command where command_id is not null")}
                    lost += len(acknowledged - kept)
                    if acknowledged - kept:
                        sys.exit(f"{where}: acknowledged and gone: {sorted(acknowledged - kept)}")
            elif acknowledged:
                sys.exit(f"{where}: the file is gone")
            again, code, err = run(script, store)
            if code != 0 or again != all_ids:
                sys.exit(f"{where}: the second run ended with {code}: {err}")
            found = rows(store)
            if found != expected:
                differing = [name for name in expected if expected[name] != found.get(name)]
                sys.exit(f"{where}: resumed, these differ from an undisturbed run: {differing}")
        print(f"{len(points)} runs, {killed} killed: {lost} acknowledged commands lost, none half done, "
              "all resumed to the same rows")


if __name__ == "__main__":
    main()
