// A person who was forgotten is nowhere in the bytes: neither in the file, nor in its log, nor in free pages.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace lilac {
namespace {

using namespace support;

constexpr char const* words[] = {"Minji Park",    "010-5555-0199",      "afraid of needles", "allergic to penicillin",
                                 "her own words", "moved to her sister"};

/// Every byte that the store keeps in its folder.
std::string bytes_in(std::filesystem::path const& folder) {
  std::string all;
  for (auto const& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

std::string left_of(std::string const& bytes) {
  std::string found;
  for (auto const* word : words) {
    if (bytes.find(word) != std::string::npos) found += std::string(word) + "; ";
  }
  return found;
}

Instant const nine = *parse_instant("2026-01-05T00:00:00Z");

/// A support desk on a file.
struct FileDesk {
  TemporaryDirectory directory;
  std::unique_ptr<SqliteStore> store;
  TzdbZones zones;
  Host host;
  std::optional<Engine> engine;

  FileDesk() {
    auto opened = SqliteStore::open(directory / "desk.db");
    REQUIRE(opened);
    store = std::move(opened).value();
    host.bind<Zones>(zones);
    bind_bridges(host);
    engine.emplace(*store, std::initializer_list<ModuleInfo const*>{&module, &messaging::module}, host);
  }
  template <class C>
  void run(Actor by, C const& command, std::string_view id = {}) {
    auto const done = engine->execute(command, by, {.at = nine, .command_id = id});
    REQUIRE_MESSAGE(done, done.error().message());
  }
};

/// While it lives, SQLite begins as it is built by itself: what is erased stays in the file. Some builds begin
/// otherwise.
struct ErasesNothing {
  ErasesNothing() { REQUIRE(sqlite3_auto_extension(entry()) == SQLITE_OK); }
  ~ErasesNothing() { sqlite3_cancel_auto_extension(entry()); }

 private:
  static void (*entry())() { return reinterpret_cast<void (*)()>(&begin); }
  static int begin(sqlite3* database, char const**, void const*) {
    return sqlite3_exec(database, "PRAGMA secure_delete = OFF", nullptr, nullptr, nullptr);
  }
};

TEST_CASE("Nothing of a forgotten person is in the file, its log or its free pages, however SQLite was built") {
  ErasesNothing const sqlite;
  FileDesk desk;
  for (auto const sequence : {1, 2, 3}) desk.run(admin(1), DefineOutboundPlan{sequence, 7 * sequence});
  EnrolUserCycle enrol;
  enrol.user_id = {7};
  enrol.user_cycle_id = {70};
  enrol.started_on = *parse_date("2026-01-05");
  enrol.site_id = {1};
  enrol.name = words[0];
  enrol.phone.secret = words[1];
  enrol.time_zone = "Asia/Seoul";
  desk.run(admin(1), enrol, "enrol");
  auto const by = operation_user(3);
  desk.run(by, CreateMemo{{7}, {70}, PersonalText{words[2]}}, "memo");
  desk.run(by, UpdateMemo{{1}, PersonalText{words[3]}}, "edit");
  desk.run(by, SendFreeTextMessage{{7}, {70}, PersonalText{words[4]}}, "message");
  desk.run(by, EndUserCycle{{7}, {70}, PersonalText{words[5]}}, "end");
  REQUIRE(desk.engine->run_until_idle(nine));
  for (auto const* word : words) CHECK(bytes_in(desk.directory.path()).find(word) != std::string::npos);
  auto const digests = [&] {
    StoreReader reader{*desk.store};
    auto const cycle = *reader.read(UserCycleId{70}).value();
    auto const message = *reader.read(messaging::MessageId{1}).value();
    return std::vector{cycle.enrolment_digest.value, message.request_hash.value, message.text_hash.value};
  };
  for (auto const digest : digests()) CHECK(digest != 0);
  REQUIRE(desk.engine->redact(7, admin(1), {.at = nine}));
  CHECK(left_of(bytes_in(desk.directory.path())) == "");
  for (auto const digest : digests()) CHECK(digest == 0);
}

}  // namespace
}  // namespace lilac
