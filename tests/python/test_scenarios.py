"""The shared vectors: every script gives the results and the journal that C++ gives, byte for byte."""
import json

import pytest

import lilac
from lilac import messaging, support

from conftest import ROOT
from memory_store import MemoryStore

DAY = ROOT / "examples" / "day_at_the_desk.jsonl"
SCRIPTS = [DAY, *sorted(path for path in (ROOT / "tests" / "scenarios").glob("*.jsonl") if "." not in path.stem)]


class AcceptingSite(support.SiteContext):
    def update_site(self, request, delivery):
        pass

    def update_md(self, request, delivery):
        pass

    def delete_md(self, request, delivery):
        pass


def open_desk(**where):
    """As `lilac run` sets it up when no option is given."""
    channel = messaging.SimulatedChannel(transient_failures=100_000, permanent_failures=20_000)
    gateway = lilac.SimulationGateway(seed=1, email=channel, sms=channel, push=channel, alarm=channel)
    return support.open(gateway=gateway, site_context=AcceptingSite(), **where)


def expected(script, what):
    return (ROOT / "tests" / "scenarios" / f"{script.stem}.{what}.jsonl").read_text()


def lines(texts):
    return "".join(text + "\n" for text in texts)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("where", ["memory", "file", "python"])
def test_every_script_gives_the_expected_results_and_journal(tmp_path, script, where):
    places = {"memory": {"path": ":memory:"}, "file": {"path": tmp_path / "desk.db", "synchronous": "off"},
              "python": {"store": MemoryStore()}}
    with open_desk(**places[where]) as desk:
        results = desk.play(script.read_bytes())
        assert lines(results) == expected(script, "results")
        assert lines(desk.journal()) == expected(script, "journal")


def test_a_script_may_come_in_pieces():
    text = DAY.read_text()
    with open_desk(path=":memory:") as desk, DAY.open() as file:
        assert lines(desk.play(file)) == expected(DAY, "results")
    with open_desk(path=":memory:") as desk:
        assert lines(desk.play(text[at:at + 777] for at in range(0, len(text), 777))) == expected(DAY, "results")


def test_events_of_the_journal_are_the_lines_as_records():
    with open_desk(path=":memory:") as desk:
        desk.play(DAY.read_bytes())
        for line, event in zip(desk.journal(), desk.events()):
            shown = json.loads(line)
            assert shown["position"] == event.position and shown["type"].endswith("." + type(event.event).__name__)
            assert json.loads(event.event.to_json()) == shown["payload"]
            assert type(event.event).from_json(event.event.to_json()).to_json() == event.event.to_json()


def test_strict_stops_and_preview_writes_nothing():
    bad = (ROOT / "tests" / "scenarios" / "bad_lines.jsonl").read_text()
    with open_desk(path=":memory:") as desk:
        results = desk.play(bad, strict=True)
        assert "error" in json.loads(results[-1]) and len(results) < len(bad.splitlines())
    with open_desk(path=":memory:") as desk:
        desk.play(DAY.read_bytes(), preview=True)
        assert desk.last_position() == 0


def test_wrong_scripts():
    with open_desk(path=":memory:") as desk:
        with pytest.raises(TypeError, match="script: must be str, bytes or an iterable"):
            desk.play([1])
        with pytest.raises(TypeError):
            desk.play(5)
        with pytest.raises(UnicodeEncodeError):
            desk.play("\ud800")
        with pytest.raises(ZeroDivisionError):
            desk.play(1 / 0 for _ in range(1))
        assert json.loads(desk.play(b"\xff\xfe\n")[0])["error"]["number"] == 4904
