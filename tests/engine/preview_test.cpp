#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

RegisterParcel const heavy{{7}, "A", "for Kim", 500, {}};

std::string text_of(RecordedEvent const& event) {
  std::string text = std::string(event.type->name) + " " + std::to_string(event.ordinal) + "<" +
                     std::to_string(event.cause_ordinal) + " " + event.entity->name + "/" +
                     std::to_string(event.entity_id) + " v" + std::to_string(event.version) + " ";
  append_json(text, *event.type->type, event.payload.get(), Showing::whole);
  return text;
}

TEST_CASE("A preview writes nothing, takes no lock and commits nothing") {
  Post post;
  auto const before = everything_text(post.memory);
  int const commits = post.store.commits;
  REQUIRE(post.engine().preview(heavy, clerk, {.at = noon, .command_id = "k"}));
  CHECK(everything_text(post.memory) == before);
  CHECK(post.store.commits == commits);
  CHECK(!post.engine().ask(GetParcels{{7}, ""}).value().size());
}

TEST_CASE("A preview tells the reply and the events of the whole cascade, as the real run then has them") {
  Post post;
  auto const preview = post.engine().preview(heavy, clerk, {.at = noon});
  REQUIRE(preview);
  auto const real = post.run(heavy, noon, clerk);
  REQUIRE(real);
  CHECK(equal(type_of<Parcel>(), &preview.value().reply, &real.value()));
  Names previewed, happened;
  for (auto const& event : preview.value().events) previewed.push_back(text_of(event));
  REQUIRE(post.memory.read_journal(0, no_limit, [&](EventRow const& row) {
    RecordedEvent event{row.type,
                        row.entity,
                        row.entity_id,
                        row.version,
                        row.ordinal,
                        row.cause_ordinal,
                        std::shared_ptr<void const>(row.payload, [](void const*) {})};
    happened.push_back(text_of(event));
    return true;
  }));
  CHECK(previewed.size() == 3);
  CHECK(previewed == happened);
}

TEST_CASE("Recorded events are asked for by their type") {
  Post post;
  auto const preview = post.engine().preview(heavy, clerk, {.at = noon});
  REQUIRE(preview);
  auto const& first = preview.value().events.front();
  REQUIRE(first.as<ParcelRegistered>() != nullptr);
  CHECK(first.as<ParcelRegistered>()->note == "for Kim");
  CHECK(first.as<ParcelSent>() == nullptr);
}

TEST_CASE("Ids that previews and refusals drew are used again") {
  Rules rules;
  rules.most_open = 2;
  Post post{rules};
  for (int i = 0; i < 3; ++i) REQUIRE(post.engine().preview(heavy, clerk, {.at = noon}));
  CHECK(post.add() == ParcelId{1});
  CHECK(post.add() == ParcelId{2});
  CHECK(!post.run(heavy));  // refused by a policy, after it drew an id
  CHECK(post.add("third", 8) == ParcelId{3});
  CHECK(!post.run(RegisterParcel{{8}, "third", "", 1, {}}));  // refused by a unique index at the commit
  CHECK(post.add("fourth", 8) == ParcelId{4});
}

TEST_CASE("Ids that waited are still used after another command was refused at its commit") {
  Post post;
  post.add("taken");
  // Three parcels in one command: ids 2, 3 and 4 wait.
  auto const three = [](Handling<Act>& work) -> result<std::int64_t> {
    for (int i = 0; i < 3; ++i) {
      BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
      parcel->label = "three " + std::to_string(i);
      work.save(*parcel);
    }
    return refuse(rules::not_found, field("x"), value(1));
  };
  REQUIRE(!post.act(three));
  CHECK(!post.run(RegisterParcel{{7}, "taken", "", 1, {}}));
  CHECK(post.add() == ParcelId{2});
  CHECK(post.add() == ParcelId{3});
  CHECK(post.add() == ParcelId{4});
  CHECK(post.add() == ParcelId{5});
}

TEST_CASE("An id that waited and came from outside meanwhile is not given out again") {
  Post post;
  for (int i = 0; i < 2; ++i) REQUIRE(post.engine().preview(heavy, clerk, {.at = noon}));
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    for (std::int64_t id = 1; id <= 8; ++id) {
      auto* parcel = work.create(ParcelId{id});
      parcel->label = "imported " + std::to_string(id);
      work.save(*parcel);
    }
    return 0;
  }));
  CHECK(post.add() == ParcelId{9});
  CHECK(post.add() == ParcelId{10});
}

TEST_CASE("Ids of a commit that was applied, though its answer was lost, are not given out again") {
  Post post;
  post.store.after_commit = [] { return storage_error("no answer"); };
  CHECK_FALSE(post.engine().execute(heavy, clerk, {.at = noon, .command_id = "k"}));
  post.store.after_commit = [] { return outcome::success(); };
  REQUIRE(post.rows<Parcel>().size() == 1);

  RegisterParcel const another{{7}, "B", "for Lee", 1, {}};
  auto const previewed = post.engine().preview(another, clerk, {.at = noon});
  REQUIRE(previewed);
  CHECK(previewed.value().reply.id == ParcelId{2});
  int const commits = post.store.commits;
  CHECK(post.run(another, noon, clerk).value().id == ParcelId{2});
  CHECK(post.store.commits == commits + 1);
}

TEST_CASE("A preview of what would be refused is refused alike, also by a unique index") {
  Post post;
  post.add("A");
  auto const by_rule = post.engine().preview(RegisterParcel{{7}, "B", "", 0, {}}, clerk, {.at = noon});
  CHECK(by_rule.error().is(weight_must_be_positive));
  auto const by_index = post.engine().preview(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon});
  REQUIRE(!by_index);
  CHECK(by_index.error().is(rules::already_exists));
  CHECK(by_index.error().message() == post.run(RegisterParcel{{7}, "A", "", 1, {}}).error().message());
}

TEST_CASE("A preview under an id that is known answers as the first time, with no events") {
  Post post;
  REQUIRE(post.engine().execute(heavy, clerk, {.at = noon, .command_id = "k"}));
  auto const preview = post.engine().preview(heavy, clerk, {.at = noon, .command_id = "k"});
  REQUIRE(preview);
  CHECK(preview.value().reply.id == ParcelId{1});
  CHECK(preview.value().events.empty());
}

TEST_CASE("A preview of a command without a reply tells its events") {
  Post post;
  auto const preview = post.engine().preview(Ping{3}, system_actor, {.at = noon});
  REQUIRE(preview);
  CHECK(preview.value().events.size() == 4);
}

TEST_CASE("Subscribers do not hear of previews") {
  Post post;
  int heard = 0;
  auto const subscription = post.engine().on<ParcelRegistered>([&](ParcelRegistered const&, Heard const&) { ++heard; });
  REQUIRE(post.engine().preview(heavy, clerk, {.at = noon}));
  CHECK(heard == 0);
}

}  // namespace
}  // namespace lilac::parcel
