#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("Subscribers hear events after the commit, in order within one command") {
  Post post;
  Names heard;
  auto const count = post.engine().on<Counted>([&](Counted const& event, Heard const& with) {
    heard.push_back("Counted " + std::to_string(event.count) + " #" + std::to_string(with.ordinal));
  });
  auto const registered = post.engine().on<ParcelRegistered>([&](ParcelRegistered const& event, Heard const& with) {
    CHECK(post.row(event.parcel_id));  // it is there already
    CHECK(with.entity == &entity_info<Parcel>());
    CHECK(with.entity_id == event.parcel_id.value);
    CHECK(with.actor == clerk);
    CHECK(with.at == noon);
    CHECK(with.correlation_id == "story");
    heard.push_back("Registered " + std::string(event.note) + " #" + std::to_string(with.ordinal));
  });
  REQUIRE(post.engine().execute(RegisterParcel{{7}, "A", "for Kim", 1, {}}, clerk,
                                {.at = noon, .correlation_id = "story"}));
  CHECK(heard == Names{"Registered for Kim #0", "Counted 1 #1"});
}

TEST_CASE("Subscribers hear nothing of what was refused, was known already, or could not be committed") {
  Post post;
  int heard = 0;
  auto const subscription = post.engine().on<ParcelRegistered>([&](ParcelRegistered const&, Heard const&) { ++heard; });
  CHECK(!post.run(RegisterParcel{{7}, "A", "", 0, {}}));
  CHECK(heard == 0);
  for (int i = 0; i < 2; ++i)
    REQUIRE(post.engine().execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon, .command_id = "k"}));
  CHECK(heard == 1);
  post.store.before = [](std::string_view operation) -> result<> {
    if (operation == "commit") return storage_error("disk full");
    return outcome::success();
  };
  CHECK(!post.run(RegisterParcel{{7}, "B", "", 1, {}}));
  CHECK(heard == 1);
}

TEST_CASE("Subscribers hear each event of a batch once, even when the batch was run again") {
  Post post;
  int heard = 0;
  auto const subscription = post.engine().on<ParcelRegistered>([&](ParcelRegistered const&, Heard const&) { ++heard; });
  int conflicts = 2;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && conflicts-- > 0) return conflict_on(entity_info<Parcel>(), 1);
    return outcome::success();
  };
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (auto const* label : {"A", "B", "C"})
      REQUIRE(batch.execute(RegisterParcel{{7}, label, "", 1, {}}, clerk, {.at = noon}));
  }));
  CHECK(heard == 3);
}

TEST_CASE("A subscription ends with its scope, or when it is told to") {
  Post post;
  int heard = 0;
  auto const slot = [&](ParcelRegistered const&, Heard const&) { ++heard; };
  {
    auto const scoped = post.engine().on<ParcelRegistered>(slot);
    post.add();
  }
  post.add();
  CHECK(heard == 1);
  auto ended = post.engine().on<ParcelRegistered>(slot);
  auto moved = std::move(ended);
  post.add();
  CHECK(heard == 2);
  moved.end();
  moved.end();
  post.add();
  CHECK(heard == 2);
}

TEST_CASE("As long as nobody listens, also when the last one has left, the store may take what is committed") {
  Post post;
  auto const is_free = [&] {
    post.add();
    return post.store.may_consume.load();
  };
  auto const slot = [](auto const&, Heard const&) {};
  CHECK(is_free());
  {
    auto first = post.engine().on<ParcelRegistered>(slot);
    auto const second = post.engine().on<Counted>(slot);
    CHECK(!is_free());
    auto moved = std::move(first);
    moved.end();
    moved.end();
    CHECK(!is_free());
  }
  CHECK(is_free());
}

TEST_CASE("A subscription may outlive its engine") {
  std::optional<Subscription> subscription;
  {
    Post post;
    subscription = post.engine().on<ParcelRegistered>([](ParcelRegistered const&, Heard const&) {});
  }
  subscription.reset();
}

TEST_CASE("A slot that throws takes the news from nobody and harms nothing") {
  Post post;
  int heard = 0;
  auto const bad = post.engine().on<ParcelRegistered>(
      [](ParcelRegistered const&, Heard const&) { throw std::runtime_error("a bug of the host"); });
  auto const good = post.engine().on<ParcelRegistered>([&](ParcelRegistered const&, Heard const&) { ++heard; });
  auto const later = post.engine().on<Counted>([&](Counted const&, Heard const&) { ++heard; });
  post.add();
  CHECK(heard == 2);
  CHECK(post.rows<Parcel>().size() == 1);
}

TEST_CASE("A slot may execute commands of its own") {
  Post post;
  auto const subscription = post.engine().on<ParcelRegistered>([&](ParcelRegistered const& event, Heard const&) {
    REQUIRE(post.engine().execute(SendParcel{event.parcel_id}, clerk, {.at = noon}));
  });
  auto const id = post.add();
  CHECK(post.parcel(id).status == ParcelStatus::sent);
}

TEST_CASE("Subscribers hear of received events") {
  Post post;
  int heard = 0;
  auto const subscription = post.engine().on<CustomsCleared>([&](CustomsCleared const& event, Heard const& with) {
    ++heard;
    CHECK(event.note == "for Kim");
    CHECK(with.entity == nullptr);
  });
  REQUIRE(post.engine().receive(CustomsCleared{post.add(), {7}, "for Kim"}, "c-1", noon));
  CHECK(heard == 1);
}

}  // namespace
}  // namespace lilac::parcel
