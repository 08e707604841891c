"""TzdbZones and Python's zoneinfo on the same files: the same clock in every instant that is looked at.

Looked at are the first of every month from 1900 to 2200, and every change of the clock that the file lists, that
zoneinfo shows from week to week or that TzdbZones shows from half a day to the next: the second before, the second
itself and the one after.
"""
import bisect
import datetime
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
FOLDER = pathlib.Path("/usr/share/zoneinfo")
SOURCE = FOLDER / "tzdata.zi"


def seconds(year, month=1):
    return int((datetime.datetime(year, month, 1, tzinfo=UTC) - EPOCH).total_seconds())


BEGIN, END = seconds(1900), seconds(2201)
MONTHS = [seconds(year, month) for year in range(1900, 2201) for month in range(1, 13)]
WEEKS = range(BEGIN, END, 7 * 86400)


def names_in(folder):
    """Of the files that are zones, without the copies under other names."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in ("posix", "right", "localtime", "posixrules") or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(4) == b"TZif":
                yield name


def listed_changes(path):
    """The instants that the file's 64-bit block lists."""
    data = path.read_bytes()

    def counts(at):
        return struct.unpack(">6l", data[at + 20:at + 44])

    ut, standard, leaps, changes, kinds, letters = counts(0)
    second = 44 + changes * 5 + kinds * 6 + letters + leaps * 8 + standard + ut
    changes = counts(second)[3]
    return struct.unpack(f">{changes}q", data[second + 44:second + 44 + 8 * changes])


def offset_of(zone, at):
    return zone.utcoffset((EPOCH + datetime.timedelta(seconds=at)).astimezone(zone)) // datetime.timedelta(seconds=1)


def shown_changes(zone):
    """Found from week to week, to the second."""
    before = offset_of(zone, WEEKS[0])
    for begin in WEEKS:
        after = offset_of(zone, begin + WEEKS.step)
        low, high = begin, begin + WEEKS.step
        while after != before and high - low > 1:
            middle = (low + high) // 2
            if offset_of(zone, middle) == after:
                high = middle
            else:
                low = middle
        if after != before:
            yield high
        before = after


class Dumped:
    """A zone as TzdbZones shows it."""

    def __init__(self, line):
        self.name, first, *changes = line.split()
        self.refused = first == "!"
        if self.refused:
            return
        self.changes = [int(change.split(":")[0]) for change in changes]
        self.offsets = [int(first)] + [int(change.split(":")[1]) for change in changes]

    def offset_at(self, at):
        return self.offsets[bisect.bisect_right(self.changes, at)]


def differences(folder, dumped):
    """How many instants were looked at, and where the two differ."""
    zone = zoneinfo.ZoneInfo.no_cache(dumped.name)
    changes = {*listed_changes(folder / dumped.name), *shown_changes(zone), *dumped.changes}
    looked_at = {*MONTHS, *(at + near for at in changes for near in (-1, 0, 1))}
    looked_at = [at for at in looked_at if BEGIN <= at < END]
    return len(looked_at), [at for at in looked_at if offset_of(zone, at) != dumped.offset_at(at)]


def compare(label, folder, names):
    """True when there is no difference."""
    zoneinfo.reset_tzpath([str(folder)])
    names = sorted(names)
    dump = subprocess.run([os.environ["LILAC_ZONES_DUMP"], folder], input="\n".join(names), capture_output=True,
                          text=True, check=True)
    dumped = [Dumped(line) for line in dump.stdout.splitlines()]
    assert [zone.name for zone in dumped] == names and names
    instants, wrong = 0, [zone.name for zone in dumped if zone.refused]
    for zone in dumped:
        if zone.refused:
            continue
        looked_at, differing = differences(folder, zone)
        instants += looked_at
        wrong += [f"{zone.name} at {EPOCH + datetime.timedelta(seconds=at)}" for at in sorted(differing)]
    print(f"{label}: {len(names)} zones, {instants:,} instants, {len(wrong)} differences", *wrong[:10], sep="\n  ")
    return not wrong


def main(is_wanted):
    """Compares the wanted zones of the system, and of fat and slim files made from its source."""
    good = compare("installed", FOLDER, filter(is_wanted, names_in(FOLDER)))
    zic = shutil.which("zic", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if not zic or not SOURCE.exists():
        print("no zic or no tzdata.zi: fat and slim files are not compared")
    else:
        for kind in ("fat", "slim"):
            with tempfile.TemporaryDirectory() as made:
                made = pathlib.Path(made)
                subprocess.run([zic, "-b", kind, "-d", made, SOURCE], check=True)
                good &= compare(kind, made, filter(is_wanted, names_in(made)))
    sys.exit(0 if good else 1)
