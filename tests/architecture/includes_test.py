"""Checks the include directions of the whole tree, and that each rule catches what it forbids."""
import os
import pathlib
import sys

import includes

# For each rule a tree that breaks it and one, as near to it as can be, that does not.
EXAMPLES = {
    "kernel_includes_only_kernel": (
        {"include/lilac/kernel/id.hpp": '#include "lilac/engine/key.hpp"'},
        {"include/lilac/kernel/id.hpp": '#include "lilac/kernel/text.hpp"\n#include <string>'}),
    "engine_includes_only_kernel_and_engine": (
        {"src/engine/engine.cpp": '#include "lilac/support/events.hpp"'},
        {"src/engine/engine.cpp": '#include "lilac/kernel/id.hpp"\n#include "engine/arena.hpp"',
         "src/engine/arena.hpp": ""}),
    "contexts_include_the_engine_only_where_it_is_offered": (
        {"src/support/memo.cpp": '#include "lilac/engine/relay.hpp"'},
        {"src/support/memo.cpp": '#include "lilac/engine/work.hpp"'}),
    "contexts_include_no_face": (
        {"src/support/memo.cpp": '#include "lilac/adapters/memory.hpp"'},
        {"src/cli/memo.cpp": '#include "lilac/adapters/memory.hpp"'}),
    "contexts_meet_only_in_policies_and_bridges": (
        {"src/support/handlers.cpp": '#include "lilac/messaging/events.hpp"',
         "src/support/policies.cpp": '#include "lilac/messaging/errors.hpp"',
         "src/support/bridges.cpp": '#include "lilac/messaging/message.hpp"'},
        {"src/support/policies.cpp": '#include "lilac/messaging/events.hpp"',
         "src/support/bridges_roster.cpp": '#include "lilac/messaging/ports.hpp"'}),
    "aggregates_include_neither_ports_nor_policies": (
        {"include/lilac/support/memo.hpp": '#include "lilac/support/ports.hpp"',
         "include/lilac/support/issue.hpp": "", "src/support/issue.cpp": '#include "lilac/support/policies.hpp"'},
        {"src/support/handlers.cpp": '#include "lilac/support/ports.hpp"',
         "include/lilac/support/support.hpp": '#include "lilac/support/policies.hpp"'}),
    "a_face_meets_a_context_in_one_file": (
        {"src/cli/log.cpp": '#include "lilac/support/events.hpp"',
         "src/cli/users.cpp": '#include "lilac/support/views.hpp"'},
        {"src/cli/support.cpp": '#include "lilac/support/events.hpp"',
         "src/cli/support.hpp": '#include "lilac/support/views.hpp"',
         "include/lilac/testing/support.hpp": '#include "lilac/messaging/messaging.hpp"',
         "src/testing/messaging.cpp": '#include "lilac/messaging/ports.hpp"',
         "src/support/policies.cpp": '#include "lilac/messaging/events.hpp"',
         "src/adapters/sms.cpp": '#include "lilac/messaging/ports.hpp"',
         "src/adapters/mail.cpp": '#include "lilac/messaging/ports.hpp"'}),
    "private_headers_stay_in_their_area": (
        {"src/cli/memory.cpp": '#include "engine/arena.hpp"', "src/engine/arena.hpp": ""},
        {"src/engine/engine.cpp": '#include "arena.hpp"', "src/adapters/memory.cpp": '#include "engine/arena.hpp"',
         "src/engine/arena.hpp": ""}),
    "public_headers_include_no_heavy_boost": (
        {"include/lilac/kernel/codec.hpp": "#include <boost/json.hpp>"},
        {"src/kernel/codec.cpp": "#include <boost/json.hpp>",
         "include/lilac/kernel/id.hpp": "#include <boost/describe.hpp>"}),
    "the_core_reads_no_clock_chance_environment_or_file": (
        {"src/support/memo.cpp": "auto now = std::chrono::system_clock::now();"},
        {"src/support/memo.cpp": '// never system_clock::now()\nauto text = "getenv";',
         "src/cli/main.cpp": "std::getenv(name);"}),
    "the_core_starts_no_thread": (
        {"src/engine/relay.cpp": "std::thread worker;"},
        {"src/engine/relay.cpp": "auto id = std::this_thread::get_id();",
         "src/testing/contract.cpp": "std::jthread worker;"}),
}


def tree(root):
    texts = {}
    for folder in ("include", "src", "capi", "bindings"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".hpp", ".h", ".cpp", ".c"):
                texts[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    return texts


def main(root):
    passed = failed = 0

    def report(title, problems):
        nonlocal passed, failed
        print(f"{'FAILED' if problems else 'ok'}: {title}")
        for problem in problems:
            print(f"  {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)

    texts = tree(root)
    report("there is a tree to check", [] if len(texts) > 20 else [f"only {len(texts)} sources below {root}"])
    files = includes.files_of(texts)
    for rule in includes.RULES:
        name = rule.__name__
        report(name.replace("_", " "), list(rule(files)))
        bad, good = EXAMPLES[name]
        problems = list(rule(includes.files_of(bad)))
        caught = {path for path in bad if any(pathlib.PurePosixPath(path).stem in problem for problem in problems)}
        missed = [f"not caught: {path}" for path, text in bad.items() if text and path not in caught]
        wrong = [f"caught although allowed: {problem}" for problem in rule(includes.files_of(good))]
        report(f"  and a breach is caught, its lawful neighbour is not: {name}", missed + wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(os.environ.get("LILAC_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))))
