"""The stubs say what the module is: generated anew they are the same, and mypy finds no drift."""
import os
import pathlib
import subprocess
import sys

import lilac
from lilac import _stubs

from conftest import ROOT

PACKAGE = pathlib.Path(lilac.__file__).parent


def run(*command, **environment):
    """What a tool says; tools are no part of what a sanitizer watches."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "PYTHONMALLOC")}
    if "stubtest" in command[2]:
        kept = dict(os.environ)
    done = subprocess.run(command, capture_output=True, text=True, timeout=300,
                          env={**kept, "MYPYPATH": str(PACKAGE.parent), **environment})
    return done.returncode, done.stdout + done.stderr


def test_stubs_are_as_the_tables_say():
    for name, text in _stubs.stubs().items():
        assert (PACKAGE / name).read_text(encoding="utf-8") == text, f"{name}: run python -m lilac._stubs"


def test_mypys_stubtest_finds_no_drift(tmp_path):
    code, said = run(sys.executable, "-m", "mypy.stubtest", "lilac._lilac", "lilac.support", "lilac.messaging",
                     MYPY_CACHE_DIR=str(tmp_path))
    assert (code, said.splitlines()[-1]) == (0, "Success: no issues found in 3 modules")


def test_the_examples_are_strictly_typed(tmp_path):
    code, said = run(sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path}",
                     str(ROOT / "examples/python/desk_host.py"), str(ROOT / "examples/python/memory_store.py"))
    assert (code, said.splitlines()[-1]) == (0, "Success: no issues found in 2 source files"), said


def test_mypy_knows_what_commands_take_and_answer(tmp_path):
    source = tmp_path / "host.py"
    source.write_text("""
from lilac import support
desk = support.open(":memory:")
reveal_type(desk.complete_outbound(user_outbound_id=1, by=support.operator(3)))
reveal_type(desk.execute(support.CreateMemo(user_id=1, user_cycle_id=1, memo="x"), by=support.operator(3)))
reveal_type(desk.logs(user_id=1)[0].type)
reveal_type(desk.messaging.template_versions(template_id=1))
desk.complete_outbound(user_outbound_id="1", by=support.operator(3))
desk.complete_outbound(by=support.operator(3))
""")
    code, said = run(sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path / 'cache'}", str(source))
    for wanted in ('"lilac.support.UserOutboundPlan"', '"lilac.support.UserSupportMemo"', '"lilac.support.UserSupportLogType"',
                   "lilac.messaging.TemplateVersion", 'incompatible type "str"; expected "int"',
                   'Missing named argument "user_outbound_id"'):
        assert wanted in said
    assert "Found 2 errors" in said


def test_the_package_is_strictly_typed(tmp_path):
    code, said = run(sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path}", "-p", "lilac")
    assert code == 0, said
