#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("A command answers with its reply and leaves its row") {
  Post post;
  auto const parcel = post.run(RegisterParcel{{7}, "A", "for Kim", 5, {}}, noon, clerk);
  REQUIRE(parcel);
  CHECK(parcel.value().id == ParcelId{1});
  CHECK(parcel.value().label == "A");
  CHECK(parcel.value().changed_at == noon);
  auto const row = post.parcel(ParcelId{1});
  CHECK(equal(type_of<Parcel>(), &parcel.value(), &row));
}

TEST_CASE("Policies run breadth first and in table order") {
  Post post;
  // Two events of the command: first all that the first leads to directly, then the second, then what those led to.
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    parcel->weight = 500;
    work.save(*parcel, ParcelRegistered{parcel->id, {7}, "", 500}, Pinged{2}, Acted{"x"});
    return 0;
  }));
  CHECK(post.events() == Names{"ParcelRegistered", "Pinged", "Acted", "Counted", "HeavyNoted", "Ponged", "Pinged"});
}

TEST_CASE("Each event names the event whose policy led to it, within its command") {
  Post post;
  post.add("first");
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    work.save(*parcel, Pinged{2}, ParcelRegistered{parcel->id, {7}, "", 500});
    return 0;
  }));
  std::vector<std::pair<int, int>> causes;
  REQUIRE(post.memory.read_journal(0, no_limit, [&](EventRow const& row) {
    if (row.command.position == 2) causes.emplace_back(row.ordinal, row.cause_ordinal);
    return true;
  }));
  // Pinged, ParcelRegistered, Ponged, Counted, HeavyNoted, Pinged
  CHECK(causes == std::vector<std::pair<int, int>>{{0, -1}, {1, -1}, {2, 0}, {3, 1}, {4, 1}, {5, 2}});
}

TEST_CASE("Events bear the row that decided and its version after the command") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.run(SendParcel{id}));
  bool found = false;
  REQUIRE(post.memory.read_journal(0, no_limit, [&](EventRow const& row) {
    if (row.type != &event_info<ParcelSent>()) return true;
    found = true;
    CHECK(row.entity == &entity_info<Parcel>());
    CHECK(row.entity_id == id.value);
    CHECK(row.version == 2);
    return true;
  }));
  CHECK(found);
}

TEST_CASE("A row is written at most once per command, however many of its handlers save it") {
  Post post;
  auto const id = post.add("heavy one", 7, 500);  // registered, then marked by a policy
  CHECK(post.parcel(id).label == "heavy one (heavy)");
  CHECK(post.version(entity_info<Parcel>(), id.value) == 1);
  REQUIRE(post.run(SendParcel{id}));
  CHECK(post.version(entity_info<Parcel>(), id.value) == 2);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Policies act as System and keep who began") {
  Post post;
  REQUIRE(post.run(RegisterParcel{{7}, "A", "", 1, {}}, noon, clerk));
  auto const counted = post.all<Counted>();
  REQUIRE(counted.size() == 1);
  CHECK(counted[0].by == system_actor);
  CHECK(counted[0].origin == clerk);
}

TEST_CASE("The handler itself acts as who gave the command") {
  Post post;
  Actor seen = system_actor;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    seen = work.actor();
    return 0;
  }));
  CHECK(seen == clerk);
}

TEST_CASE("A policy whose rules say no does nothing, and says yes at its bound") {
  Post post;
  post.add("light", 7, 99);
  CHECK(post.all<HeavyNoted>().empty());
  post.add("heavy", 7, 100);
  CHECK(post.all<HeavyNoted>().size() == 1);
}

TEST_CASE("The host's numbers of the rules hold") {
  Rules rules;
  rules.heavy_from = 5;
  Post post{rules};
  post.add("five", 7, 5);
  CHECK(post.all<HeavyNoted>().size() == 1);
}

