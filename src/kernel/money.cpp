#include "lilac/kernel/money.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

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

std::vector<std::int64_t> allocate(std::int64_t amount, std::span<std::int64_t const> weights) {
  Wide sum = 0;
  for (auto const weight : weights) sum += weight;
  std::vector<std::int64_t> parts(weights.size());
  if (sum == 0) return parts;
  auto left = amount;
  std::vector<Wide> remainders(weights.size());
  for (std::size_t n = 0; n < weights.size(); ++n) {
    auto const product = Wide{amount} * weights[n];
    parts[n] = static_cast<std::int64_t>(product / sum);
    remainders[n] = product % sum;
    left -= parts[n];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t n = 0; left > 0; ++n, --left) ++parts[order[n]];
  return parts;
}

std::string to_text(Money amount) {
  auto text = std::to_string(amount.minor);
  text += ' ';
  text += amount.currency.text();
  return text;
}

std::string to_decimal_text(Money amount) {
  auto const is_negative = amount.minor < 0;
  auto digits = std::to_string(amount.minor).substr(is_negative ? 1 : 0);
  auto const decimals = static_cast<std::size_t>(amount.currency.decimals());
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return (is_negative ? "-" : "") + digits + " " + std::string(amount.currency.text());
}

}  // namespace lilac
