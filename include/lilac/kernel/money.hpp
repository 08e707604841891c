#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lilac {

/// Three capital letters of ISO 4217.
struct Currency {
  std::array<char, 3> letters{'K', 'R', 'W'};
  constexpr Currency() = default;
  constexpr explicit Currency(char const (&code)[4]) : letters{code[0], code[1], code[2]} {}
  /// Nothing unless `code` is three capital letters.
  static std::optional<Currency> parse(std::string_view code);
  std::string_view text() const { return {letters.data(), letters.size()}; }
  /// How many decimals its amounts are written with: one of its units is ten to that power of minor ones. As ISO 4217
  /// says (list one, column "minor unit"); 0 where that says N.A., 2 of a code that is not on the list.
  std::int32_t decimals() const;
  auto operator<=>(Currency const&) const = default;
};

/// An integer number of the currency's minor units. No floating point comes near it.
struct Money {
  std::int64_t minor{};
  Currency currency{};
  bool operator==(Money const&) const = default;
};

/// Nothing when the currencies differ or the sum does not fit.
std::optional<Money> add(Money a, Money b);
std::optional<Money> subtract(Money a, Money b);
/// Nothing when the product does not fit.
std::optional<Money> multiply(Money a, std::int64_t times);
/// ⌊amount × numerator ÷ denominator⌋ toward minus infinity, without intermediate overflow. Nothing when the result
/// does not fit or the denominator is not positive.
std::optional<Money> share(Money amount, std::int64_t numerator, std::int64_t denominator);
/// Parts of `amount` in proportion to the weights, together exactly the amount: each is cut to whole units, and what
/// that leaves goes to the largest remainders, one unit each, of equal ones to the first. No part is more than its
/// weight where the amount is at most their sum. The amount and the weights are not negative, and some weight is
/// positive unless the amount is 0.
std::vector<std::int64_t> allocate(std::int64_t amount, std::span<std::int64_t const> weights);
/// `104500 KRW`: minor units.
std::string to_text(Money amount);
/// `104500 KRW`, `1045.00 USD`, `104.500 KWD`: as people write it.
std::string to_decimal_text(Money amount);

}  // namespace lilac