TEST_CASE("A refused policy command refuses the root command and leaves nothing") {
  Rules rules;
  rules.most_open = 1;
  Post post{rules};
  post.add("first");
  auto const before = everything_text(post.memory);
  auto const second = post.run(RegisterParcel{{7}, "second", "", 1, {}});
  REQUIRE(!second);
  CHECK(second.error().is(too_many_open));
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("A refused command leaves nothing") {
  Post post;
  auto const before = everything_text(post.memory);
  auto const refused = post.run(RegisterParcel{{7}, "A", "", 0, {}});
  REQUIRE(!refused);
  CHECK(refused.error().is(weight_must_be_positive));
  CHECK(refused.error().field() == "weight");
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("A handler that saved and then refuses leaves nothing") {
  Post post;
  auto const before = everything_text(post.memory);
  REQUIRE(!post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    work.save(*parcel, Acted{"too early"});
    BOOST_OUTCOME_TRY(work.schedule("x", noon, Ping{0}));
    return refuse(rules::not_found, field("x"), value(1));
  }));
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("A handler that throws leaves nothing, and the engine goes on") {
  Post post;
  auto const before = everything_text(post.memory);
  CHECK_THROWS_AS(static_cast<void>(post.act([](Handling<Act>& work) -> result<std::int64_t> {
                    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
                    parcel->label = "a label so long that it needs memory of its own";
                    work.save(*parcel, Acted{"a text so long that it needs memory of its own"});
                    throw std::runtime_error("bug");
                  })),
                  std::runtime_error);
  CHECK(everything_text(post.memory) == before);
  CHECK(post.add() == ParcelId{1});
}

TEST_CASE("Who is not allowed is refused and the store is not touched") {
  Post post;
  int operations = 0;
  post.store.before = [&](std::string_view) -> result<> {
    ++operations;
    return outcome::success();
  };
  for (auto const& kind : type_of<ActorKind>().names) {
    Actor const actor{static_cast<ActorKind>(kind.value), 3};
    if (actor.kind == ActorKind::OperationUser || actor.kind == ActorKind::System) continue;
    auto const refused =
        post.engine().execute(RegisterParcel{{7}, "A", "", 1, {}}, actor, {.at = noon, .command_id = "k"});
    REQUIRE(!refused);
    CHECK(refused.error().is(rules::actor_not_allowed));
    auto const previewed = post.engine().preview(RegisterParcel{{7}, "A", "", 1, {}}, actor, {.at = noon});
    REQUIRE(!previewed);
    CHECK(previewed.error().number() == 4004);
  }
  CHECK(operations == 0);
}

TEST_CASE("The actor is judged before the values") {
  Post post;
  auto const refused = post.run(RegisterParcel{{7}, "\xFF", "", 1, {}}, noon, admin(1));
  CHECK(refused.error().is(rules::actor_not_allowed));
}

TEST_CASE("Text that is not UTF-8 or holds NUL is refused at the boundary and named") {
  Post post;
  for (std::string const& text : {std::string("\xC3\x28"), std::string("a\0b", 3), std::string("\xED\xA0\x80")}) {
    auto refused = post.run(RegisterParcel{{7}, text, "", 1, {}});
    REQUIRE(!refused);
    CHECK(refused.error().is(rules::invalid_argument));
    CHECK(refused.error().field() == "label");
    refused = post.run(RegisterParcel{{7}, "A", PersonalText{text}, 1, {}});
    REQUIRE(!refused);
    CHECK(refused.error().field() == "note");
    CHECK(!post.engine().ask(GetParcels{{7}, text}));
  }
  CHECK(post.position() == 0);
}

TEST_CASE("Instants that have no date between the years 1 and 9999 in some zone are refused at the boundary") {
  Post post;
  Instant const first{std::chrono::sys_days{std::chrono::year{1} / 1 / 2}};
  Instant const last = Instant{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}} - 1ms;
  CHECK(post.run(RegisterParcel{{7}, "A", "", 1, first}, first));
  CHECK(post.run(RegisterParcel{{7}, "B", "", 1, last}, last));
  auto const in_field = post.run(RegisterParcel{{7}, "C", "", 1, last + 1ms});
  REQUIRE(!in_field);
  CHECK(in_field.error().field() == "promised_at");
  auto const too_late = post.run(RegisterParcel{{7}, "C", "", 1, {}}, last + 1ms);
  REQUIRE(!too_late);
  CHECK(too_late.error().is(rules::invalid_argument));
  CHECK(too_late.error().field() == "at");
  CHECK(!post.run(RegisterParcel{{7}, "C", "", 1, {}}, first - 1ms));
  CHECK(post.rows<Parcel>().size() == 2);
  CHECK(!post.engine().advance_to(last + 1ms));
  auto const received = [&](Instant at) { return post.engine().receive(CustomsCleared{{1}, {7}, ""}, "X-1", at); };
  CHECK(received(last + 1ms).error().field() == "at");
  // What comes of it is another matter: a deadline 48 hours later is behind the calendar's end.
  CHECK(received(last).error().field() == "Deadline.due_at");
  CHECK(received(last - 48h));
}

