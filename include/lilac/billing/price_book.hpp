// What things cost. A published version never changes: bills of years ago are charged again with the prices of then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac::billing {

/// A plan or an add-on. Amounts are minor units of the book's currency.
struct Price {
  std::string code;
  std::string name;  ///< as the bill shows it
  std::int64_t monthly = 0;
  Tax tax = Tax::TAXABLE;
  bool includes_tax = true;
};
BOOST_DESCRIBE_STRUCT(Price, (), (code, name, monthly, tax, includes_tax))

struct Discount {
  std::string code;
  std::string name;
  DiscountBase base = DiscountBase::LIST_PLAN;
  std::int32_t percent = 0;              ///< of the base; 0 of a FIXED one
  std::int64_t amount = 0;               ///< of a FIXED one
  std::optional<std::int64_t> cap{};     ///< a month, at most
  std::optional<std::int32_t> months{};  ///< its term, where the grant names none; empty: for good
};
BOOST_DESCRIBE_STRUCT(Discount, (), (code, name, base, percent, amount, cap, months))

struct PricesPublished;

struct PriceBook {
  PriceBookId id;  ///< the version, from 1
  std::string currency = "KRW";
  std::vector<Price> plans;
  std::vector<Price> add_ons;
  std::vector<Discount> discounts;  ///< in the order in which they are granted
  std::int32_t vat_percent = 10;    ///< 0: no tax is charged or shown
  std::int32_t late_fee_percent = 2;
  std::int64_t truncate_below = 10;  ///< the total is cut to a multiple of it; 1: it is not
  std::int64_t minor_limit = 0;      ///< micropayments of a minor in a cycle, where no guardian has set a limit
  std::int64_t content_hash = 0;     ///< the same content again is the same version
  Instant published_at;

  static constexpr std::uint16_t number = 3001;
  static constexpr auto methods = names("publish", "find_plan", "find_add_on", "find_discount");

  /// Errors: prices_are_invalid (4312), naming the field.
  result<PricesPublished> publish(Instant now);
  /// Null when there is none of that code.
  Price const* find_plan(std::string_view code) const;
  Price const* find_add_on(std::string_view code) const;
  Discount const* find_discount(std::string_view code) const;
};
BOOST_DESCRIBE_STRUCT(PriceBook, (),
                      (id, currency, plans, add_ons, discounts, vat_percent, late_fee_percent, truncate_below,
                       minor_limit, content_hash, published_at))

/// Largest amount of one price or of one record of usage.
inline constexpr std::int64_t largest_amount = 1'000'000'000'000;

}  // namespace lilac::billing
