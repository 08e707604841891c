// What must be true while a person is forgotten and others go on; and of what is left.
#include <atomic>

#include "engine/post.hpp"
#include "lilac/engine/redact_user.hpp"
#include "lilac/engine/row_digest.hpp"
#include "lilac/kernel/seal.hpp"

namespace lilac::parcel {
namespace {

constexpr char const* secret = "Kim is ill";

RegisterParcel said(std::string label, std::string note = secret, std::int64_t user = 7) {
  return {{user}, std::move(label), PersonalText{std::move(note)}, 1, {}};
}
auto register_as(Post& post, std::string_view id, RegisterParcel const& command) {
  return post.engine().execute(command, clerk, {.at = noon, .command_id = id});
}
bool knows(Post& post, std::string_view text) { return everything_text(post.memory).find(text) != std::string::npos; }
void forget(Post& post, std::int64_t user = 7) {
  auto const done = post.engine().redact(user, admin(1), {.at = noon});
  REQUIRE_MESSAGE(done, done.error().message());
}
/// Every digest that the journal keeps.
std::vector<std::uint64_t> digests(Post& post) {
  std::vector<std::uint64_t> all;
  REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
    all.push_back(row.payload_hash);
    return true;
  }));
  REQUIRE(post.memory.read_changes(0, no_limit, [&](ChangeRow const& row) {
    all.push_back(row.digest);
    return true;
  }));
  return all;
}
bool is_among(std::vector<std::uint64_t> const& all, std::uint64_t wanted) {
  return std::find(all.begin(), all.end(), wanted) != all.end();
}

TEST_CASE("A digest of what a person said is sealed with the person's key; others' are as they were") {
  Post post;
  REQUIRE(register_as(post, "k", said("A")));
  auto const row = post.parcel({1});
  CHECK(!is_among(digests(post), digest(type_of<Parcel>(), &row)));
  auto const keys = post.rows<engine::ForgetKey>();
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].id == engine::forget_key_id({PersonKind::user, 7}));
  Tally const tally = *post.row(Id<Tally>{7});
  CHECK(is_among(digests(post), digest(type_of<Tally>(), &tally)));  // nothing was said in it
}

TEST_CASE("Once the person is forgotten no digest tests a guess, with all keys that are left") {
  Post post;
  REQUIRE(register_as(post, "k", said("A")));
  auto guess = post.parcel({1});
  StoreReader reader{post.memory};
  std::vector<ChangeRow> changes;
  REQUIRE(post.memory.read_changes(0, no_limit, [&](ChangeRow const& row) {
    if (row.entity == &entity_info<Parcel>()) changes.push_back(row);
    return true;
  }));
  REQUIRE(changes.size() == 1);
  auto wrong = guess;
  wrong.note = "Kim is well";
  CHECK(is_row_digest(reader, entity_info<Parcel>(), &guess, changes[0].digest).value());
  CHECK(!is_row_digest(reader, entity_info<Parcel>(), &wrong, changes[0].digest).value());
  auto const before = post.rows<engine::ForgetKey>().at(0);
  forget(post);
  auto const after = post.rows<engine::ForgetKey>().at(0);
  CHECK(after.secret() != before.secret());
  CHECK(after.generation == before.generation + 1);
  StoreReader later{post.memory};
  CHECK(is_row_digest(later, entity_info<Parcel>(), &guess, changes[0].digest).value());
  CHECK(is_row_digest(later, entity_info<Parcel>(), &wrong, changes[0].digest).value());  // nobody can tell
  auto const plain = digest(type_of<Parcel>(), &guess);
  for (auto const kept : digests(post)) {
    CHECK(kept != plain);
    CHECK((kept >> 8) != (seal(after.secret(), plain & ~std::uint64_t{0xFF}) >> 8));
  }
}