TEST_CASE("A rule that works out a time behind the calendar's end is refused, and nothing is stored") {
  Post post;
  CHECK(post.run(RegisterParcel{{7}, "A", "", 1, {}}));
  CHECK(post.run(RegisterParcel{{7}, "B", "", 1, {}}));
  // Sending it sets a deadline 48 hours ahead.
  Instant const end{std::chrono::sys_days{std::chrono::year{10000} / 1 / 1}};
  auto const refused = post.run(SendParcel{{1}}, end - 48h);
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::invalid_argument));
  CHECK(refused.error().message() == "Deadline.due_at: must be between the years 1 and 9999");
  CHECK(post.rows<engine::Deadline>().empty());
  CHECK(post.run(SendParcel{{1}}, end - 48h - 1ms));
  CHECK(post.rows<engine::Deadline>().size() == 1);
}

TEST_CASE("Ids of commands and correlations are short, valid texts") {
  Post post;
  RegisterParcel const command{{7}, "A", "", 1, {}};
  auto const with = [&](std::string const& command_id, std::string const& correlation_id) {
    return post.engine().execute(command, clerk,
                                 {.at = noon, .command_id = command_id, .correlation_id = correlation_id});
  };
  CHECK(with(std::string(201, 'x'), "").error().field() == "command_id");
  CHECK(with("\xFF", "").error().field() == "command_id");
  CHECK(with("", std::string(201, 'x')).error().field() == "correlation_id");
  CHECK(with("", std::string("a\0", 2)).error().field() == "correlation_id");
  CHECK(post.position() == 0);
  CHECK(with(std::string(200, 'x'), std::string(200, 'y')));
}

TEST_CASE("A command that no module links is refused") {
  Post post;
  Engine empty{post.memory, {}};
  auto const refused = empty.execute(Ping{1}, system_actor, {.at = noon});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
  CHECK(refused.error().value() == "parcel.Ping");
  auto const unasked = empty.ask(GetParcels{{7}, ""});
  REQUIRE(!unasked);
  CHECK(unasked.error().value() == "parcel.GetParcels");
}

TEST_CASE("A row that was changed but not saved is dropped") {
  Post post;
  auto const id = post.add("kept");
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->label = "dropped";
    return 0;
  }));
  CHECK(post.parcel(id).label == "kept");
  CHECK(post.version(entity_info<Parcel>(), id.value) == 1);
}

TEST_CASE("What one handler changed and did not save, a policy does not see") {
  Post post;
  auto const id = post.add("kept");
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->label = "dropped";
    BOOST_OUTCOME_TRY(auto* other, work.create<Parcel>());
    work.save(*other, ParcelRegistered{id, {7}, "", 500});  // leads to NoteHeavy on the first
    return 0;
  }));
  CHECK(post.parcel(id).label == "kept (heavy)");
}

TEST_CASE("A row created but not saved is dropped") {
  Post post;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    parcel->label = "never";
    return 0;
  }));
  CHECK(post.rows<Parcel>().empty());
}

TEST_CASE("A row loaded twice is one row") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* first, work.load(id));
    BOOST_OUTCOME_TRY(auto* second, work.load(id));
    CHECK(first == second);
    first->weight = 50;
    BOOST_OUTCOME_TRY(auto const* read, work.read(id));
    CHECK(read->weight == 50);
    work.save(*second);
    return 0;
  }));
  CHECK(post.parcel(id).weight == 50);
}

TEST_CASE("A row that was only read keeps its state when it is then loaded and changed") {
  Post post;
  auto const id = post.add("old");
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto const* before, work.read(id));
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->label = "new";
    CHECK(before->label == "old");
    work.save(*parcel);
    return 0;
  }));
  CHECK(post.parcel(id).label == "new");
}

TEST_CASE("A row created and erased in one command never was") {
  Post post;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    auto const id = parcel->id;
    work.save(*parcel);
    work.erase(*parcel);
    BOOST_OUTCOME_TRY(auto const* gone, work.find(id));
    CHECK(gone == nullptr);
    CHECK(!work.load(id));
    return 0;
  }));
  CHECK(post.rows<Parcel>().empty());
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A row erased and created again under its id in one command is replaced") {
  Post post;
  auto const id = post.add("old");
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    work.erase(*parcel);
    auto* again = work.create(id);
    CHECK(again->label.empty());
    again->label = "new";
    work.save(*again);
    return 0;
  }));
  CHECK(post.parcel(id).label == "new");
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("An erased row is gone from the store and its indexes") {
  Post post;
  auto const id = post.add("A");
  REQUIRE(post.run(EraseParcel{id}));
  CHECK(!post.row(id));
  CHECK(post.engine().ask(GetParcels{{7}, ""}).value().empty());
  CHECK(post.run(RegisterParcel{{7}, "A", "", 1, {}}));  // its label is free
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A row that is not there is not found, by the command's field and the id") {
  Post post;
  auto const refused = post.run(SendParcel{{42}});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
  CHECK(refused.error().field() == "parcel_id");
  CHECK(refused.error().value() == "42");
}

