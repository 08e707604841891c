#include <doctest/doctest.h>

#include <set>

#include "kernel/sample.hpp"
#include "lilac/kernel/codec.hpp"

using namespace lilac;

namespace {

struct Before {
  std::int64_t id = 0;
  std::string name{};
};
BOOST_DESCRIBE_STRUCT(Before, (), (id, name))
struct After {
  std::int64_t id = 0;
  std::string name{};
  std::optional<std::string> remark{};
  std::vector<std::string> tags{};
};
BOOST_DESCRIBE_STRUCT(After, (), (id, name, remark, tags))
struct Hollow {
  std::optional<std::int64_t> inside{};
};
BOOST_DESCRIBE_STRUCT(Hollow, (), (inside))
struct Outer {
  std::optional<Hollow> hollow{};
};
BOOST_DESCRIBE_STRUCT(Outer, (), (hollow))

template <class T>
std::uint64_t of(T const& value, std::uint64_t seed = 0) {
  return digest(type_of<T>(), &value, seed);
}

template <class Change>
std::uint64_t after(Change change) {
  auto order = sample::order();
  change(order);
  return of(order);
}

}  // namespace

TEST_CASE("digests are the same on every machine and for ever") {
  CHECK(of(sample::order()) == 12795390243598081848U);
  CHECK(digest("the quick brown fox jumps over the lazy dog") == 16598009910693672129U);
  CHECK(digest("") == 3007054781607350076U);
}

TEST_CASE("a digest notices a change of any field") {
  std::set<std::uint64_t> const digests{
      of(sample::order()),
      after([](auto& order) { order.id.value = 43; }),
      after([](auto& order) { order.is_open = false; }),
      after([](auto& order) { order.pieces = 4; }),
      after([](auto& order) { order.weight = -1; }),
      after([](auto& order) { order.title = "tee"; }),
      after([](auto& order) { order.memo = ""; }),
      after([](auto& order) { order.phone.secret = "010-1234-5679"; }),
      after([](auto& order) { order.meta.text = "{}"; }),
      after([](auto& order) { order.variables["name"] = "Lee"; }),
      after([](auto& order) { order.variables["nick"] = ""; }),
      after([](auto& order) { order.created_at += Duration{1}; }),
      after([](auto& order) { order.due_on += std::chrono::days{1}; }),
      after([](auto& order) { order.window = Duration{}; }),
      after([](auto& order) { order.price.minor = 1; }),
      after([](auto& order) { order.price.currency = Currency{"USD"}; }),
      after([](auto& order) { order.grade = sample::Grade::Low; }),
      after([](auto& order) { order.closed_at = Instant{}; }),
      after([](auto& order) { order.remark.reset(); }),
      after([](auto& order) { order.lines.pop_back(); }),
      after([](auto& order) { order.lines[1].note = ""; }),
      after([](auto& order) { std::swap(order.lines[0], order.lines[1]); }),
      after([](auto& order) {
        order.marks = {std::nullopt, 1};
      }),
      after([](auto& order) {
        order.marks = {1, 0};
      }),
  };
  CHECK(digests.size() == 24);
}

TEST_CASE("an absent text, an empty one and an absent record around it differ") {
  CHECK(of(After{1, "", "", {}}) != of(After{1, "", std::nullopt, {}}));
  CHECK(of(Outer{}) != of(Outer{Hollow{}}));
  CHECK(of(Outer{Hollow{}}) != of(Outer{Hollow{0}}));
  CHECK(of(After{1, "a", std::nullopt, {"", "a"}}) != of(After{1, "a", std::nullopt, {"a", ""}}));
}

TEST_CASE("a text moved from one field to the next is noticed") {
  CHECK(of(After{1, "a", "", {}}) != of(After{1, "", "a", {}}));
  CHECK(digest(std::string(8, 'a')) != digest(std::string(9, 'a')));
  CHECK(digest(std::string_view{"\0", 1}) != digest(std::string_view{"\0\0", 2}));
}

TEST_CASE("texts of every length differ in their last byte and in their length") {
  std::set<std::uint64_t> digests;
  for (std::size_t size = 0; size < 70; ++size) {
    std::string text(size, 'x');
    digests.insert(digest(text));
    if (size == 0) continue;
    text.back() = 'y';
    digests.insert(digest(text));
  }
  CHECK(digests.size() == 139);
}

TEST_CASE("fields appended later leave digests as they were while they are empty") {
  CHECK(of(Before{7, "a"}) == of(After{7, "a", std::nullopt, {}}));
  CHECK(of(Before{7, "a"}) != of(After{7, "a", std::nullopt, {""}}));
}

TEST_CASE("another seed gives another digest") {
  CHECK(of(sample::order(), 1) != of(sample::order(), 2));
  CHECK(digest("a", 1) != digest("a", 2));
}
