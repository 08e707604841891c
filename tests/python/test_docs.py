"""help() says what the C++ headers say."""
import importlib.util
import inspect
import pydoc

import lilac
from lilac import _docs, billing, messaging, support

from conftest import ROOT


def test_the_table_is_as_the_headers_say():
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "bindings/python/write_docs.py")
    write_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(write_docs)
    written = (ROOT / "bindings/python/lilac/_docs.py").read_text(encoding="utf-8")
    assert written == write_docs.table(), "run python bindings/python/write_docs.py"


def test_a_command_says_what_it_does_and_how_it_may_be_refused():
    header = (ROOT / "include/lilac/support/commands.hpp").read_text(encoding="utf-8")
    comment = header.split("\nstruct CompleteOutbound {")[0].rsplit("\n\n", 1)[1].replace("/// ", "")
    assert inspect.getdoc(support.CompleteOutbound) == comment
    assert "call_was_skipped" in pydoc.render_doc(support.CompleteOutbound)
    for method in (support.Desk.complete_outbound, support.Methods.complete_outbound):
        assert comment in method.__doc__ and method.__doc__.endswith(", which publishes OutboundCompleted")


def test_what_is_said_of_fields_stands_below():
    assert "\nsteps: tried in this order\n" in inspect.getdoc(messaging.RequestMessage)


def test_every_command_with_a_comment_has_it_and_signatures_stay():
    for name in ("support", "messaging", "billing"):
        module = getattr(lilac, name, None) or importlib.import_module(f"lilac.{name}")
        said = [key for key in _docs.DOCS if key.startswith(f"{name}.") and hasattr(module, key.split(".")[1])]
        assert len(said) > 20
        for key in said:
            assert getattr(module, key.split(".")[1]).__doc__ == _docs.DOCS[key]
    assert list(inspect.signature(support.CompleteOutbound).parameters) == ["user_outbound_id"]
    assert billing.Rules.__doc__
