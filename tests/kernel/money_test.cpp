#include "lilac/kernel/money.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>

using namespace lilac;

namespace {

constexpr auto largest = std::numeric_limits<std::int64_t>::max();
constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
constexpr Money won(std::int64_t minor) { return {minor, Currency{}}; }

__extension__ using Wide = __int128;

/// Numbers near the edges are where arithmetic breaks, and random ones seldom are.
rc::Gen<std::int64_t> any_number() {
  return rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-100, 100),
                        rc::gen::inRange<std::int64_t>(largest - 100, largest),
                        rc::gen::inRange<std::int64_t>(smallest, smallest + 100));
}

}  // namespace

TEST_CASE("a currency is three capital letters") {
  CHECK(Currency::parse("USD") == Currency{"USD"});
  for (auto const* code : {"", "US", "USDT", "usd", "U D", "U1D"}) CHECK_FALSE(Currency::parse(code).has_value());
}

TEST_CASE("amounts of different currencies are neither added nor subtracted") {
  CHECK_FALSE(add(won(1), Money{1, Currency{"USD"}}).has_value());
  CHECK_FALSE(subtract(won(1), Money{1, Currency{"USD"}}).has_value());
}

TEST_CASE("sums, differences and products that just fit are found, and no others") {
  CHECK(add(won(largest - 1), won(1)) == won(largest));
  CHECK_FALSE(add(won(largest), won(1)).has_value());
  CHECK(subtract(won(smallest + 1), won(1)) == won(smallest));
  CHECK_FALSE(subtract(won(smallest), won(1)).has_value());
  CHECK_FALSE(subtract(won(0), won(smallest)).has_value());
  CHECK(multiply(won(largest), -1) == won(-largest));
  CHECK_FALSE(multiply(won(smallest), -1).has_value());
}

TEST_CASE("a share is rounded toward minus infinity") {
  CHECK(share(won(10), 1, 3) == won(3));
  CHECK(share(won(-10), 1, 3) == won(-4));
  CHECK(share(won(10), -1, 3) == won(-4));
  CHECK(share(won(-9), 1, 3) == won(-3));
  CHECK(share(won(0), 5, 7) == won(0));
}

TEST_CASE("a share does not overflow on its way") {
  CHECK(share(won(largest), largest, largest) == won(largest));
  CHECK(share(won(smallest), largest, largest) == won(smallest));
  CHECK_FALSE(share(won(largest), 2, 1).has_value());
  CHECK_FALSE(share(won(smallest), -1, 1).has_value());
}

TEST_CASE("a share needs a positive denominator") {
  CHECK_FALSE(share(won(1), 1, 0).has_value());
  CHECK_FALSE(share(won(1), 1, -1).has_value());
  CHECK(share(won(1), 1, 1) == won(1));
}

TEST_CASE("every share is the greatest amount whose multiple does not exceed the product") {
  CHECK(rc::check([] {
    auto const amount = *any_number();
    auto const numerator = *any_number();
    auto const denominator = *rc::gen::suchThat(any_number(), [](std::int64_t number) { return number > 0; });
    auto const product = Wide{amount} * numerator;
    if (auto const found = share(won(amount), numerator, denominator)) {
      RC_ASSERT(Wide{found->minor} * denominator <= product);
      RC_ASSERT(product < (Wide{found->minor} + 1) * denominator);
    } else {
      bool const too_large = product >= (Wide{largest} + 1) * denominator;
      bool const too_small = product < Wide{smallest} * denominator;
      RC_ASSERT((too_large || too_small));
    }
  }));
}

TEST_CASE("what is subtracted can be added again") {
  CHECK(rc::check([] {
    auto const a = won(*any_number()), b = won(*any_number());
    if (auto const difference = subtract(a, b)) RC_ASSERT(add(*difference, b) == a);
  }));
}

TEST_CASE("an amount reads as its number and its currency") {
  CHECK(to_text(won(104'500)) == "104500 KRW");
  CHECK(to_text(Money{-1, Currency{"USD"}}) == "-1 USD");
}
