// The process may die before any operation of the store: what was acknowledged is there, nothing is half-done, and
// going on afterwards ends where an undisturbed day ends.
#include <set>

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Gives up when the store is dead.
struct Died {};

/// A day of commands that may be given again, each under its id. Notes what was acknowledged. Ids of rows may have gaps
/// after a restart, so that each command names what an earlier one answered.
void work_through(Post& post, Names& acknowledged) {
  auto const check = [](auto const& done) {
    if (done) return;
    if (done.error().is(rules::storage_failed)) throw Died{};
    FAIL(done.error().message());
  };
  auto const give = [&](auto const& command, std::string const& id, Actor by = clerk, Instant at = noon) {
    auto done = post.engine().execute(command, by, {.at = at, .command_id = id});
    check(done);
    acknowledged.push_back(id);
    return done;
  };
  auto const pass = [&](Instant now) { check(post.engine().advance_to(now)); };
  std::vector<ParcelId> parcels;
  for (std::int64_t i = 1; i <= 3; ++i) {
    auto const name = std::to_string(i);
    parcels.push_back(give(RegisterParcel{{7}, name, "for Kim", 60 * i, {}}, "register " + name).value().id);
    give(SendParcel{parcels.back()}, "send " + name).value();
  }
  pass(noon);
  give(DeliverParcel{parcels[0]}, "deliver 1").value();
  give(RecallAll{{7}}, "recall", admin(1), noon + 10min).value();
  pass(noon + 10min);
  auto failed = false;
  check(post.engine().batch([&](Batch& batch) {
    auto const made = batch.execute(RegisterParcel{{8}, "4", "for Lee", 1, {}}, clerk,
                                    {.at = noon + 20min, .command_id = "register 4"});
    failed = !made || !batch.receive(CustomsCleared{made.value().id, {8}, ""}, "c-4", noon + 20min);
  }));
  if (failed) throw Died{};
  acknowledged.insert(acknowledged.end(), {"register 4", "received:parcel.CustomsCleared:c-4"});
  pass(noon + 100h);
  pass(noon + 101h);  // what was claimed when the process died is free again
}

/// What people see of the day, without the ids of rows.
std::string outcome_of(Post& post) {
  std::map<std::int64_t, std::string> labels;
  std::string text;
  for (auto const& row : post.rows<Parcel>()) {
    labels[row.id.value] = row.label;
    text += row.label + " " + std::to_string(static_cast<int>(row.status)) + "\n";
  }
  for (auto const& row : post.rows<Tally>()) text += to_json(row) + "\n";
  for (auto const& row : post.rows<Trail>())
    text += labels[row.id.value] + ": " + std::to_string(row.events) + " " + row.note + "\n";
  std::map<std::string, int> events;
  for (auto const& name : post.events()) ++events[name];
  for (auto const& [name, count] : events) text += name + " " + std::to_string(count) + "\n";
  std::set<std::string> errors;
  for (auto const& letter : post.letters()) errors.insert(letter.policy.substr(0, 15) + ": " + letter.error);
  for (auto const& error : errors) text += error + "\n";
  text += std::to_string(post.rows<engine::Deadline>().size()) + " deadlines, " +
          std::to_string(post.rows<engine::RelayEntry>().size()) + " entries";
  return text;
}

TEST_CASE("The process may die before any operation of the store, and the day still ends as it should") {
  std::string expected;
  {
    Post post;
    Names acknowledged;
    work_through(post, acknowledged);
    expected = outcome_of(post);
    CHECK(history_faults(post.memory) == "");
  }
  int deaths = 0;
  for (int fatal = 1;; ++fatal) {
    Post post;
    Names acknowledged;
    int operations = 0;
    post.store.before = [&](std::string_view) -> result<> {
      if (++operations >= fatal) return dead_process();
      return outcome::success();
    };
    bool died = false;
    try {
      work_through(post, acknowledged);
    } catch (Died const&) {
      died = true;
    }
    post.store.before = [](std::string_view) { return outcome::success(); };
    if (!died) break;
    ++deaths;
    CAPTURE(fatal);
    // What was acknowledged is there, and what is there is whole.
    for (auto const& id : acknowledged) {
      StoredCommand stored;
      REQUIRE(post.memory.find_command(id, stored).value());
    }
    REQUIRE(history_faults(post.memory) == "");
    // Whoever gave the commands gives them again; what was done is not done again.
    post.open();
    acknowledged.clear();
    work_through(post, acknowledged);
    REQUIRE(history_faults(post.memory) == "");
    REQUIRE(outcome_of(post) == expected);
    // Calls may come twice, with the same key.
    std::map<std::string, std::set<std::int64_t>> parcels_by_key;
    for (auto const& call : post.tracker.calls) parcels_by_key[call.key].insert(call.parcel.value);
    REQUIRE(parcels_by_key.size() == 4);
    for (auto const& [key, parcels] : parcels_by_key) REQUIRE(parcels.size() == 1);
  }
  CHECK(deaths > 150);
}

TEST_CASE("An operation of the store may fail once anywhere, and the day still ends as it should") {
  std::string expected;
  {
    Post post;
    Names acknowledged;
    work_through(post, acknowledged);
    expected = outcome_of(post);
  }
  for (int failing = 1;; ++failing) {
    Post post;
    Names acknowledged;
    int operations = 0;
    post.store.before = [&](std::string_view) -> result<> {
      if (++operations == failing) return storage_error("a hiccup");
      return outcome::success();
    };
    int tries = 0;
    for (bool done = false; !done;) {
      REQUIRE(++tries < 5);
      try {
        work_through(post, acknowledged);
        done = true;
      } catch (Died const&) {
        acknowledged.clear();  // the same engine, once more
      }
    }
    if (operations < failing) break;
    CAPTURE(failing);
    REQUIRE(history_faults(post.memory) == "");
    REQUIRE(outcome_of(post) == expected);
  }
}

}  // namespace
}  // namespace lilac::parcel
