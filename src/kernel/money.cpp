#include "lilac/kernel/money.hpp"

#include <algorithm>
#include <limits>

namespace lilac {

namespace {

__extension__ using Wide = __int128;  // Holds every product of two amounts.

std::optional<Money> narrow(Wide minor, Currency currency) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (minor < Limits::min() || minor > Limits::max()) return std::nullopt;
  return Money{static_cast<std::int64_t>(minor), currency};
}

}  // namespace

std::optional<Currency> Currency::parse(std::string_view code) {
  auto const is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 3 || !std::all_of(code.begin(), code.end(), is_capital)) return std::nullopt;
  Currency currency;
  std::copy(code.begin(), code.end(), currency.letters.begin());
  return currency;
}

std::optional<Money> add(Money a, Money b) {
  if (a.currency != b.currency) return std::nullopt;
  return narrow(Wide{a.minor} + b.minor, a.currency);
}

std::optional<Money> subtract(Money a, Money b) {
  if (a.currency != b.currency) return std::nullopt;
  return narrow(Wide{a.minor} - b.minor, a.currency);
}

std::optional<Money> multiply(Money a, std::int64_t times) { return narrow(Wide{a.minor} * times, a.currency); }

std::optional<Money> share(Money amount, std::int64_t numerator, std::int64_t denominator) {
  if (denominator <= 0) return std::nullopt;
  Wide const product = Wide{amount.minor} * numerator;
  Wide quotient = product / denominator;
  if (product % denominator < 0) --quotient;  // Division truncates; a share goes toward minus infinity.
  return narrow(quotient, amount.currency);
}

std::string to_text(Money amount) {
  auto text = std::to_string(amount.minor);
  text += ' ';
  text += amount.currency.text();
  return text;
}

}  // namespace lilac
