"""What a newcomer runs: the examples, and the program in the README."""
import os
import re
import subprocess
import sys

from conftest import ROOT


def run(*arguments, folder):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_host_runs(tmp_path):
    said = run(str(ROOT / "examples/python/desk_host.py"), folder=tmp_path)
    assert "call 1 is COMPLETED" in said and "4002 at user_outbound_id" in said and "Well done!" in said


def test_the_rule_is_tested_in_ten_lines(tmp_path):
    path = ROOT / "examples/python/test_withdrawn_call.py"
    assert "1 passed" in run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(path), folder=tmp_path)
    body = path.read_text().split("def test_")[1]
    assert len(body.splitlines()) <= 10


def program(mark, folder):
    (text,) = re.findall(rf"<!-- run: {mark} -->\n```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert len(text.strip().splitlines()) <= 15
    (folder / "program.py").write_text(text)
    return run("program.py", folder=folder)


def test_the_readmes_program_says_what_those_in_other_languages_say(tmp_path):
    assert program("python", tmp_path) == "4902 Another active plan has the sequence 1.\n"


def test_the_readmes_day_at_the_desk_runs(tmp_path):
    said = program("python, too", tmp_path)
    assert "OUTBOUND_STATUS_CHANGE" in said and (tmp_path / "desk.db").exists()
    assert "completed already" in said
