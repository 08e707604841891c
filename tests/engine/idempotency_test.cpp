#include <utility>

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

RegisterParcel const command{{7}, "A", "for Kim", 5, {}};

auto give(Post& post, RegisterParcel const& what, std::string_view id, Actor by = clerk, Instant at = noon) {
  return post.engine().execute(what, by, {.at = at, .command_id = id});
}

TEST_CASE("The same command under the same id answers as the first time and does nothing") {
  Post post;
  auto const first = give(post, command, "k");
  REQUIRE(first);
  REQUIRE(post.run(SendParcel{first.value().id}));  // the row has changed since
  auto const before = everything_text(post.memory);
  auto const again = give(post, command, "k", clerk, noon + 1h);
  REQUIRE(again);
  CHECK(equal(type_of<Parcel>(), &first.value(), &again.value()));
  CHECK(again.value().status == ParcelStatus::registered);
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("A command id that looks like one of the engine's own is refused, however it comes") {
  Post post;
  for (std::string_view const id : {"received:", "received:parcel.CustomsCleared:c-1", "policy:2.0:parcel.follow:1"}) {
    CAPTURE(id);
    Options const options{.at = noon, .command_id = id};
    auto const check = [](auto const& refused) {
      REQUIRE(!refused);
      CHECK(refused.error().number() == 4904);
      CHECK(refused.error().field() == "command_id");
    };
    check(give(post, command, id));
    check(post.engine().preview(command, clerk, options));
    check(post.engine().redact(user(7), admin(1), options));
    REQUIRE(post.engine().batch([&](Batch& batch) { check(batch.execute(command, clerk, options)); }));
  }
  CHECK(journal_text(post.memory).empty());
}

TEST_CASE("Only the beginning of a command id is looked at, letter by letter") {
  Post post;
  for (auto const* id : {"received", "receive:1", "Received:1", " received:1", "policy", "k-1:policy:2"}) {
    CHECK(post.engine().execute(Ping{0}, system_actor, {.at = noon, .command_id = id}));
  }
}

TEST_CASE("Without an id, the same command is another command") {
  Post post;
  REQUIRE(post.run(Ping{0}));
  REQUIRE(post.run(Ping{0}));
  CHECK(post.all<Pinged>().size() == 2);
}

TEST_CASE("Another payload under the same id is refused") {
  Post post;
  REQUIRE(give(post, command, "k"));
  for (auto const& other : {RegisterParcel{{8}, "A", "for Kim", 5, {}}, RegisterParcel{{7}, "B", "for Kim", 5, {}},
                            RegisterParcel{{7}, "A", "for Lee", 5, {}}, RegisterParcel{{7}, "A", "for Kim", 6, {}},
                            RegisterParcel{{7}, "A", "for Kim", 5, noon}}) {
    auto const refused = give(post, other, "k");
    REQUIRE(!refused);
    CHECK(refused.error().is(rules::idempotency_key_reused));
    CHECK(refused.error().number() == 4905);
    CHECK(refused.error().field() == "command_id");
    CHECK(refused.error().value() == "k");
  }
  CHECK(post.rows<Parcel>().size() == 1);
}

TEST_CASE("Another command under the same id is refused, even with the same fields") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.engine().execute(SendParcel{id}, clerk, {.at = noon, .command_id = "k"}));
  auto const refused = post.engine().execute(DeliverParcel{id}, clerk, {.at = noon, .command_id = "k"});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::idempotency_key_reused));
}

TEST_CASE("Another actor under the same id is refused") {
  Post post;
  REQUIRE(give(post, command, "k"));
  CHECK(give(post, command, "k", operation_user(4)).error().is(rules::idempotency_key_reused));
  CHECK(give(post, command, "k", {ActorKind::System, 3}).error().is(rules::idempotency_key_reused));
}

TEST_CASE("A refused command is judged again under its id") {
  Rules rules;
  Post post{rules};
  auto const id = ParcelId{1};
  auto const send = [&] { return post.engine().execute(SendParcel{id}, clerk, {.at = noon, .command_id = "send 1"}); };
  CHECK(send().error().is(rules::not_found));
  post.add();
  CHECK(send());
  CHECK(send());
  CHECK(post.all<ParcelSent>().size() == 1);
}

TEST_CASE("A refused command may come again under its id with another payload") {
  Post post;
  CHECK(!give(post, RegisterParcel{{7}, "A", "", 0, {}}, "k"));
  CHECK(give(post, command, "k"));
}