TEST_CASE("A row that is not there and that the command does not name is not found by its entity's name") {
  Post post;
  auto const refused = post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.load(ParcelId{42}));
    return 0;
  });
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
  CHECK(refused.error().field() == "Parcel");
}

TEST_CASE("An id from outside that a row has already is a conflict") {
  Post post;
  auto const id = post.add();
  auto const refused = post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    work.save(*work.create(id));
    return 0;
  });
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::conflict));
}

TEST_CASE("An id that a row of the same command has already is refused, and the row stays as it was") {
  Post post;
  auto const id = post.add("kept");
  auto const create_over = [&](auto&& hold) {
    return post.act([&](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(hold(work));
      work.save(*work.create(id));
      return 0;
    });
  };
  auto const read = create_over([&](Handling<Act>& work) -> result<> {
    BOOST_OUTCOME_TRY(work.read(id));
    return outcome::success();
  });
  auto const saved = create_over([&](Handling<Act>& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    work.save(*parcel);
    return outcome::success();
  });
  for (auto const* refused : {&read, &saved}) {
    REQUIRE(!*refused);
    CHECK(refused->error().is(rules::already_exists));
    CHECK(refused->error().field() == "Parcel");
    CHECK(refused->error().value() == std::to_string(id.value));
  }
  CHECK(post.parcel(id).label == "kept");
  CHECK(post.act([&](Handling<Act>&) -> result<std::int64_t> { return 0; }));  // the next command is not blamed
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A unique place that is taken is refused, and is free again when its row leaves the condition") {
  Post post;
  auto const id = post.add("A");
  auto const refused = post.run(RegisterParcel{{8}, "A", "", 1, {}});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::already_exists));
  CHECK(refused.error().field() == "Parcel.find_by_label");
  CHECK(post.rows<Parcel>().size() == 1);
  REQUIRE(post.run(DeliverParcel{id}));
  CHECK(post.run(RegisterParcel{{8}, "A", "", 1, {}}));
}

TEST_CASE("Two rows of one command may swap their unique places") {
  Post post;
  auto const a = post.add("A");
  auto const b = post.add("B");
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* first, work.load(a));
    BOOST_OUTCOME_TRY(auto* second, work.load(b));
    std::swap(first->label, second->label);
    work.save(*first);
    work.save(*second);
    return 0;
  }));
  CHECK(post.parcel(a).label == "B");
  CHECK(post.engine().store().last_position());
}

TEST_CASE("Two rows of one command may not take the same unique place") {
  Post post;
  auto const refused = post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    for (int i = 0; i < 2; ++i) {
      BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
      parcel->label = "same";
      work.save(*parcel);
    }
    return 0;
  });
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::already_exists));
  CHECK(post.rows<Parcel>().empty());
}

TEST_CASE("The observer hears of events, policies and refusals") {
  struct Heard final : Observer {
    Names names;
    void published(EventInfo const& event) override { names.emplace_back(event.name); }
    void fired(PolicyInfo const& policy) override { names.emplace_back(policy.name); }
    void refused(Rule const& rule) override { names.emplace_back(rule.id); }
  } heard;
  Post post;
  post.engine().observe(&heard);
  post.add();
  CHECK(!post.run(RegisterParcel{{7}, "A", "", 0, {}}));
  CHECK(heard.names == Names{"ParcelRegistered", "Counted", "count_registered_parcel", "note_heavy_parcel",
                             "weight_must_be_positive"});
  post.engine().observe(nullptr);
  post.add();
  CHECK(heard.names.size() == 5);
}

TEST_CASE("A store that fails refuses the command with its own error") {
  Post post;
  post.store.before = [](std::string_view operation) -> result<> {
    if (operation == "commit") return storage_error("disk full");
    return outcome::success();
  };
  auto const opened = post.store.commits.load();
  auto const refused = post.run(RegisterParcel{{7}, "A", "", 1, {}});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::storage_failed));
  CHECK(post.store.commits == opened + 1);  // this once
}

TEST_CASE("A command by its table gives the same as by its type, with or without a reply") {
  Post post;
  RegisterParcel const command{{7}, "A", "", 1, {}};
  REQUIRE(post.engine().execute_raw(command_info<RegisterParcel>(), &command, clerk, {.at = noon}, nullptr));
  CHECK(post.parcel(ParcelId{1}).label == "A");
}

}  // namespace
}  // namespace lilac::parcel