TEST_CASE("A command id that was used for other words is told, until the person is forgotten") {
  Post post;
  REQUIRE(register_as(post, "k", said("A")));
  CHECK(register_as(post, "k", said("A")));
  auto const other = register_as(post, "k", said("A", "Kim is well"));
  REQUIRE(!other);
  CHECK(other.error().is(rules::idempotency_key_reused));
  forget(post);
  CHECK(register_as(post, "k", said("A")).value().note.empty());
  CHECK(register_as(post, "k", said("A", "Kim is well")).value().note.empty());  // nobody can tell any more
  REQUIRE(register_as(post, "new", said("B")));                                  // the person is spoken of again
  CHECK(register_as(post, "k", said("A")).value().note.empty());
  CHECK(register_as(post, "new", said("B")));
  CHECK(!register_as(post, "new", said("B", "Kim is well")));
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Whatever is forgotten, one command is not taken for another") {
  Post post;
  REQUIRE(register_as(post, "k", said("A")));
  REQUIRE(post.run(RegisterParcel{{7}, "B", PersonalText{secret}, 1, {}}));
  forget(post);
  auto const other = post.engine().execute(RecallParcel{{1}, PersonalText{secret}, {7}}, system_actor,
                                           {.at = noon, .command_id = "k"});
  REQUIRE(!other);
  CHECK(other.error().is(rules::idempotency_key_reused));
}

TEST_CASE("In one batch an id is told by what it stood for, too") {
  Post post;
  REQUIRE(post.engine().batch([&](Batch& batch) {
    CHECK(batch.execute(said("A"), clerk, {.at = noon, .command_id = "k"}));
    CHECK(batch.execute(said("A"), clerk, {.at = noon, .command_id = "k"}));
    CHECK(!batch.execute(said("A", "Kim is well"), clerk, {.at = noon, .command_id = "k"}));
  }));
}

TEST_CASE("Forgetting one person leaves the other's key alone") {
  Post post;
  REQUIRE(register_as(post, "k", said("A", secret, 8)));
  REQUIRE(register_as(post, "j", said("B")));
  auto const key = post.row(engine::forget_key_id({PersonKind::user, 8}));
  forget(post);
  CHECK(post.row(engine::forget_key_id({PersonKind::user, 8}))->secret() == key->secret());
  CHECK(!register_as(post, "k", said("A", "Lee is ill", 8)));
}

TEST_CASE("Persons with numbers from outside have keys of their own, whatever the number") {
  CHECK(engine::forget_key_id({PersonKind::user, 7}) != engine::forget_key_id({PersonKind::customer, 7}));
  CHECK(engine::forget_key_id({PersonKind::user, 7}) != engine::forget_key_id({PersonKind::user, -7}));
  CHECK(engine::forget_key_id({PersonKind::user, 176'080'190'118'615'809}) !=
        engine::forget_key_id({PersonKind::user, 176'080'190'118'615'808}));
  for (auto const id : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    CHECK((engine::forget_key_id({PersonKind::consultant, id}).value & 15) == 4);
  }
}

// Between any two of its commits somebody puts the words back.
TEST_CASE("An edit between the steps of forgetting is found as well") {
  for (int when = 1; when <= 6; ++when) {
    Post post;
    REQUIRE(register_as(post, "k", said("A")));
    post.idle();
    int commits = 0;
    bool is_done = false;
    post.store.before = [&](std::string_view operation) -> result<> {
      if (operation != "commit" || is_done || ++commits != when) return outcome::success();
      is_done = true;
      REQUIRE(register_as(post, "l", said("B", "Kim is ill again")));
      return outcome::success();
    };
    forget(post);
    CHECK_MESSAGE(!knows(post, "Kim is ill"), when);
    CHECK(history_faults(post.memory) == "");
  }
}

TEST_CASE("Forgetting goes in pages, so that others who change the same rows are not in its way") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 0; i < 200; ++i) REQUIRE(batch.execute(said(std::to_string(i)), clerk, {.at = noon}));
  }));
  int others = 0;
  bool is_busy = false;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation != "commit" || is_busy || others >= 150) return outcome::success();
    is_busy = true;
    // A row of the page that is about to be committed has just been changed.
    REQUIRE(post.run(SendParcel{{++others}}));
    is_busy = false;
    return outcome::success();
  };
  forget(post);
  CHECK(others == 150);
  int pages = 0;
  REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
    pages += row.origin == Origin::command && row.command == engine::RedactRows::number ? 1 : 0;
    return true;
  }));
  CHECK(pages == 7);  // of 32 rows
  CHECK(!knows(post, secret));
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Rows whose events were trimmed are found as well") {
  Post post;
  REQUIRE(register_as(post, "k", said("A")));
  WriteSet set;
  set.trim_below = post.position() + 1;
  REQUIRE(post.memory.commit(set));
  forget(post);
  CHECK(post.parcel({1}).note.empty());
}

}  // namespace
}  // namespace lilac::parcel
