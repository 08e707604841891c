#include "lilac/billing/price_book.hpp"

#include <algorithm>
#include <set>

#include "lilac/billing/errors.hpp"
#include "lilac/billing/events.hpp"
#include "lilac/kernel/money.hpp"

namespace lilac::billing {

namespace {

template <class T>
T const* find(std::vector<T> const& all, std::string_view code) {
  auto const found = std::ranges::find(all, code, &T::code);
  return found == all.end() ? nullptr : &*found;
}

Error invalid(std::string const& path, std::string_view found) {
  return refuse(prices_are_invalid, field(path), value(found));
}
Error invalid(std::string const& path, std::int64_t found) {
  return refuse(prices_are_invalid, field(path), value(found));
}
bool is_amount(std::int64_t amount) { return amount >= 0 && amount <= largest_amount; }
bool is_percent(std::int32_t percent) { return percent >= 0 && percent <= 100; }

// A code is said once among its kind, and every price has a name.
template <class T>
result<> check_codes(std::vector<T> const& all, std::string const& list) {
  std::set<std::string_view> codes;
  for (std::size_t n = 0; n < all.size(); ++n) {
    auto const path = list + "[" + std::to_string(n) + "]";
    if (all[n].code.empty() || !codes.insert(all[n].code).second) return invalid(path + ".code", all[n].code);
    if (is_blank(all[n].name)) return invalid(path + ".name", all[n].name);
  }
  return outcome::success();
}
result<> check_prices(std::vector<Price> const& prices, std::string const& list) {
  BOOST_OUTCOME_TRY(check_codes(prices, list));
  for (std::size_t n = 0; n < prices.size(); ++n) {
    if (!is_amount(prices[n].monthly)) return invalid(list + "[" + std::to_string(n) + "].monthly", prices[n].monthly);
  }
  return outcome::success();
}
// A discount is a share of something, or an amount, and never both.
result<> check_discounts(std::vector<Discount> const& discounts) {
  BOOST_OUTCOME_TRY(check_codes(discounts, "discounts"));
  for (std::size_t n = 0; n < discounts.size(); ++n) {
    auto const& discount = discounts[n];
    auto const path = "discounts[" + std::to_string(n) + "].";
    auto const is_fixed = discount.base == DiscountBase::FIXED;
    if (!is_percent(discount.percent) || (is_fixed && discount.percent != 0))
      return invalid(path + "percent", discount.percent);
    if (!is_amount(discount.amount) || (!is_fixed && discount.amount != 0))
      return invalid(path + "amount", discount.amount);
    if (discount.cap && !is_amount(*discount.cap)) return invalid(path + "cap", *discount.cap);
    if (discount.months && (*discount.months < 1 || *discount.months > 1'200))
      return invalid(path + "months", *discount.months);
  }
  return outcome::success();
}

}  // namespace

result<PricesPublished> PriceBook::publish(Instant now) {
  // Amounts are in a currency.
  if (!Currency::parse(currency)) return invalid("currency", currency);
  if (plans.empty()) return invalid("plans", "empty");
  BOOST_OUTCOME_TRY(check_prices(plans, "plans"));
  BOOST_OUTCOME_TRY(check_prices(add_ons, "add_ons"));
  BOOST_OUTCOME_TRY(check_discounts(discounts));
  if (!is_percent(vat_percent)) return invalid("vat_percent", vat_percent);
  if (!is_percent(late_fee_percent)) return invalid("late_fee_percent", late_fee_percent);
  if (truncate_below < 1 || truncate_below > 1'000'000) return invalid("truncate_below", truncate_below);
  if (!is_amount(minor_limit)) return invalid("minor_limit", minor_limit);
  // From here on it succeeds.
  published_at = now;
  return PricesPublished{id, static_cast<std::int32_t>(plans.size()), static_cast<std::int32_t>(add_ons.size()),
                         static_cast<std::int32_t>(discounts.size())};
}

Price const* PriceBook::find_plan(std::string_view code) const { return find(plans, code); }
Price const* PriceBook::find_add_on(std::string_view code) const { return find(add_ons, code); }
Discount const* PriceBook::find_discount(std::string_view code) const { return find(discounts, code); }

}  // namespace lilac::billing