TEST_CASE("Within one batch the second of the same id gets the first one's answer") {
  Post post;
  REQUIRE(post.engine().batch([&](Batch& batch) {
    auto const first = batch.execute(command, clerk, {.at = noon, .command_id = "k"});
    auto const again = batch.execute(command, clerk, {.at = noon, .command_id = "k"});
    REQUIRE(first);
    REQUIRE(again);
    CHECK(equal(type_of<Parcel>(), &first.value(), &again.value()));
    auto const other = batch.execute(RegisterParcel{{8}, "B", "", 1, {}}, clerk, {.at = noon, .command_id = "k"});
    CHECK(other.error().is(rules::idempotency_key_reused));
  }));
  CHECK(post.rows<Parcel>().size() == 1);
  auto const after = give(post, command, "k");
  REQUIRE(after);
  CHECK(after.value().id == ParcelId{1});
}

TEST_CASE("A command without a reply is done once under its id") {
  Post post;
  for (int i = 0; i < 2; ++i) CHECK(post.engine().execute(Ping{0}, system_actor, {.at = noon, .command_id = "p"}));
  CHECK(post.all<Pinged>().size() == 1);
}

TEST_CASE("An id is remembered by the next engine on the store, and after the journal was trimmed") {
  Post post;
  auto const first = give(post, command, "k");
  REQUIRE(first);
  post.idle();
  REQUIRE(post.engine().trim_journal(1000));
  CHECK(post.events().empty());
  post.open();
  auto const again = give(post, command, "k");
  REQUIRE(again);
  CHECK(equal(type_of<Parcel>(), &first.value(), &again.value()));
  CHECK(give(post, RegisterParcel{{8}, "A", "", 1, {}}, "k").error().is(rules::idempotency_key_reused));
  CHECK(post.rows<Parcel>().size() == 1);
}

TEST_CASE("The reply is remembered even when the first caller did not want it") {
  Post post;
  REQUIRE(post.engine().execute_raw(command_info<RegisterParcel>(), &command, clerk, {.at = noon, .command_id = "k"},
                                    nullptr));
  auto const again = give(post, command, "k");
  REQUIRE(again);
  CHECK(again.value().id == ParcelId{1});
  REQUIRE(post.engine().batch([&](Batch& batch) {
    RegisterParcel const other{{7}, "B", "", 1, {}};
    REQUIRE(batch.execute_raw(command_info<RegisterParcel>(), &other, clerk, {.at = noon, .command_id = "m"}, nullptr));
    auto const answer = batch.execute(other, clerk, {.at = noon, .command_id = "m"});
    REQUIRE(answer);
    CHECK(answer.value().label == "B");
  }));
}

TEST_CASE("A command that loses the race for its id answers like the one that won it") {
  Post post;
  bool other_ran = false;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && !other_ran) {
      other_ran = true;
      REQUIRE(give(post, command, "k"));
    }
    return outcome::success();
  };
  auto const answer = give(post, command, "k");
  REQUIRE(answer);
  CHECK(post.rows<Parcel>().size() == 1);
  CHECK(answer.value().id == post.rows<Parcel>()[0].id);
}

/// Loses the reply of its next commit when it is told to.
struct LosingStore final : PassingStore {
  using PassingStore::PassingStore;
  bool loses = false;
  result<> commit(WriteSet const& set) override {
    BOOST_OUTCOME_TRY(PassingStore::commit(set));
    if (std::exchange(loses, false)) return storage_error("the reply was lost");
    return outcome::success();
  }
};

TEST_CASE("An id that a commit without a reply used up is not drawn again") {
  Post post;
  LosingStore store{post.memory};
  // Refused when a row stands where its own id says that it belongs.
  post.script.body = [](Handling<Act>& work, Act const&) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    auto const label = "parcel " + std::to_string(parcel->id.value);
    BOOST_OUTCOME_TRY(auto const* other, work.first<Parcel::find_by_label>(label));
    if (other != nullptr) return refuse(parcel_has_left, field("label"), value(label));
    parcel->label = label;
    work.keep(*parcel);
    return parcel->id.value;
  };
  Host host;
  host.bind<Script>(post.script).set(post.rules);
  Engine engine{store, {&module}, host};
  auto const act = [&](std::string_view id) {
    return engine.execute(Act{"make a parcel"}, clerk, {.at = noon, .command_id = id});
  };
  store.loses = true;
  auto const lost = act("k-1");
  REQUIRE(!lost);
  CHECK(lost.error().is(rules::storage_failed));
  auto const other = act("k-2");
  REQUIRE_MESSAGE(other, other.error().message());
  CHECK(other.value().count == 2);
  auto const again = act("k-1");
  REQUIRE(again);
  CHECK(again.value().count == 1);
  CHECK(post.rows<Parcel>().size() == 2);
}

TEST_CASE("An id of a commit that failed and was not made is drawn again") {
  Post post;
  bool fails = true;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (fails && operation == "commit") return storage_error("a hiccup");
    return outcome::success();
  };
  REQUIRE(!give(post, command, "k"));
  fails = false;
  auto const answer = give(post, command, "k");
  REQUIRE(answer);
  CHECK(answer.value().id == ParcelId{1});
}

}  // namespace
}  // namespace lilac::parcel
