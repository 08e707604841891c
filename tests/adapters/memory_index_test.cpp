#include "adapters/memory/index.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

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

TEST_CASE("a key that was moved is the same key") {
  CHECK(rc::check([] {
    auto const bytes = any_key();
    IndexKey key{bytes};
    IndexKey const moved{std::move(key)};
    RC_ASSERT(!(moved < IndexKey{bytes}) && !(IndexKey{bytes} < moved));
  }));
}

}  // namespace
}  // namespace lilac::memory
