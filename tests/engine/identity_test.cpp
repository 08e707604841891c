// A store has a name of its own and knows the modules it was opened with.
#include <algorithm>
#include <set>

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

std::string identity_of(Engine& engine) {
  auto const identity = engine.store_identity();
  REQUIRE(identity);
  return identity.value();
}

TEST_CASE("A store is named once: every engine that opens it reads the same name") {
  Post post;
  auto const name = identity_of(post.engine());
  CHECK(name.size() == 16);
  CHECK(std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isxdigit(c) != 0; }));
  CHECK(identity_of(*post.another()) == name);
  CHECK(identity_of(post.open()) == name);
  CHECK(post.rows<engine::Identity>().size() == 1);
}

TEST_CASE("No two stores have the same name, unless a test asks for it") {
  std::set<std::string> names;
  Host host;
  for (int i = 0; i < 10; ++i) {
    MemoryStore store;
    Engine engine{store, {}, host};
    names.insert(identity_of(engine));
  }
  CHECK(names.size() == 10);
  MemoryStore one{MemoryStore::Seed{5}};
  MemoryStore other{MemoryStore::Seed{5}};
  MemoryStore third{MemoryStore::Seed{6}};
  Engine a{one, {}, host};
  Engine b{other, {}, host};
  Engine c{third, {}, host};
  CHECK(identity_of(a) == identity_of(b));
  CHECK(identity_of(a) != identity_of(c));
}

TEST_CASE("What a delivery is recognised by begins with the store's name") {
  Post post;
  post.sent();
  post.idle();
  REQUIRE(post.tracker.calls.size() == 1);
  CHECK(post.tracker.calls[0].full_key == identity_of(post.engine()) + ":" + post.tracker.calls[0].key);
}

TEST_CASE("An event from before the store had a name is delivered under the key it may have arrived with") {
  Post post;
  post.sent();
  // As the version before left the file: events, and no name.
  auto const end = post.position();
  auto identity = *post.row(Id<engine::Identity>{1});
  auto const name = identity.name;
  identity.since = end;
  RowWrite const write{&entity_info<engine::Identity>(), 1, 1, 2, RowWrite::Action::update, &identity, 0};
  WriteSet set;
  set.rows = {&write, 1};
  REQUIRE(post.memory.commit(set));
  post.open();
  post.idle();
  post.sent();
  post.idle();
  REQUIRE(post.tracker.calls.size() == 2);
  CHECK(post.tracker.calls[0].full_key == "parcel.follow:2.0");
  CHECK(post.tracker.calls[1].full_key == name + ":parcel.follow:4.0");
}

TEST_CASE("A store that is given its name late gives it to what comes after") {
  Post post;
  post.sent();
  auto const identity = *post.row(Id<engine::Identity>{1});
  RowWrite const write{&entity_info<engine::Identity>(), 1, 1, 2, RowWrite::Action::erase, nullptr, 0};
  WriteSet set;
  set.rows = {&write, 1};
  REQUIRE(post.memory.commit(set));
  post.open();
  CHECK(post.row(Id<engine::Identity>{1})->since == post.position());
  CHECK(post.row(Id<engine::Identity>{1})->name != identity.name);
}

TEST_CASE("Modules that an engine lacks are known by name") {
  Post post;
  auto const absent_of = [](Engine& engine) {
    auto absent = engine.absent_modules();
    REQUIRE(absent);
    return absent.value();
  };
  CHECK(absent_of(post.engine()).empty());
  Engine bare{post.store, {}};
  CHECK(absent_of(bare) == std::vector<std::string>{"parcel"});
  CHECK(absent_of(post.engine()).empty());
  CHECK(absent_of(post.engine()).empty());
}

TEST_CASE("An engine learns of a module that another one brings while it is open") {
  Post post;
  constinit static ModuleInfo const garden{.name = "garden"};
  Host host;
  Engine gardener{post.store, {&garden}, host};
  std::vector<std::string> absent;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(absent, work.absent_modules());
    return 0;
  }));
  CHECK(absent == std::vector<std::string>{"garden"});
}

TEST_CASE("Opening again writes nothing") {
  Post post;
  auto const commits = post.store.commits.load();
  auto const before = everything_text(post.memory);
  post.open();
  CHECK(everything_text(post.memory) == before);
  CHECK(post.store.commits <= commits + 1);  // that the cursors are still there
}

}  // namespace
}  // namespace lilac::parcel
