#include "lilac/kernel/money.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
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

TEST_CASE("an amount reads with the decimals of its currency") {
  CHECK(to_decimal_text(won(104'500)) == "104500 KRW");
  CHECK(to_decimal_text(won(-1)) == "-1 KRW");
  CHECK(to_decimal_text({104'500, Currency{"USD"}}) == "1045.00 USD");
  CHECK(to_decimal_text({5, Currency{"USD"}}) == "0.05 USD");
  CHECK(to_decimal_text({-5, Currency{"USD"}}) == "-0.05 USD");
  CHECK(to_decimal_text({0, Currency{"KWD"}}) == "0.000 KWD");
  CHECK(to_decimal_text({-104'500, Currency{"KWD"}}) == "-104.500 KWD");
  CHECK(to_decimal_text({12'345, Currency{"CLF"}}) == "1.2345 CLF");
  CHECK(to_decimal_text({smallest, Currency{"USD"}}) == "-92233720368547758.08 USD");
}

// Written off from list one of ISO 4217 a second time, whole: what the code has in its table are only the exceptions.
TEST_CASE("every currency of ISO 4217 has its minor unit") {
  struct Of {
    std::int32_t decimals;
    std::string_view codes;
  };
  constexpr Of all[] = {
      {2,
       "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
       "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
       "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
       "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
       "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
       "YER ZAR ZMW ZWG"},
      {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
      {3, "BHD IQD JOD KWD LYD OMR TND"},
      {4, "CLF UYW"},
      {0, "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"},  // N.A.
  };
  for (auto const& of : all) {
    for (auto codes = of.codes; !codes.empty(); codes.remove_prefix(std::min<std::size_t>(4, codes.size()))) {
      CAPTURE(codes.substr(0, 3));
      CHECK(Currency::parse(codes.substr(0, 3))->decimals() == of.decimals);
    }
  }
  CHECK(Currency{"ZZZ"}.decimals() == 2);
}

TEST_CASE("parts are in proportion, together the whole, and what is left over goes to the largest remainders") {
  using Parts = std::vector<std::int64_t>;
  auto const parts = [](std::int64_t amount, Parts const& weights) { return allocate(amount, weights); };
  CHECK(parts(10, {1, 1}) == Parts{5, 5});
  CHECK(parts(11, {1, 1}) == Parts{6, 5});  // of equal ones the first
  CHECK(parts(100, {100, 200}) == Parts{33, 67});
  CHECK(parts(100, {1, 1, 1}) == Parts{34, 33, 33});
  CHECK(parts(7, {0, 3, 0}) == Parts{0, 7, 0});
  CHECK(parts(0, {5, 5}) == Parts{0, 0});
  CHECK(parts(0, {}) == Parts{});
  CHECK(parts(0, {0, 0}) == Parts{0, 0});
  CHECK(parts(largest, {largest, largest}) == Parts{largest / 2 + 1, largest / 2});
}

TEST_CASE("whatever the weights, parts are the amount, less than one unit off, and none more than its weight allows") {
  CHECK(rc::check([] {
    auto const weights = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000)));
    Wide sum = 0;
    for (auto const weight : weights) sum += weight;
    RC_PRE(sum > 0);
    auto const amount = *rc::gen::inRange<std::int64_t>(0, static_cast<std::int64_t>(sum) + 1);
    auto const parts = allocate(amount, weights);
    Wide together = 0;
    for (std::size_t n = 0; n < weights.size(); ++n) {
      together += parts[n];
      RC_ASSERT(parts[n] >= 0);
      RC_ASSERT(parts[n] <= weights[n]);
      auto const off = Wide{parts[n]} * sum - Wide{amount} * weights[n];
      RC_ASSERT(off < sum);
      RC_ASSERT(-off < sum);
    }
    RC_ASSERT(together == amount);
  }));
}
