// One line and one cycle, to be charged.
#pragma once

#include <doctest/doctest.h>

#include "lilac/billing/charging.hpp"
#include "lilac/billing/errors.hpp"

namespace lilac::billing {

inline LocalDate day(std::string_view text) { return parse_date(text).value(); }

/// Line 1 since 2025-06-01 on P1 for 33,000; the cycle 2025-12-26 to 2026-01-25, 31 days; nothing else.
struct Facts {
  Subscriber line;
  Cycle cycle = cycle_of(202601, 25);
  PriceBook prices;
  std::vector<Usage> used;
  std::vector<LedgerEntry> entries;
  CarriedOver before{};

  Facts() {
    line.id = {1};
    line.customer_id = {1001};
    line.cycle_day = 25;
    line.joined_on = day("2025-06-01");
    line.plans = {{"P1", line.joined_on}};
    prices.plans = {{"P1", "LTE 33", 33'000}, {"P2", "5G 55", 55'000}};
    prices.add_ons = {{"SAFE", "Phone care", 5'500}};
    prices.discounts = {{"CONTRACT", "24 months", DiscountBase::LIST_PLAN, 25, 0, {}},
                        {"SOLDIER", "Soldier", DiscountBase::PLAN_LEFT, 20, 0, {}},
                        {"WELFARE", "Welfare", DiscountBase::PLAN_AND_USE_LEFT, 50, 0, 26'000},
                        {"BUNDLE", "Internet and mobile", DiscountBase::FIXED, 0, 5'500, {}}};
    prices.minor_limit = 30'000;
  }
  Facts& grant(std::string code, std::optional<std::int32_t> months = {}) {
    line.discounts.push_back({std::move(code), line.joined_on, months});
    return *this;
  }
  Facts& use(UsageKind kind, std::int64_t amount) {
    Usage usage;
    usage.id = {static_cast<std::int64_t>(used.size()) + 1};
    usage.kind = kind;
    usage.period = usage.used_in = cycle.period();
    usage.description = "something";
    usage.amount = amount;
    if (kind == UsageKind::MICROPAYMENT) {
      usage.counterparty = "A shop";
      usage.tax = Tax::PASS_THROUGH;
    }
    used.push_back(usage);
    return *this;
  }
  Facts& enter(EntryKind kind, std::int64_t amount) {
    LedgerEntry entry;
    entry.id = {static_cast<std::int64_t>(entries.size()) + 1};
    entry.kind = kind;
    entry.amount = amount;
    entry.reference = "r";
    entries.push_back(entry);
    return *this;
  }
  result<Charges> judged() const { return charge({line, cycle, prices, used, entries, before}); }
  Charges charged() const {
    auto charges = judged();
    REQUIRE(charges);
    return std::move(charges).value();
  }
};

inline std::int64_t sum_of(Charges const& charges) {
  std::int64_t sum = 0;
  for (auto const& line : charges.lines) sum += line.amount;
  return sum;
}
/// The amounts of all lines of a kind, in order.
inline std::vector<std::int64_t> amounts(Charges const& charges, LineKind kind) {
  std::vector<std::int64_t> found;
  for (auto const& line : charges.lines) {
    if (line.kind == kind) found.push_back(line.amount);
  }
  return found;
}
inline BillLine line_of(Charges const& charges, LineKind kind) {
  for (auto const& line : charges.lines) {
    if (line.kind == kind) return line;
  }
  FAIL("there is no such line");
  return {};
}

using Amounts = std::vector<std::int64_t>;

}  // namespace lilac::billing
