#include <algorithm>

#include "cli/player.hpp"

namespace lilac::cli {
namespace {

std::string const at_noon = R"("at":"2026-01-12T12:00:00Z")";
std::string const by_clerk = R"("by":{"kind":"OperationUser","id":3})";
std::string const good_data = R"("data":{"user_id":7,"label":"A","note":"n","weight":1})";
std::string const register_it = R"("command":"parcel.RegisterParcel")";

std::string line_of(std::vector<std::string> const& members) {
  std::string line;
  for (auto const& member : members) line += (line.empty() ? "{" : ",") + member;
  return line + "}\n";
}

/// Plays one bad line between two good ones and returns its error, after checking that it stopped nothing.
std::string error_of(std::string const& bad) {
  Player player;
  REQUIRE(player.play(parcel_line("before") + bad + (bad.ends_with('\n') ? "" : "\n") + parcel_line("after")));
  REQUIRE(player.results.size() == 3);
  CHECK(has(player.results[1], R"("line":2)"));
  CHECK(has(player.results[2], R"("line":3)"));
  CHECK(has(player.results[2], R"("reply":{"id":2)"));
  CHECK(player.counts.refused == 1);
  CHECK(player.counts.succeeded == 2);
  auto const begin = player.results[1].find("\"error\":");
  REQUIRE(begin != std::string::npos);
  return player.results[1].substr(begin + 8);
}

/// `"field":…,"column":…` for a value that begins with `part` in an ASCII line.
std::string at_column_of(std::string const& line, std::string_view part, std::string const& field) {
  auto const place = line.find(part);
  REQUIRE(place != std::string::npos);
  return "\"field\":\"" + field + "\",\"column\":" + std::to_string(place + 1);
}

TEST_CASE("A command's result tells who ran what when, the reply, and all events with their causes") {
  Player player;
  REQUIRE(player.play(line_of({at_noon, by_clerk, R"("id":"k-1")", register_it, good_data})));
  REQUIRE(player.results.size() == 1);
  auto const& result = player.results.front();
  CHECK(result.starts_with(
      R"({"kind":"command","line":1,"at":"2026-01-12T12:00:00.000Z","by":{"kind":"OperationUser","id":3},"id":"k-1","command":"parcel.RegisterParcel","reply":{"id":1,)"));
  CHECK(has(
      result,
      R"("events":[{"position":1,"command":1,"ordinal":0,"cause":null,"type":"parcel.ParcelRegistered","entity":"parcel.Parcel","id":1,"version":1,"at":"2026-01-12T12:00:00.000Z","actor":{"kind":"OperationUser","id":3},"correlation":"#1","payload":{"parcel_id":1,"user_id":7,"note":"n","weight":1}},{"position":2,"command":1,"ordinal":1,"cause":0,"type":"parcel.Counted")"));
}

TEST_CASE("A command also goes by its alias, and its result bears its name") {
  Player player;
  REQUIRE(player.play(line_of({at_noon, by_clerk, R"("command":"parcel.EnterShipmentCommand")", good_data})));
  CHECK(has(player.results.front(), R"("command":"parcel.RegisterParcel","reply")"));
}

TEST_CASE("A command that comes again under its id answers as the first time and publishes nothing") {
  Player player;
  auto const line = line_of({at_noon, by_clerk, R"("id":"k-1")", register_it, good_data});
  REQUIRE(player.play(line + line));
  CHECK(has(player.results[1], R"("reply":{"id":1,)"));
  CHECK(player.results[1].ends_with(R"("events":[]})"));
  CHECK(player.counts.events == 2);
}

TEST_CASE("Another system's event is taken once, and starts what policies make of it") {
  Player player;
  auto const event = line_of({at_noon, R"("id":"c-1")", R"("event":"parcel.CustomsCleared")",
                              R"("data":{"parcel_id":1,"user_id":7,"note":""})"});
  REQUIRE(player.play(parcel_line("A") + event + event));
  CHECK(has(player.results[1], R"({"kind":"event","line":2,)"));
  CHECK(has(player.results[1], R"("id":"c-1","event":"parcel.CustomsCleared","events":[{"position":3)"));
  CHECK(has(player.results[1], R"("entity":null,"id":null,"version":null)"));
  CHECK(has(player.results[1], "parcel.ParcelSent"));
  CHECK(player.results[2].ends_with(R"("events":[]})"));
}

TEST_CASE("Time that passes lets deadlines run, and tells them apart from the line that made it pass") {
  Player player;
  auto const send = line_of({at_noon, by_clerk, R"("command":"parcel.SendParcel")", R"("data":{"parcel_id":1})"});
  REQUIRE(player.play(parcel_line("A") + send + parcel_line("B", "2026-01-20T00:00:00Z")));
  REQUIRE(player.results.size() == 4);
  CHECK(player.results[2].starts_with(R"({"kind":"time","line":3,"at":"2026-01-20T00:00:00.000Z","events":[)"));
  CHECK(has(player.results[2], R"("type":"parcel.ParcelLost")"));
  CHECK(has(player.results[2], R"("at":"2026-01-14T12:00:00.000Z")"));  // the deadline's own instant
  CHECK(player.results[3].starts_with(R"({"kind":"command","line":3,)"));
  CHECK(!has(player.results[3], "ParcelLost"));
}

TEST_CASE("A line with nothing but an instant lets time pass, and has a result even when nothing happens") {
  Player player;
  REQUIRE(player.play(line_of({at_noon})));
  REQUIRE(player.results.size() == 1);
  CHECK(player.results.front() == R"({"kind":"time","line":1,"at":"2026-01-12T12:00:00.000Z","events":[]})");
}

TEST_CASE("Time never goes back: a line that is late is judged by its own instant") {
  Player player;
  REQUIRE(player.play(parcel_line("A", "2026-01-12T12:00:00Z") + parcel_line("B", "2026-01-12T11:55:00Z")));
  CHECK(has(player.results[1], R"("changed_at":"2026-01-12T11:55:00.000Z")"));
}

TEST_CASE("Blank lines, a mark of UTF-8, line ends of Windows and a last line without an end are all right") {
  Player player;
  auto first = parcel_line("A");
  first.insert(first.size() - 1, "\r");
  auto last = parcel_line("B");
  last.pop_back();
  REQUIRE(player.play("\xEF\xBB\xBF" + first + "\n  \t\r\n" + last));
  CHECK(player.counts.lines == 2);
  CHECK(player.counts.succeeded == 2);
  CHECK(has(player.results[1], R"("line":4)"));
}

TEST_CASE("It does not matter where the text is cut into pieces") {
  auto const text = parcel_line("가") + "{\"at\":\n" + parcel_line("나") + "  \n" + parcel_line("다");
  Player whole;
  REQUIRE(whole.play(text));
  for (std::size_t const piece : {1U, 2U, 3U, 7U, 64U}) {
    CAPTURE(piece);
    Player cut;
    REQUIRE(cut.play(text, piece));
    CHECK(cut.results == whole.results);
  }
}

// --- Each kind of bad line
// --------------------------------------------------------------------------------------------

TEST_CASE("A line that is not JSON is refused with the column where it goes wrong") {
  CHECK(
      error_of("hello") ==
      R"({"number":4904,"name":"INVALID_ARGUMENT","rule":"invalid_argument","column":1,"message":"not valid JSON at byte 0: this does not belong here"},"events":[]})");
  CHECK(has(error_of(R"({"at":"2026-01-12T10:00:00Z",})"), R"("column":30)"));
}

TEST_CASE("Columns count characters") { CHECK(has(error_of(R"({"가나다":,})"), R"("column":8)")); }

TEST_CASE("A line that was cut in half is refused at its end") {
  auto const error = error_of(parcel_line("A").substr(0, 60));
  CHECK(has(error, R"("column":61)"));
  CHECK(has(error, "it ends too early"));
}

TEST_CASE("A line that is JSON but no object is refused") {
  CHECK(has(error_of("[1,2]"), "a line must be an object"));
  CHECK(has(error_of("17"), "a line must be an object"));
}

TEST_CASE("What a line must have is missed by its name") {
  CHECK(has(error_of(line_of({by_clerk, register_it, good_data})), R"("field":"at","message":"at: is missing")"));
  CHECK(has(error_of(line_of({at_noon, register_it, good_data})), R"("field":"by","message":"by: is missing")"));
  CHECK(has(error_of(line_of({at_noon, by_clerk, register_it})), R"("field":"data","message":"data: is missing")"));
  CHECK(has(error_of(line_of({at_noon, by_clerk, good_data})), R"("field":"command","message":"command: is missing")"));
  CHECK(has(error_of(line_of(
                {at_noon, R"("event":"parcel.CustomsCleared")", R"("data":{"parcel_id":1,"user_id":7,"note":""})"})),
            R"("field":"id","message":"id: is missing")"));
}

TEST_CASE("What a line must not have is refused where it stands") {
  auto const surplus = line_of({at_noon, by_clerk, register_it, good_data, R"("colour":"red")"});
  CHECK(has(error_of(surplus), at_column_of(surplus, R"("red")", "colour") + R"(,"message":"colour: is not a field")"));
  auto const actor = line_of({at_noon, by_clerk, R"("id":"c-1")", R"("event":"parcel.CustomsCleared")",
                              R"("data":{"parcel_id":1,"user_id":7,"note":""})"});
  CHECK(has(error_of(actor),
            at_column_of(actor, R"({"kind")", "by") + R"(,"message":"by: another system's event has no actor")"));
  CHECK(has(error_of(line_of({at_noon, by_clerk, register_it, R"("event":"parcel.CustomsCleared")", good_data})),
            "a line has a command or an event, not both"));
}

TEST_CASE("An unknown command, or an event that no other system sends, is refused by name") {
  auto const line = line_of({at_noon, by_clerk, R"("command":"parcel.EatParcel")", good_data});
  auto const unknown = error_of(line);
  CHECK(has(unknown, R"("number":4901,"name":"NOT_FOUND")"));
  CHECK(has(unknown, at_column_of(line, R"("parcel.EatParcel")", "command") +
                         R"(,"message":"There is no such command: parcel.EatParcel.")"));
  CHECK(has(error_of(line_of({at_noon, by_clerk, R"("command":"RegisterParcel")", good_data})),
            "There is no such command: RegisterParcel."));
  CHECK(has(error_of(line_of({at_noon, R"("id":"x")", R"("event":"parcel.ParcelSent")", R"("data":{})"})),
            "There is no such event from another system: parcel.ParcelSent."));
}

TEST_CASE("The command's data are decoded strictly, with path and column") {
  auto const with = [](char const* data) { return line_of({at_noon, by_clerk, register_it, data}); };
  auto const missing = with(R"("data":{"user_id":7,"label":"A","note":"n"})");
  CHECK(has(error_of(missing),
            at_column_of(missing, R"({"user_id")", "data.weight") + R"(,"message":"data.weight: is missing")"));
  auto const wrong = with(R"("data":{"user_id":7,"label":"A","note":"n","weight":"heavy"})");
  CHECK(has(error_of(wrong), at_column_of(wrong, R"("heavy")", "data.weight") +
                                 R"(,"message":"data.weight: must be a whole number, not text")"));
  auto const surplus = with(R"("data":{"user_id":7,"label":"A","note":"n","weight":1,"wight":222})");
  CHECK(has(error_of(surplus),
            at_column_of(surplus, "222", "data.wight") + R"(,"message":"data.wight: is not a field")"));
  CHECK(has(error_of(with(R"("data":[])")), R"("message":"data: must be an object, not a list")"));
}

TEST_CASE("Instants and actors must be what they say") {
  auto const instant = line_of({R"("at":"yesterday")", by_clerk, register_it, good_data});
  CHECK(
      has(error_of(instant), at_column_of(instant, R"("yesterday")", "at") + R"(,"message":"at: must be an instant)"));
  auto const actor = line_of({at_noon, R"("by":{"kind":"Nobody","id":3})", register_it, good_data});
  CHECK(has(error_of(actor),
            at_column_of(actor, R"("Nobody")", "by.kind") + R"(,"message":"by.kind: must be one of System)"));
}

TEST_CASE("What a rule refuses is reported with the rule's number, name and sentence, and the field's column") {
  auto const light =
      line_of({at_noon, by_clerk, register_it, R"("data":{"user_id":7,"label":"A","note":"n","weight":0})"});
  CHECK(error_of(light) == R"({"number":9401,"name":"PARCEL_WEIGHT","rule":"weight_must_be_positive",)" +
                               at_column_of(light, "0}}", "weight") +
                               R"(,"message":"A parcel weighs something, not 0."},"events":[]})");
  auto const customer = line_of({at_noon, R"("by":{"kind":"Customer","id":3})", register_it, good_data});
  CHECK(has(error_of(customer), R"("number":4004,"name":"UNAUTHORIZED_ACTION","rule":"actor_not_allowed",)" +
                                    at_column_of(customer, R"({"kind")", "by")));
}

TEST_CASE("An id that was used for something else is refused at the id") {
  Player player;
  auto const other =
      line_of({at_noon, by_clerk, R"("id":"k-1")", R"("command":"parcel.EraseParcel")", R"("data":{"parcel_id":1})"});
  REQUIRE(player.play(line_of({at_noon, by_clerk, R"("id":"k-1")", register_it, good_data}) + other));
  CHECK(has(player.results[1], R"("number":4905)"));
  CHECK(has(player.results[1], at_column_of(other, R"("k-1")", "command_id")));
}

TEST_CASE("An id that looks like one of the engine's own is refused at the id") {
  Player player;
  auto const own = line_of({at_noon, by_clerk, R"("id":"received:1")", register_it, good_data});
  REQUIRE(player.play(own));
  CHECK(has(player.results[0], R"("number":4904)"));
  CHECK(has(player.results[0], at_column_of(own, R"("received:1")", "command_id")));
}

TEST_CASE("A line of up to 1 MiB is read; a longer one is refused without being kept") {
  auto const line_with = [](std::size_t size) {
    auto line = parcel_line("");
    line.pop_back();
    return line.insert(line.size() - 1, std::string(size - line.size(), ' ')) + "\n";
  };
  Player player;
  REQUIRE(player.play(line_with(longest_script_line) + line_with(longest_script_line + 1) +
                      line_with(3 * longest_script_line) + parcel_line("A")));
  REQUIRE(player.results.size() == 4);
  CHECK(has(player.results[0], "\"reply\""));
  CHECK(has(player.results[1], "the line is longer than 1048576 bytes"));
  CHECK(has(player.results[2], R"("line":3)"));
  CHECK(has(player.results[2], "the line is longer than 1048576 bytes"));
  CHECK(has(player.results[3], "\"reply\""));
}

TEST_CASE("Text that is not UTF-8 is refused") { CHECK(has(error_of(parcel_line("\xC3\x28")), "not valid JSON")); }

// --- Strict
// -------------------------------------------------------------------------------------------------------------

TEST_CASE("Strict stops at the first refused line; what came before keeps its effect, what comes after has none") {
  for (std::size_t const batch : {1U, 2U, 10U}) {
    CAPTURE(batch);
    Player player;
    player.options.strict = true;
    player.options.batch = batch;
    auto const refused =
        line_of({at_noon, by_clerk, register_it, R"("data":{"user_id":7,"label":"x","note":"n","weight":0})"});
    REQUIRE(player.play(parcel_line("A") + parcel_line("B") + refused + parcel_line("C")));
    CHECK(player.stopped);
    CHECK(player.results.size() == 3);
    CHECK(player.counts.succeeded == 2);
    CHECK(player.counts.refused == 1);
    auto const journal = player.journal();
    CHECK(std::count(journal.begin(), journal.end(), '\n') == 4);
  }
}

TEST_CASE("Strict stops at an unreadable line") {
  Player player;
  player.options.strict = true;
  player.options.batch = 10;
  REQUIRE(player.play(parcel_line("A") + "oops\n" + parcel_line("B")));
  CHECK(player.stopped);
  CHECK(player.results.size() == 2);
}

// --- Batches
// ------------------------------------------------------------------------------------------------------------

TEST_CASE("A batch makes one commit of many lines, with the same results") {
  std::string text;
  for (int i = 0; i < 10; ++i) text += parcel_line(std::to_string(i)) + (i == 4 ? "oops\n" : "");
  Player one, many;
  many.options.batch = 4;
  REQUIRE(one.play(text));
  auto const before = many.store.commits.load();
  REQUIRE(many.play(text));
  CHECK(many.results == one.results);
  CHECK(many.journal() == one.journal());
  CHECK(many.store.commits - before < one.store.commits / 2);
}

TEST_CASE("A line that cannot be committed with the others is found and refused alone") {
  Player player;
  player.options.batch = 10;
  REQUIRE(player.play(parcel_line("A") + parcel_line("B") + parcel_line("A") + parcel_line("C")));
  REQUIRE(player.results.size() == 4);
  CHECK(has(player.results[2], R"("number":4902)"));
  CHECK(has(player.results[3], "\"reply\""));
  CHECK(player.counts.succeeded == 3);
}

// --- Preview
// ------------------------------------------------------------------------------------------------------------

TEST_CASE("A preview shows reply and events, writes nothing and uses no id up") {
  Player player;
  player.options.preview = true;
  auto const commits = player.store.commits.load();
  REQUIRE(player.play(parcel_line("A") + parcel_line("A")));
  REQUIRE(player.results.size() == 2);
  for (auto const& result : player.results) {
    CHECK(has(result, R"("reply":{"id":1,)"));
    CHECK(has(result, R"("events":[{"position":null,"command":null,"ordinal":0)"));
    CHECK(has(result, "parcel.Counted"));
  }
  CHECK(player.store.commits == commits);
  CHECK(player.journal().empty());
}

TEST_CASE("Only commands can be previewed") {
  Player player;
  player.options.preview = true;
  REQUIRE(player.play(line_of({at_noon, R"("id":"c-1")", R"("event":"parcel.CustomsCleared")",
                               R"("data":{"parcel_id":1,"user_id":7,"note":""})"}) +
                      line_of({at_noon})));
  REQUIRE(player.results.size() == 1);
  CHECK(has(player.results.front(), "only commands can be previewed"));
}

// --- Redaction and failures
// -----------------------------------------------------------------------------------------------

TEST_CASE("A redaction in a script also cleans the journal") {
  Player player;
  player.options.batch = 10;
  auto const redact = line_of(
      {at_noon, R"("by":{"kind":"Admin","id":1})", R"("command":"engine.RedactUser")", R"("data":{"user_id":7})"});
  REQUIRE(player.play(parcel_line("A") + redact + parcel_line("B")));
  REQUIRE(player.results.size() == 3);
  CHECK(has(player.results[0], R"("note":"n")"));
  CHECK(has(player.journal().substr(0, player.journal().find('\n')), R"("note":"")"));
}

TEST_CASE("A store that fails ends the script, and nothing more is tried") {
  Player player;
  int commits = 0;
  player.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && ++commits >= 2) return storage_error("the disk is full");
    return outcome::success();
  };
  auto const done = player.play(parcel_line("A") + parcel_line("B") + parcel_line("C"));
  REQUIRE(!done);
  CHECK(done.error().number() == 5901);
  CHECK(player.results.size() == 1);
  CHECK(player.stopped);
  CHECK(commits == 2);
}

TEST_CASE("A store that fails while a line is judged does not refuse it: the script ends before it") {
  for (std::size_t const batch : {1U, 10U}) {
    CAPTURE(batch);
    Player player;
    player.options.batch = batch;
    int ids = 0;
    player.store.before = [&](std::string_view operation) -> result<> {
      if (operation == "next_id" && ++ids == 2) return storage_error("a hiccup");
      return outcome::success();
    };
    auto const done = player.play(parcel_line("A") + parcel_line("B") + parcel_line("C"));
    REQUIRE(!done);
    CHECK(done.error().number() == 5901);
    REQUIRE(player.results.size() == 1);
    CHECK(has(player.results[0], R"("label":"A")"));
    CHECK(player.stopped);
    CHECK(!has(player.journal(), R"("parcel_id":2)"));
  }
}

TEST_CASE("Without events nothing is read back") {
  Player player;
  player.options.events = false;
  REQUIRE(player.play(parcel_line("A") + parcel_line("B")));
  CHECK(player.results[0].ends_with(R"("events":[]})"));
  CHECK(player.counts.succeeded == 2);
}

}  // namespace
}  // namespace lilac::cli
