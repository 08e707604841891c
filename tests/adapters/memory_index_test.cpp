#include "adapters/memory/entries.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <string>
#include <vector>

namespace lilac::memory {
namespace {

/// Short strings of few letters, so that they often begin alike; zeros, since words are filled up with them; and some
/// that are too long for their place.
std::string any_key() {
  auto const size = *rc::gen::inRange<std::size_t>(0, 60);
  return *rc::gen::container<std::string>(size, rc::gen::element('\0', '\1', '\xFF', 'a'));
}

TEST_CASE("keys of the memory store are ordered like their bytes") {
  CHECK(rc::check([] {
    auto const a = any_key(), b = any_key();
    RC_ASSERT((IndexKey{a} < IndexKey{b}) == (a < b));
    RC_ASSERT((IndexKey{b} < IndexKey{a}) == (b < a));
  }));
}

TEST_CASE("a key of the memory store tells with which bytes it begins") {
  CHECK(rc::check([] {
    auto const key = any_key();
    auto const own = key.substr(0, *rc::gen::inRange<std::size_t>(0, key.size() + 1));
    auto const prefix = *rc::gen::arbitrary<bool>() ? own : any_key();
    RC_ASSERT(IndexKey{key}.starts_with(IndexKey{prefix}) == key.starts_with(prefix));
  }));
}

TEST_CASE("a key that is kept is the same key, when the bytes that it was made of are gone") {
  CHECK(rc::check([] {
    auto const bytes = any_key();
    auto borrowed = bytes;
    auto key = IndexKey{borrowed}.kept();
    borrowed.assign(borrowed.size(), '?');
    RC_ASSERT(!(key < IndexKey{bytes}) && !(IndexKey{bytes} < key));
    key.drop();
  }));
}

/// All entries from a key on, or behind it, as numbers that their slots stand for.
std::vector<std::size_t> shown(Entries const& entries, std::string const& key, bool behind, std::size_t limit) {
  std::vector<std::size_t> slots;
  auto const show = [&](Entry const& entry) {
    slots.push_back(reinterpret_cast<std::size_t>(entry.slot));
    return slots.size() < limit;
  };
  behind ? entries.for_each_behind(IndexKey{key}, show) : entries.for_each_from(IndexKey{key}, show);
  return slots;
}
std::vector<std::size_t> expected(std::map<std::string, std::size_t> const& all, std::string const& key, bool behind,
                                  std::size_t limit) {
  std::vector<std::size_t> slots;
  for (auto at = behind ? all.upper_bound(key) : all.lower_bound(key); at != all.end() && slots.size() < limit; ++at)
    slots.push_back(at->second);
  return slots;
}

/// Numbers as bytes that order like them; some are too long for their place in a key.
std::string numbered(std::size_t number, bool long_keys) {
  auto text = std::to_string(1'000'000 + number);
  return long_keys ? std::string(40, 'x') + text : text;
}

void enter(Entries& entries, std::map<std::string, std::size_t>& all, std::string const& key, std::size_t slot) {
  if (!all.emplace(key, slot).second) return;
  entries.insert(IndexKey{key}, reinterpret_cast<Slot*>(slot));
}
void leave(Entries& entries, std::map<std::string, std::size_t>& all, std::string const& key) {
  RC_ASSERT(entries.erase(IndexKey{key}) == (all.erase(key) == 1));
}

TEST_CASE("entries come and go, and stand in the order of their keys") {
  CHECK(rc::check([] {
    Entries entries;
    std::map<std::string, std::size_t> all;
    auto const long_keys = *rc::gen::arbitrary<bool>();
    // Enough for branches above branches: in order, backwards or anyhow.
    auto const many = *rc::gen::inRange<std::size_t>(0, 3000);
    auto const step = *rc::gen::element<std::size_t>(1, 2999, 1237);
    for (std::size_t i = 0; i < many; ++i) enter(entries, all, numbered((i + 1) * step % 3001, long_keys), i + 1);
    auto const check = [&] {
      auto const key =
          *rc::gen::arbitrary<bool>() ? any_key() : numbered(*rc::gen::inRange<std::size_t>(0, 3001), long_keys);
      auto const behind = *rc::gen::arbitrary<bool>();
      auto const limit = *rc::gen::element<std::size_t>(1, 50, 5000);
      RC_ASSERT(shown(entries, key, behind, limit) == expected(all, key, behind, limit));
    };
    check();
    // A run of neighbours goes, and some come back.
    auto const from = *rc::gen::inRange<std::size_t>(0, 3001);
    auto const to = *rc::gen::inRange<std::size_t>(from, 3002);
    for (auto i = from; i < to; ++i) leave(entries, all, numbered(i, long_keys));
    check();
    for (auto i = from; i < to; i += 3) enter(entries, all, numbered(i, long_keys), i + 1);
    check();
    while (!all.empty()) leave(entries, all, std::string(all.begin()->first));
    check();
    enter(entries, all, "again", 1);
    check();
  }));
}

}  // namespace
}  // namespace lilac::memory
