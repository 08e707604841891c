"""Runs the lilac program as people and scripts do: exit codes, what goes to which stream, JSON, boards, damaged stores."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest

SOURCE = pathlib.Path(os.environ["LILAC_SOURCE_DIR"])
PROGRAM = os.environ["LILAC_PROGRAM"]
DAY = SOURCE / "examples/day_at_the_desk.jsonl"

OK, FINDINGS, USAGE, CANNOT_OPEN = 0, 1, 2, 3

PLAN = '{"at":"2026-01-04T09:00:00+09:00","by":{"kind":"Admin","id":1},"command":"support.DefineOutboundPlan",' \
       '"data":{"sequence":%d,"day_index":7}}\n'
ENROL = '{"at":"2026-01-05T09:00:00+09:00","by":{"kind":"Admin","id":1},"command":"support.EnrolUserCycle","data":' \
        '{"user_id":%d,"user_cycle_id":%d,"started_on":"2026-01-05","site_id":1,"name":"%s",' \
        '"phone":"010-1234-5678","time_zone":"Asia/Seoul"}}\n'


def lilac(*arguments, stdin="", cwd=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, text=True, cwd=cwd,
                          encoding="utf-8", timeout=300)


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.desk = self.folder / "desk.db"

    def ends(self, run, code):
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        for line in run.stderr.splitlines():
            self.assertTrue(line.startswith("lilac: "), line)
        return run

    def play_day(self, *more):
        return self.ends(lilac("run", DAY, "--store", self.desk, *more), OK)

    # --- Usage and exit codes ---

    def test_help_is_there_for_every_subcommand_with_examples(self):
        top = self.ends(lilac("--help"), OK).stdout
        self.assertIn("Exit codes:", top)
        subcommands = re.findall(r"^  ([a-z-]+)  +[A-Z]", top.split("Subcommands:")[1].split("Examples:")[0], re.MULTILINE)
        self.assertEqual(set(subcommands), {"run", "preview", "log", "today", "users", "billing", "ask", "board", "check", "replay", "journal",
                                            "dead-letters", "metrics"})
        for subcommand in subcommands:
            text = self.ends(lilac(subcommand, "--help"), OK).stdout
            self.assertRegex(text, r"Examples?:\n  lilac " + subcommand)

    def test_a_mistyped_name_is_answered_with_the_one_that_was_meant(self):
        for arguments, answer in ((["bord"], "no command bord; did you mean board?"),
                                  (["billing", "setle"], "no command setle; did you mean settle?"),
                                  (["board", "--context", "suport"], "no context suport; did you mean support?"),
                                  (["ask", "billing.GetBil"], "no question billing.GetBil; did you mean billing.GetBill?")):
            with self.subTest(arguments):
                self.assertEqual(self.ends(lilac(*arguments), USAGE).stderr, f"lilac: {answer}\n")

    def test_a_question_without_its_fields_is_answered_with_what_it_takes(self):
        self.assertEqual(self.ends(lilac("ask", "billing.GetBill"), USAGE).stderr,
                         "lilac: billing.GetBill takes bill_id (a whole number): give them as a JSON object\n")
        taken = self.ends(lilac("ask", "support.GetPlans", "--store", self.desk), USAGE).stderr
        self.assertIn("takes user_id (a whole number), and may take user_cycle_id (a whole number), at (an instant", taken)
        self.assertIn("takes bill_id", self.ends(lilac("ask", "billing.GetBill", '{"bill":1}'), USAGE).stderr)
        self.play_day()
        self.assertNotEqual(self.ends(lilac("ask", "messaging.GetMessageMetrics", "--store", self.desk), OK).stdout, "")

    def test_a_question_about_something_that_is_not_there_says_so(self):
        self.play_day()
        for question, data in (("billing.GetBill", '{"bill_id":99}'), ("billing.GetBill", '{"bill_id":"176080190118615809"}'),
                               ("messaging.GetMessage", '{"message_id":999}')):
            with self.subTest(question):
                run = self.ends(lilac("ask", question, data, "--store", self.desk), FINDINGS)
                self.assertEqual((run.stdout, run.stderr), ("", f"lilac: {question} found nothing for {data}\n"))
        self.ends(lilac("ask", "messaging.GetMessage", '{"message_id":"1"}', "--store", self.desk), OK)
        empty = self.ends(lilac("ask", "support.GetLogs", '{"user_id":99}', "--store", self.desk), OK)
        self.assertEqual((empty.stdout, empty.stderr),
                         ("", 'lilac: support.GetLogs found nothing for {"user_id":99}\n'))

    def test_ids_that_readers_of_doubles_would_round_come_and_go_as_text(self):
        large = 176080190118615809
        script = '{"at":"2026-01-04T09:00:00Z","by":{"kind":"Admin","id":"%d"},"command":"messaging.Suppress",' \
                 '"data":{"recipient_id":"%d","reason":"OPTED_OUT"}}\n' % (large, large)
        run = self.ends(lilac("run", "-", "--json", "--store", self.desk, stdin=script), OK)
        event = json.loads(run.stdout.splitlines()[0])["events"][0]
        self.assertEqual((event["actor"]["id"], event["payload"]["recipient_id"]), (str(large), str(large)))
        for given in (str(large), f'"{large}"'):
            rows = self.ends(lilac("ask", "messaging.GetSuppressions", '{"recipient_id":%s}' % given, "--store", self.desk), OK)
            self.assertEqual(json.loads(rows.stdout.splitlines()[0])["recipient_id"], str(large))
        kept = subprocess.run(["sqlite3", self.desk, "SELECT payload FROM journal_event LIMIT 1"], check=True,
                              capture_output=True, text=True).stdout
        self.assertRegex(kept, f'"recipient_id":{large}[,}}]')
        whole = self.ends(lilac("journal", "--store", self.desk, "--whole"), OK).stdout.splitlines()[0]
        self.assertEqual(json.loads(whole)["payload"]["recipient_id"], str(large))

    def test_a_large_id_of_the_row_that_decided_is_text_as_well(self):
        large = 176080190118615809
        self.ends(lilac("run", "-", "--store", self.desk, stdin=PLAN % 1 + ENROL % (7, large, "Kim")), OK)
        last = self.ends(lilac("journal", "--store", self.desk), OK).stdout.splitlines()[-1]
        self.assertEqual((json.loads(last)["type"], json.loads(last)["id"]), ("support.UserCycleEnrolled", str(large)))

    def test_metrics_are_told_to_a_scraper(self):
        self.play_day()
        text = self.ends(lilac("metrics", "--store", self.desk), OK).stdout
        self.assertRegex(text, r"(?m)^lilac_messages_sent_total\{channel=\"SMS\"\} [1-9]\d*$")
        self.assertRegex(text, r"(?m)^# TYPE lilac_messages_accepted_total counter$")

    # --- Billing ---

    def bill_a_month(self):
        for step, *more in (("generate", "--prices", SOURCE / "examples/billing/prices.json", "--subscribers", "300"),
                            ("settle",), ("approve",), ("release",)):
            self.ends(lilac("billing", step, "--store", self.desk, "--period", "202601", *more), OK)

    def test_a_month_is_generated_settled_approved_released_and_reconciled(self):
        self.bill_a_month()
        again = self.ends(lilac("billing", "settle", "--store", self.desk, "--period", "202601"), OK).stdout
        self.assertIn("300 targets, 300 bills, 0 quarantined", again)
        self.assertIn("0 settled now", again)
        report = self.ends(lilac("billing", "report", "--store", self.desk, "--period", "202601"), OK).stdout
        self.assertNotIn("WRONG", report)
        self.assertIn("  right  sum of bills = sum of lines", report)
        self.assertRegex(report, r"month 202601: 300 bills, sum \d+, \d+ delivered, \d+ failed")
        lines = self.ends(lilac("billing", "report", "--store", self.desk, "--period", "202601", "--json"), OK).stdout
        self.assertTrue(all(json.loads(line) for line in lines.splitlines()))

    def test_a_bill_is_shown_in_three_forms(self):
        self.bill_a_month()
        show = ("billing", "bill", "--store", self.desk, "--period", "202601", "--subscriber", "7")
        self.assertIn("Total to pay", self.ends(lilac(*show), OK).stdout)
        self.assertTrue(self.ends(lilac(*show, "--form", "html"), OK).stdout.startswith("<!DOCTYPE html>"))
        self.assertIn("202601-25-0000000007", self.ends(lilac(*show, "--form", "sms"), OK).stdout)
        gone = ("billing", "bill", "--store", self.desk, "--period", "202601", "--subscriber", "301")
        self.assertIn("301", self.ends(lilac(*gone), FINDINGS).stderr)

    def test_every_number_of_the_report_comes_with_the_question_that_lists_its_rows(self):
        self.bill_a_month()
        lines = self.ends(lilac("billing", "report", "--store", self.desk, "--period", "202601", "--json"), OK).stdout
        asked = 0
        for line in map(json.loads, lines.splitlines()):
            if not line.get("query") or line["name"].startswith("sum"):
                continue
            question, data = line["query"].split(" ", 1)
            rows = self.ends(lilac("ask", question, data, "--store", self.desk), OK).stdout.splitlines()
            self.assertEqual(len(rows), line["value"], line)
            asked += 1
        self.assertGreater(asked, 12)

    def test_questions_say_what_is_wrong(self):
        self.play_day()
        self.assertIn("run_id", self.ends(lilac("ask", "billing.GetBills", "{}", "--store", self.desk), USAGE).stderr)
        self.assertIn("no question nothing; there are ", self.ends(lilac("ask", "nothing", "--store", self.desk), USAGE).stderr)
        self.assertIn("4901", self.ends(
            lilac("ask", "billing.GetBills", '{"run_id":1}', "--store", self.desk), FINDINGS).stderr)
        self.assertTrue(self.ends(lilac("ask", "support.Today", '{"at":"2026-01-12T03:00:00Z"}', "--store", self.desk), OK)
                        .stdout.startswith("{"))

    def test_two_processes_that_settle_at_once_settle_everybody_once(self):
        month = ("--store", str(self.desk), "--period", "202601")
        self.ends(lilac("billing", "generate", *month, "--prices", SOURCE / "examples/billing/prices.json",
                        "--subscribers", "20000"), OK)
        both = [subprocess.Popen([PROGRAM, "billing", "settle", *month], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 text=True) for _ in range(2)]
        ends = [(*process.communicate(timeout=300), process.returncode) for process in both]
        for out, err, code in ends:
            # Whoever came first may be shut out by the other's newer token.
            self.assertTrue(code == OK or (code == FINDINGS and "4303" in err), out + err)
        self.assertIn(OK, [code for _, _, code in ends])
        again = self.ends(lilac("billing", "settle", *month), OK).stdout
        self.assertIn("20000 targets, 20000 bills, 0 quarantined", again)
        self.assertNotIn("WRONG", self.ends(lilac("billing", "report", *month), OK).stdout)

    def test_billing_says_what_is_wrong(self):
        self.assertIn("no such file", self.ends(
            lilac("billing", "generate", "--store", self.desk, "--period", "202601", "--prices", "/no/prices"),
            CANNOT_OPEN).stderr)
        self.assertIn("period", self.ends(
            lilac("billing", "generate", "--store", self.desk, "--period", "202613", "--prices", "-"), USAGE).stderr)
        self.bill_a_month()
        self.assertIn("4305", self.ends(
            lilac("billing", "settle", "--store", self.desk, "--period", "202512"), FINDINGS).stderr)
        self.assertIn("billing settle", self.ends(
            lilac("billing", "approve", "--store", self.desk, "--period", "202602"), FINDINGS).stderr)

    def test_version(self):
        self.assertRegex(self.ends(lilac("--version"), OK).stdout, r"^lilac \d+\.\d+\.\d+\n$")

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["fly"], ["run"], ["run", DAY, "--batch", "0"], ["run", DAY, "--batch", "x"],
                          ["run", DAY, "--gateway", "pigeon"], ["run", DAY, "--zone", "Mars/Base"], ["board", "--format", "png"],
                          ["board", "--context", "nowhere"], ["log", "--store", "x"], ["run", DAY, "--nonsense"]):
            with self.subTest(arguments):
                self.ends(lilac(*arguments), USAGE)

    def test_what_cannot_be_opened_is_3(self):
        junk = self.folder / "junk.db"
        junk.write_text("this is no database, but long enough to be looked at" * 20)
        for arguments in (["run", self.folder / "missing.jsonl"], ["run", self.folder],
                          ["run", DAY, "--store", self.folder / "no" / "folder.db"], ["run", DAY, "--store", junk],
                          ["replay", "--store", self.folder / "missing.db"], ["log", "--user", "7", "--store", junk],
                          ["run", DAY, "--gateway", f"file:{self.folder}/no/folder"], ["check", "--stickies", self.folder / "x"],
                          ["run", DAY, "--quiet", "--journal", self.folder / "no" / "folder"]):
            with self.subTest(arguments):
                self.assertNotEqual(self.ends(lilac(*arguments), CANNOT_OPEN).stderr, "")
        self.assertFalse((self.folder / "missing.db").exists())

    def test_output_that_cannot_be_written_is_3(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        with open("/dev/full", "w", encoding="utf-8") as full:
            run = subprocess.run([PROGRAM, "board"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(run.returncode, CANNOT_OPEN)

    # --- run ---

    def test_a_refused_line_stops_nothing_unless_strict(self):
        script = PLAN % 1 + "oops\n" + PLAN % 2
        run = self.ends(lilac("run", "-", stdin=script), FINDINGS)
        self.assertIn("3 lines: 2 done, 1 refused; 2 events", run.stdout)
        self.assertEqual(run.stderr, "lilac: standard input:2:1: 4904 INVALID_ARGUMENT: not valid JSON at byte 0: "
                                     "this does not belong here\n")
        strict = self.ends(lilac("run", "-", "--strict", stdin=script), FINDINGS)
        self.assertIn("2 lines: 1 done, 1 refused", strict.stdout)
        self.assertIn("lilac: stopped at line 2, as --strict says\n", strict.stderr)
        self.ends(lilac("run", "-", "--strict", stdin=PLAN % 1), OK)

    def test_a_line_that_is_none_of_a_script_is_told_by_the_exit_code_and_a_refusal_of_the_business_is_not(self):
        refused = PLAN % 1 + PLAN % 1
        self.assertIn("4902", self.ends(lilac("run", "-", stdin=refused), OK).stderr)
        for line in ("oops\n", "[]\n", PLAN.replace("DefineOutboundPlan", "DefineOutboundPlans") % 1,
                     PLAN.replace('"day_index":7', '"day":7') % 1, PLAN.replace('"day_index":7', '"day_index":"x"') % 1):
            with self.subTest(line):
                self.assertIn("1 refused", self.ends(lilac("run", "-", stdin=line + PLAN % 2), FINDINGS).stdout)
                self.ends(lilac("preview", "-", stdin=line), FINDINGS)

    def test_the_timeline_shows_events_below_what_caused_them(self):
        text = self.ends(lilac("run", DAY, "--zone", "Asia/Seoul"), OK).stdout
        story = text[text.index("2026-01-12 10:00:00  OperationUser 3  support.WithdrawOutbound"):].splitlines()[1:5]
        self.assertEqual([re.match(r"( *)→ (\w+)", line).groups() for line in story],
                         [("    ", "OutboundWithdrawn"), ("        ", "SupportLogHistoryRecorded"),
                          ("        ", "OutboundScheduleCanceled"), ("            ", "SupportLogHistoryRecorded")])
        self.assertNotIn("\x1b", text)

    def test_json_is_one_object_per_line_with_an_error_or_events(self):
        run = self.ends(lilac("run", DAY, "--json"), OK)
        self.assertEqual(run.stderr, "")
        results = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual({result["kind"] for result in results}, {"command", "event", "time"})
        lines = [result["line"] for result in results if result["kind"] != "time"]
        self.assertEqual(lines, sorted(lines))
        refused = [result["error"]["number"] for result in results if "error" in result]
        self.assertEqual(refused, [4004, 4002])
        positions = [event["position"] for result in results for event in result["events"]]
        self.assertEqual(positions, list(range(1, len(positions) + 1)))

    def test_what_somebody_wrote_does_not_reach_the_terminal_as_control_characters(self):
        line = '{"at":"2026-01-04T09:00:00Z","by":{"kind":"Admin","id":1},"id":"a\\u001b[31m","command":"x\\u009b\\n","data":{}}'
        run = self.ends(lilac("run", "-", stdin=line), FINDINGS)
        for text in (run.stdout, run.stderr):
            self.assertNotRegex(text, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")
        self.assertIn("a?[31m", run.stdout)
        self.assertIn("x??", run.stderr)

    def test_quiet_shows_only_what_is_refused(self):
        run = self.ends(lilac("run", DAY, "--quiet"), OK)
        self.assertEqual(run.stdout, "")
        self.assertEqual(len(run.stderr.splitlines()), 2)

    def test_the_journal_is_the_same_in_memory_and_in_a_file_and_with_batches_of_a_still_desk(self):
        self.play_day("--quiet", "--journal", self.folder / "file.jsonl")
        memory = self.ends(lilac("run", DAY, "--quiet", "--journal", "-"), OK).stdout
        self.assertEqual(memory, (self.folder / "file.jsonl").read_text(encoding="utf-8"))
        self.assertEqual(memory, self.ends(lilac("journal", "--store", self.desk), OK).stdout)
        self.assertEqual(memory, (SOURCE / "tests/scenarios/day_at_the_desk.journal.jsonl").read_text(encoding="utf-8"))
        after = self.ends(lilac("journal", "--store", self.desk, "--after", "100"), OK).stdout
        self.assertTrue(memory.endswith(after))
        script = "".join(PLAN % i for i in range(1, 30))
        plain = self.ends(lilac("run", "-", "--quiet", "--journal", "-", stdin=script), OK).stdout
        batched = self.ends(lilac("run", "-", "--quiet", "--journal", "-", "--batch", "7", stdin=script), OK).stdout
        self.assertEqual(plain, batched)

    def test_addresses_are_masked_unless_somebody_asks(self):
        self.play_day("--quiet")
        for output in (lilac("run", DAY).stdout, lilac("run", DAY, "--json").stdout,
                       lilac("journal", "--store", self.desk).stdout, lilac("users", "--store", self.desk).stdout,
                       lilac("users", "--json", "--store", self.desk).stdout):
            self.assertIn("010-1234-****", output)
            self.assertNotIn("010-1234-5678", output)

    def test_messages_go_where_the_gateway_option_says(self):
        sent = self.folder / "sent.jsonl"
        self.ends(lilac("run", DAY, "--quiet", "--gateway", f"file:{sent}"), OK)
        messages = [json.loads(line) for line in sent.read_text(encoding="utf-8").splitlines()]
        keys = [message["key"].split(":", 1) for message in messages]
        self.assertIn("1:0:0", [key for _, key in keys])
        self.assertEqual(len({store for store, _ in keys}), 1)
        waiting = self.ends(lilac("run", DAY, "--gateway", "none"), OK).stdout
        self.assertNotIn("MessageSent", waiting)

    def test_a_script_that_is_played_again_does_nothing_again(self):
        self.play_day("--quiet")
        before = lilac("journal", "--store", self.desk).stdout
        self.assertIn("; 0 events", self.play_day().stdout)
        self.assertEqual(before, lilac("journal", "--store", self.desk).stdout)

    # --- preview ---

    def test_a_preview_of_a_line_shows_the_cascade_and_changes_nothing(self):
        self.play_day("--quiet")
        before = lilac("journal", "--store", self.desk).stdout
        line = '{"at":"2026-01-12T19:00:00+09:00","by":{"kind":"OperationUser","id":3},' \
               '"command":"support.WithdrawOutbound","data":{"user_outbound_id":1}}'
        run = self.ends(lilac("preview", line, "--store", self.desk, "--json"), OK)
        events = [event["type"] for event in json.loads(run.stdout)["events"]]
        self.assertEqual(events, ["support.OutboundWithdrawn", "support.SupportLogHistoryRecorded"])
        self.assertEqual(before, lilac("journal", "--store", self.desk).stdout)
        again = self.ends(lilac("preview", line, "--after", DAY, "--json"), OK)
        self.assertEqual(again.stdout, run.stdout)
        refused = line.replace("WithdrawOutbound", "CompleteOutbound")
        self.ends(lilac("preview", refused, "--store", self.desk), OK)
        self.ends(lilac("preview", refused, "--store", self.desk, "--strict"), FINDINGS)

    # --- board and check ---

    def test_the_board_has_three_formats(self):
        board = json.loads(self.ends(lilac("board", "--format", "json"), OK).stdout)
        support = board["contexts"][0]
        self.assertEqual(support["name"], "support")
        complete = next(command for command in support["commands"] if command["name"] == "CompleteOutbound")
        self.assertEqual(complete, {"name": "CompleteOutbound", "aliases": ["CompleteOutboundPlanCommand"],
                                    "actors": ["OperationUser"], "aggregate": "UserOutboundPlan",
                                    "publishes": ["support.OutboundCompleted"]})
        policy = next(policy for policy in support["policies"] if policy["name"] == "cancel_schedule_of_withdrawn_call")
        self.assertEqual((policy["when"], policy["then"]), ("support.OutboundWithdrawn", "support.CancelOutboundSchedule"))
        self.assertTrue(self.ends(lilac("board", "--format", "mermaid"), OK).stdout.startswith("flowchart LR\n"))
        text = self.ends(lilac("board"), OK).stdout
        self.assertLessEqual(max(map(len, text.splitlines())), 120)
        alone = self.ends(lilac("board", "--context", "messaging"), OK).stdout
        self.assertTrue(alone.startswith("messaging:"))

    def stickies(self, *rows):
        file = self.folder / "stickies.csv"
        file.write_text("source,context,kind,name_in_source,suggested_name\n" + "".join(row + "\n" for row in rows),
                        encoding="utf-8")
        return file

    def test_check_finds_the_wall_sound(self):
        run = self.ends(lilac("check"), OK)
        self.assertIn("no mistakes", run.stdout.splitlines()[0])
        self.assertNotIn("mistake:", run.stdout)

    def test_check_counts_stickies_per_context(self):
        rows = ["000,support,event,OutboundCompleted,OutboundCompleted",
                '000,support,policy,"OutboundCompleted -> RecordSupportLogCommand",RecordSupportLog',
                "003,moon,event,Eclipse,Eclipse"]
        run = self.ends(lilac("check", "--stickies", self.stickies(*rows)), OK)
        self.assertIn("support 2/2\n", run.stdout)
        self.assertIn("moon 0/1 (not linked)\n", run.stdout)
        self.assertIn("Only linked contexts count", run.stdout)

    def test_a_missing_sticky_makes_check_fail(self):
        run = self.ends(lilac("check", "--stickies", self.stickies('000,support,event,"Nothing, ever",Never')), FINDINGS)
        self.assertTrue(run.stdout.splitlines()[0].endswith("no mistakes, but stickies are missing"), run.stdout)
        self.assertIn("support 0/1\n", run.stdout)
        self.assertIn('  missing: event "Nothing, ever" of 000, line 2 (suggested: Never)\n', run.stdout)

    def test_stickies_that_cannot_be_read_are_3(self):
        self.ends(lilac("check", "--stickies", self.stickies("only,two")), CANNOT_OPEN)
        self.ends(lilac("check", "--stickies", self.stickies('"never closed')), CANNOT_OPEN)

    def test_the_journal_is_not_written_over_what_the_run_reads_or_keeps(self):
        self.play_day("--quiet")
        script = self.folder / "script.jsonl"
        script.write_text(DAY.read_text())
        for arguments in (["run", script, "--journal", script],
                          ["run", script, "--store", self.desk, "--journal", self.desk],
                          ["run", script, "--journal", self.folder / "." / "script.jsonl"],
                          ["run", script, "--store", self.folder / "new.db", "--journal", self.folder / "new.db"],
                          ["run", script, "--journal", self.desk]):
            self.ends(lilac(*arguments, "--quiet"), USAGE)
        self.assertEqual(script.read_text(), DAY.read_text())
        self.assertFalse((self.folder / "new.db").exists())
        self.ends(lilac("replay", "--store", self.desk), OK)

    # --- log, today, users ---

    def test_the_desk_can_be_asked(self):
        self.play_day("--quiet")
        log = self.ends(lilac("log", "--user", "7", "--store", self.desk, "--json"), OK).stdout.splitlines()
        ids = [json.loads(line)["id"] for line in log]
        self.assertEqual(ids, sorted(ids, reverse=True))
        short = self.ends(lilac("log", "--user", "7", "--cycle", "70", "--limit", "2", "--store", self.desk), OK)
        self.assertEqual(len(short.stdout.splitlines()), 2)
        self.ends(lilac("log", "--user", "7", "--limit", "0", "--store", self.desk), USAGE)
        self.assertIn("nothing is logged of user 99", lilac("log", "--user", "99", "--store", self.desk).stdout)
        today = self.ends(lilac("today", "--at", "2026-01-16T09:00:00+09:00", "--store", self.desk, "--json"), OK)
        self.assertEqual([json.loads(line)["user_outbound_id"] for line in today.stdout.splitlines()], [6, 10])
        users = self.ends(lilac("users", "--sort", "id", "--store", self.desk, "--json"), OK).stdout.splitlines()
        self.assertEqual([json.loads(line)["user_id"] for line in users], [7, 8, 9])
        site = self.ends(lilac("users", "--site", "12", "--store", self.desk, "--json"), OK).stdout.splitlines()
        self.assertEqual([json.loads(line)["user_id"] for line in site], [8])
        first = self.ends(lilac("users", "--limit", "1", "--sort", "id", "--store", self.desk), OK).stdout
        place = re.search(r"--after ([0-9a-f]+)$", first, re.M).group(1)
        second = lilac("users", "--limit", "1", "--sort", "id", "--after", place, "--store", self.desk).stdout
        self.assertTrue(second.startswith("user 8 "), second)
        self.ends(lilac("today", "--at", "tomorrow", "--store", self.desk), USAGE)
        self.assertIn("due at 2026-01-16T00:00:00.000Z", lilac("today", "--at", "2026-01-16", "--store", self.desk).stdout)
        seoul = self.ends(lilac("today", "--at", "2026-01-16", "--zone", "Asia/Seoul", "--store", self.desk), OK).stdout
        self.assertIn("due at 2026-01-15T15:00:00.000Z", seoul)
        self.ends(lilac("today", "--at", "2026-01-16", "--zone", "Mars/Base", "--store", self.desk), USAGE)
        self.assertRegex(self.ends(lilac("today", "--at", "now", "--store", self.desk), OK).stdout, r"due at 20\d\d-")

    def test_a_zone_that_this_machine_lacks_is_said_so(self):
        self.ends(lilac("run", "-", "--quiet", "--store", self.desk, stdin=PLAN % 1 + ENROL % (7, 70, "Kim")), OK)
        subprocess.run(["sqlite3", self.desk, "UPDATE support_user_support SET time_zone = 'Mars/Olympus'"], check=True)
        for asked in (("today", "--at", "2026-01-16"), ("users",)):
            shown = self.ends(lilac(*asked, "--store", self.desk), OK).stdout.splitlines()[0]
            self.assertTrue(shown.endswith("  (time zone unknown here: days are the desk's)"), shown)

    def test_columns_stand_below_each_other_behind_names_of_any_script(self):
        script = PLAN % 1 + ENROL % (1, 1, "Kim") + ENROL % (2, 2, "김라일락") + ENROL % (3, 3, "山田たろう")
        self.ends(lilac("run", "-", "--quiet", "--store", self.desk, stdin=script), OK)
        shown = self.ends(lilac("users", "--sort", "id", "--store", self.desk), OK).stdout.splitlines()[:3]
        def columns(text):
            return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
        self.assertEqual({columns(line[:line.index("010-")]) for line in shown}, {27}, shown)
        self.ends(lilac("users", "--due-by", "soon", "--store", self.desk), USAGE)

    # --- replay and dead letters ---

    def tampered(self, statement):
        if not self.desk.exists():
            self.play_day("--quiet")
        subprocess.run(["sqlite3", self.desk, statement], check=True, capture_output=True)
        return self.ends(lilac("replay", "--store", self.desk), FINDINGS).stdout

    def test_replay_finds_an_untouched_store_sound(self):
        self.play_day("--quiet")
        self.assertTrue(self.ends(lilac("replay", "--store", self.desk), OK).stdout.endswith("everything holds\n"))

    def test_replay_finds_a_changed_row(self):
        found = self.tampered("UPDATE support_user_support_memo SET memo = 'never said' WHERE id = 1")
        self.assertIn("found: support.UserSupportMemo 1: the row is not as its last change left it", found)

    def test_replay_finds_a_removed_row(self):
        found = self.tampered("DELETE FROM support_user_support_memo WHERE id = 1")
        self.assertIn("found: support.UserSupportMemo 1: the row is gone, and no change erased it", found)

    def test_replay_finds_a_row_that_nobody_made(self):
        self.play_day("--quiet")
        columns = subprocess.run(["sqlite3", self.desk, "SELECT group_concat(name) FROM pragma_table_info("
                                  "'support_user_support_memo') WHERE name <> 'id'"], check=True, capture_output=True,
                                 text=True).stdout.strip()
        found = self.tampered(f"INSERT INTO support_user_support_memo (id,{columns}) SELECT 99,{columns} "
                              "FROM support_user_support_memo WHERE id = 1")
        self.assertIn("found: support.UserSupportMemo 99: the row is there, and no change made it", found)

    def test_replay_finds_a_missing_event(self):
        found = self.tampered("DELETE FROM journal_event WHERE position = 50")
        self.assertIn("found: event 51 follows event 49", found)

    def test_dead_messages_are_mentioned_among_the_dead_letters(self):
        self.ends(lilac("run", "-", "--quiet", "--store", self.desk, stdin=PLAN % 1), OK)
        self.assertEqual(self.ends(lilac("dead-letters", "--store", self.desk), OK).stdout, "no dead letters\n")
        request = '{"at":"2026-02-01T09:00:00Z","by":{"kind":"System","id":0},"command":"messaging.RequestMessage","data":' \
                  '{"dedup_key":"lost","purpose":"support.test","category":"TRANSACTIONAL","recipient_id":999,"steps":["SMS"],' \
                  '"variables":{},"text":"hello"}}\n{"at":"2026-02-03T09:00:00Z"}\n'
        self.ends(lilac("run", "-", "--quiet", "--store", self.desk, stdin=request), OK)
        mention = "1 message was carried by no channel: `lilac ask messaging.GetDeadMessages --store FILE` shows them, " \
                  "the command messaging.RetryDeadLetter sends one again\n"
        self.assertEqual(self.ends(lilac("dead-letters", "--store", self.desk), OK).stdout, "no dead letters\n" + mention)
        machine = self.ends(lilac("dead-letters", "--store", self.desk, "--json"), OK)
        self.assertEqual((machine.stdout, machine.stderr), ("", "lilac: " + mention))
        dead = self.ends(lilac("ask", "messaging.GetDeadMessages", "--store", self.desk), OK).stdout.splitlines()
        self.assertEqual([json.loads(line)["dedup_key"] for line in dead], ["lost"])

    def test_dead_letters_are_listed_and_tried_again(self):
        self.play_day("--quiet", "--site", "down")
        letters = self.ends(lilac("dead-letters", "--store", self.desk, "--json"), OK).stdout.splitlines()
        self.assertEqual([json.loads(letter)["policy"] for letter in letters],
                         ["support.update_site", "support.delete_md", "support.update_md"])
        # What is told of one user waits behind what gave up before it.
        self.assertEqual([json.loads(letter)["attempts"] for letter in letters], [5, 5, 0])
        for narrowed in (("--reason", "no such reason"), ("--period", "202601"), ("--policy", "billing")):
            none = self.ends(lilac("dead-letters", "--store", self.desk, "--retry", "all", *narrowed, "--json"), OK)
            self.assertEqual(none.stdout.splitlines(), letters)
            self.assertIn("lilac: 0 tried again, 0 refused again\n", none.stderr)
        first = json.loads(letters[0])["id"]
        left = self.ends(lilac("dead-letters", "--store", self.desk, "--retry", first, "--json"), OK).stdout.splitlines()
        self.assertEqual(left, letters[1:2])
        self.ends(lilac("dead-letters", "--store", self.desk, "--retry", "999"), FINDINGS)
        self.ends(lilac("dead-letters", "--store", self.desk, "--retry", "many"), USAGE)
        self.ends(lilac("dead-letters", "--store", self.desk, "--retry", first, "--policy", "support"), USAGE)
        again = lilac("dead-letters", "--store", self.desk, "--retry", "all", "--policy", "support.delete_md", "--json")
        self.assertEqual(self.ends(again, OK).stdout, "")
        self.assertIn("1 tried again, 0 refused again", again.stderr)
        self.ends(lilac("dead-letters", "--store", self.desk, "--retry", "all"), OK)
        self.assertEqual(lilac("dead-letters", "--store", self.desk, "--json").stdout, "")
        self.assertTrue(lilac("replay", "--store", self.desk).stdout.endswith("everything holds\n"))


if __name__ == "__main__":
    outcome = unittest.main(exit=False, verbosity=1).result
    failed = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
