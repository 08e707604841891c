// A file that an earlier version wrote is opened, migrated and goes on, with all that waited in it.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/script.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"
#include "lilac/testing/messaging.hpp"
#include "lilac/testing/support.hpp"

namespace lilac {
namespace {

using namespace std::chrono_literals;

std::string text_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Instant at(std::string_view text) { return parse_instant(text).value(); }

constexpr auto clerk = operation_user(3);

/// The file that version 0.1.0 left, and today's program on it.
struct OlderFile {
  OlderFile() {
    SQLite::Database{path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(text_of("tests/older/0.1.0.sql"));
    open();
  }
  void open() {
    engine.reset();
    store.reset();
    auto opened = SqliteStore::open(path);
    REQUIRE_MESSAGE(opened, opened.error().message());
    store = std::move(opened).value();
    Host host;
    host.bind<Zones>(zones).bind<messaging::MessageGateway>(gateway).bind<support::SiteContext>(site);
    support::bind_bridges(host);
    billing::bind_bridges(host);
    engine.emplace(
        *store, std::initializer_list<ModuleInfo const*>{&messaging::module, &support::module, &billing::module}, host);
  }
  void advance(std::string_view to) {
    auto const done = engine->advance_to(at(to));
    REQUIRE_MESSAGE(done, done.error().message());
  }
  template <class T>
  std::vector<T> rows() {
    std::vector<T> all;
    StoreReader reader{*store};
    REQUIRE(reader.each_of(Id<T>{}, no_limit, [&](T const& row) { all.push_back(row); }));
    return all;
  }
  std::vector<messaging::OutgoingMessage> sent_to(std::string_view address) {
    std::vector<messaging::OutgoingMessage> found;
    std::ranges::copy_if(gateway.sent, std::back_inserter(found),
                         [&](auto const& message) { return message.address.secret == address; });
    return found;
  }

  TemporaryDirectory directory;
  std::string path = directory / "older.db";
  TzdbZones zones;
  testing::RecordingGateway gateway;
  testing::RecordingSiteContext site;
  std::unique_ptr<Store> store;
  std::optional<Engine> engine;
};

/// Plays the script that the file was made of.
std::vector<ScriptResult> play_again(Engine& engine, std::string const& name) {
  std::vector<ScriptResult> results;
  Script script{engine, {.events = false}, [&](ScriptResult const& result) {
                  if (result.kind == ScriptResult::Kind::time) return;
                  auto& kept = results.emplace_back();
                  kept.id = result.id;
                  kept.line = result.line;
                  if (result.error) kept.error = result.error->clone();
                }};
  REQUIRE(script.feed(text_of(name)));
  return results;
}

constexpr auto a_minute_later = "2026-01-27T08:34:00+09:00";

TEST_CASE("What waited in a file of 0.1.0 happens once, at its time and to the right person") {
  OlderFile old;
  old.advance(a_minute_later);
  REQUIRE(old.gateway.sent.size() == 1);
  CHECK(old.sent_to("010-1000-0007").size() == 1);
  SUBCASE("a reserved release") {
    old.advance("2026-01-28T08:59:59+09:00");
    CHECK(old.gateway.sent.size() == 1);
    old.advance("2026-01-28T09:00:00+09:00");
    CHECK(old.gateway.sent.size() == 2);
    CHECK(old.sent_to("line7@example.com").size() == 1);
    // Quiet hours were set for number 8, from 22:00 to 07:00; of a line no zone is known, so that is UTC.
    old.advance("2026-01-28T16:00:00+09:00");
    CHECK(old.gateway.sent.size() == 3);
    CHECK(old.sent_to("line8@example.com").size() == 1);
  }
  SUBCASE("a dead letter, and what is parked behind it") {
    auto letters = old.engine->dead_letters();
    REQUIRE(letters);
    REQUIRE(letters.value().size() == 2);
    REQUIRE(old.engine->replay_dead_letter(letters.value()[0].id, at(a_minute_later)));
    REQUIRE(old.engine->run_until_idle(at(a_minute_later)));
    std::vector<std::int64_t> sites;
    for (auto const& told : old.site.sites)
      if (told.user_id.value == 7) sites.push_back(told.to.value);
    CHECK(sites == std::vector<std::int64_t>{6, 7});
    // What may have arrived under a key before goes on under it.
    for (auto const& key : old.site.keys) CHECK(key.starts_with("support.update_site:"));
  }
  SUBCASE("a try that is due later") {
    old.advance("2026-01-27T09:00:00+09:00");
    REQUIRE(old.site.sites.size() == 1);
    CHECK(old.site.sites[0].user_id.value == 8);
  }
}

TEST_CASE("The commands of a file of 0.1.0 are done: asked again, each has its answer and nothing happens twice") {
  OlderFile old;
  auto const before = old.store->last_position().value();
  int commands = 0;
  auto const count = [&] {
    commands = 0;
    REQUIRE(old.store->read_commands(0, no_limit, [&](CommandRow const&) { return ++commands > 0; }));
    return commands;
  };
  auto const done = count();
  // The message would go meanwhile; nothing else may happen.
  old.gateway.room = 0;
  for (auto const& result : play_again(*old.engine, "tests/older/0.1.0.jsonl")) {
    CAPTURE(result.id);
    CHECK_MESSAGE(!result.error, result.error->message());
  }
  CHECK(old.store->last_position().value() == before);
  CHECK(count() == done);
}

TEST_CASE("A file of 0.1.0 gets a name and knows its modules, and its rules go on where they stood") {
  OlderFile old;
  auto const name = old.engine->store_identity().value();
  CHECK(name.size() == 16);
  std::vector<std::string> modules;
  for (auto const& known : old.rows<engine::KnownModule>()) modules.push_back(known.name);
  for (auto const* name_of_one : {"messaging", "support", "billing"})
    CHECK(std::ranges::count(modules, name_of_one) == 1);
  old.open();
  CHECK(old.engine->store_identity().value() == name);

  auto const memos = old.rows<support::UserSupportMemo>();
  REQUIRE(memos.size() == 2);
  auto const edit = [&](support::UserSupportMemo const& memo, std::string_view when) {
    return old.engine->execute(support::UpdateMemo{memo.id, PersonalText{"Sleeps well"}}, clerk, {.at = at(when)});
  };
  // Both were written by 0.1.0; the window of a day is open for the younger one.
  CHECK(edit(memos[1], "2026-01-28T08:31:00+09:00"));
  CHECK(!edit(memos[0], "2026-01-28T08:31:00+09:00"));

  old.advance("2026-01-28T09:00:00+09:00");
  auto const bills = old.rows<billing::Bill>();
  REQUIRE(bills.size() == 2);
  auto const paid = old.engine->execute(billing::RecordPayment{bills[0].id, bills[0].total.minor, "p-1"}, clerk,
                                        {.at = at("2026-01-29T09:00:00+09:00")});
  CHECK(paid);
  billing::OpenBillingRun const next{202602, 25, {}, {}};
  CHECK(old.engine->execute(next, clerk, {.at = at("2026-02-26T09:00:00+09:00")}));
}

TEST_CASE("Who is forgotten in a file of 0.1.0 leaves no words behind, in rows, journal, free pages or log") {
  OlderFile old;
  old.advance(a_minute_later);
  REQUIRE(text_of(old.path).find("Kim Minji") != std::string::npos);
  REQUIRE(old.engine->redact(7, admin(1), {.at = at(a_minute_later)}));
  for (auto const* word : {"Kim Minji", "010-1000-0007", "sleeps badly", "The sensor was sent again", "fell off"}) {
    CAPTURE(word);
    for (auto const* suffix : {"", "-wal", "-shm"}) {
      if (std::filesystem::exists(old.path + suffix)) CHECK(text_of(old.path + suffix).find(word) == std::string::npos);
    }
  }
  CHECK(text_of(old.path).find("Lee Seojun") != std::string::npos);
}

TEST_CASE("A customer who is forgotten in a file of 0.1.0 goes with the line, and user 7 stays") {
  OlderFile old;
  old.advance("2026-01-29T09:00:00+09:00");
  auto const is_there = [&](char const* word) {
    for (auto const* suffix : {"", "-wal", "-shm"}) {
      auto const path = old.path + suffix;
      if (std::filesystem::exists(path) && text_of(path).find(word) != std::string::npos) return true;
    }
    return false;
  };
  auto const words = {"line7@example.com", "010-2000-0007", "Clinic for addictions"};
  for (auto const* word : words) CHECK_MESSAGE(is_there(word), word);
  REQUIRE(old.engine->redact({PersonKind::customer, 1007}, admin(1), {.at = at("2026-01-29T09:00:00+09:00")}));
  for (auto const* word : words) CHECK_FALSE_MESSAGE(is_there(word), word);
  for (auto const* other : {"line8@example.com", "010-2000-0008", "Park Hayun", "Kim Minji", "010-1000-0007"})
    CHECK_MESSAGE(is_there(other), other);
}

}  // namespace
}  // namespace lilac
