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


def test_the_readmes_program_runs(tmp_path):
    (program,) = re.findall(r"<!-- python: run -->\n```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert len(program.strip().splitlines()) <= 15
    (tmp_path / "program.py").write_text(program)
    said = run("program.py", folder=tmp_path)
    assert "OUTBOUND_STATUS_CHANGE" in said and (tmp_path / "desk.db").exists()
    assert "completed already" in said
