#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lilac {

/// Three capital letters of ISO 4217.
struct Currency {
  std::array<char, 3> letters{'K', 'R', 'W'};
  constexpr Currency() = default;
  constexpr explicit Currency(char const (&code)[4]) : letters{code[0], code[1], code[2]} {}
  /// Nothing unless `code` is three capital letters.
  static std::optional<Currency> parse(std::string_view code);
  std::string_view text() const { return {letters.data(), letters.size()}; }
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
/// `104500 KRW`.
std::string to_text(Money amount);

}  // namespace lilac
