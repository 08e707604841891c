#include "lilac/billing/charging.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "billing/lowerable.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/kernel/money.hpp"

namespace lilac::billing {

namespace {

/// ⌊amount × numerator ÷ denominator⌋; amounts are far within 64 bits (see largest_amount).
std::int64_t part_of(std::int64_t amount, std::int64_t numerator, std::int64_t denominator) {
  return share(Money{amount}, numerator, denominator)->minor;
}

/// The days between two changes.
struct Segment {
  LocalDate first;
  std::int32_t days = 0;
};

class Charging {
 public:
  explicit Charging(ChargingFacts const& facts) : facts_(facts), line_(facts.subscriber) {}

  result<Charges> charges() {
    cut_into_segments();
    BOOST_OUTCOME_TRY(plans());
    BOOST_OUTCOME_TRY(add_ons());
    BOOST_OUTCOME_TRY(usage());
    BOOST_OUTCOME_TRY(discounts());
    adjustments();
    carried_over();
    tax();
    last_step();
    return std::move(charges_);
  }

 private:
  // A change day belongs to what is new.
  void cut_into_segments() {
    std::set<LocalDate> starts{facts_.cycle.first};
    auto const change = [&](std::optional<LocalDate> day) {
      if (day && *day > facts_.cycle.first && *day <= facts_.cycle.last) starts.insert(*day);
    };
    change(line_.joined_on);
    change(line_.left_on);
    for (auto const& plan : line_.plans) change(plan.from);
    for (auto const& pause : line_.suspensions) change(pause.from), change(pause.until);
    for (auto const& add_on : line_.add_ons) change(add_on.from), change(add_on.until);
    for (auto at = starts.begin(); at != starts.end(); ++at) {
      auto const next = std::next(at);
      auto const end = next == starts.end() ? facts_.cycle.last + std::chrono::days{1} : *next;
      segments_.push_back({*at, static_cast<std::int32_t>((end - *at).count())});
    }
  }

  /// A month's price by the days on which `counts`, as one line. Each segment has its share; the last one takes what
  /// division left, so that all segments together are the price.
  template <class Counts>
  void by_days(LineKind kind, Price const& price, Counts counts) {
    std::int64_t amount = 0, given = 0;
    std::int32_t days = 0;
    for (auto const& segment : segments_) {
      auto const is_last = &segment == &segments_.back();
      auto const share = is_last ? price.monthly - given : part_of(price.monthly, segment.days, facts_.cycle.days());
      given += share;
      if (!counts(segment.first)) continue;
      amount += share;
      days += segment.days;
    }
    if (days == 0) return;
    auto& line = add(kind, price.code, amount, price.tax, price.includes_tax);
    line.name = price.name;
    line.unit = days == facts_.cycle.days() ? Unit::MONTH : Unit::DAY;
    line.quantity = line.unit == Unit::MONTH ? 1 : days;
  }

  result<> plans() {
    std::vector<Price const*> in_force;
    for (auto const& segment : segments_) {
      auto const* plan = line_.is_active_on(segment.first) ? line_.plan_on(segment.first) : nullptr;
      if (plan == nullptr) continue;
      auto const* price = facts_.prices.find_plan(plan->code);
      if (price == nullptr) return refuse(plan_is_unknown, field("plans"), value(plan->code));
      if (std::ranges::find(in_force, price) == in_force.end()) in_force.push_back(price);
    }
    for (auto const* price : in_force) {
      by_days(LineKind::PLAN, *price, [&](LocalDate day) {
        auto const* plan = line_.plan_on(day);
        return line_.is_active_on(day) && plan != nullptr && plan->code == price->code;
      });
    }
    plan_ = lowerable(LineKind::PLAN);
    plan_list_ = plan_.sum();
    return outcome::success();
  }

  result<> add_ons() {
    for (auto const& add_on : line_.add_ons) {
      if (add_on.from > facts_.cycle.last || (add_on.until && *add_on.until <= facts_.cycle.first)) continue;
      auto const* price = facts_.prices.find_add_on(add_on.code);
      if (price == nullptr) return refuse(add_on_is_unknown, field("add_ons"), value(add_on.code));
      by_days(LineKind::ADD_ON, *price, [&](LocalDate day) {
        return line_.is_active_on(day) && day >= add_on.from && (!add_on.until || day < *add_on.until);
      });
    }
    add_ons_ = lowerable(LineKind::ADD_ON);
    return outcome::success();
  }

  // A minor buys no more than a guardian allows: a bill that says so is not written.
  result<> usage() {
    std::map<std::int32_t, std::size_t> records;
    for (auto const& used : facts_.usage) {
      if (++records[used.period] > most_usage_of_a_cycle)
        return refuse(too_much_in_one_cycle, field("usage"), limit(std::int64_t{most_usage_of_a_cycle}));
    }
    for (auto const kind : {UsageKind::OVER_PLAN, UsageKind::MICROPAYMENT, UsageKind::INSTALMENT}) {
      for (auto const& used : facts_.usage) {
        if (used.kind == kind) add_usage(used);
      }
    }
    use_ = lowerable(LineKind::USE);
    return guardian_limit();
  }

  // By the month in which it was bought: a bill may have what an earlier one lacked, or what came late. Whoever was a
  // minor then counts.
  result<> guardian_limit() {
    auto const allowed = line_.guardian_limit.value_or(facts_.prices.minor_limit);
    std::map<std::int32_t, std::int64_t> bought;
    for (auto const& used : facts_.usage) {
      if (used.kind == UsageKind::MICROPAYMENT) bought[used.used_in] += used.amount;
    }
    for (auto const& used : facts_.bought_before) {
      if (auto const month = bought.find(used.used_in); month != bought.end()) month->second += used.amount;
    }
    for (auto const& [period, sum] : bought) {
      auto const is_minor = line_.is_minor_on(cycle_of(period, facts_.cycle.cycle_day()).last);
      if (is_minor && sum > allowed)
        return refuse(guardian_limit_is_passed, field("usage"), value(sum), limit(allowed));
    }
    return outcome::success();
  }

  void add_usage(Usage const& used) {
    auto const kind = used.kind == UsageKind::OVER_PLAN      ? LineKind::USE
                      : used.kind == UsageKind::MICROPAYMENT ? LineKind::MICROPAYMENT
                                                             : LineKind::INSTALMENT;
    auto& line = add(kind, used.description, used.amount, used.tax, used.includes_tax);
    line.quantity = used.quantity;
    line.unit = used.unit;
    line.source_id = used.id.value;
    if (used.kind != UsageKind::MICROPAYMENT) return;
    line.counterparty = used.counterparty;
    line.at = used.at;
  }

  // In the book's order, each cut to whole units, at most its cap, and never more than is left. Of nothing it is
  // nothing.
  result<> discounts() {
    for (auto const& granted : line_.discounts) {
      if (is_granted_in(granted.from, granted.months, facts_.cycle) &&
          facts_.prices.find_discount(granted.code) == nullptr)
        return refuse(discount_is_unknown, field("discounts"), value(granted.code));
    }
    for (auto const& discount : facts_.prices.discounts) {
      auto const is_granted = std::ranges::any_of(line_.discounts, [&](GrantedDiscount const& granted) {
        auto const months = granted.months ? granted.months : discount.months;
        return granted.code == discount.code && is_granted_in(granted.from, months, facts_.cycle);
      });
      if (is_granted) grant(discount);
    }
    return outcome::success();
  }

  // What was taken back lowers what is left: no discount makes a credit.
  void grant(Discount const& discount) {
    auto const base = base_of(discount);
    auto const amount = discount.base == DiscountBase::FIXED ? discount.amount : part_of(base, discount.percent, 100);
    auto rest = std::min(
        {amount, discount.cap.value_or(amount), reach_of(discount), plan_.sum() + use_.sum() + add_ons_.sum()});
    for (auto* from : {&plan_, &use_, &add_ons_}) lower(*from, rest, discount);
  }
  /// What the percentage is of.
  std::int64_t base_of(Discount const& discount) const {
    return discount.base == DiscountBase::LIST_PLAN ? plan_list_ : reach_of(discount);
  }
  /// What a discount may lower.
  std::int64_t reach_of(Discount const& discount) const {
    switch (discount.base) {
      case DiscountBase::LIST_PLAN:
      case DiscountBase::PLAN_LEFT:
        break;
      case DiscountBase::PLAN_AND_USE_LEFT:
        return plan_.sum() + use_.sum();
      case DiscountBase::FIXED:
        return plan_.sum() + use_.sum() + add_ons_.sum();
    }
    return plan_.sum();
  }

  // A discount is taxed as what it lowers, share by share.
  void lower(Lowerable& from, std::int64_t& rest, Discount const& discount) {
    auto const taken = std::min(rest, from.left());
    if (taken <= 0) return;
    rest -= taken;
    for (auto const& part : from.take(taken))
      add(LineKind::DISCOUNT, discount.code, -part.amount, part.tax, part.includes_tax).name = discount.name;
  }

  void adjustments() {
    for (auto const& entry : facts_.entries) {
      if (entry.kind != EntryKind::ADJUSTMENT) continue;
      add(LineKind::ADJUSTMENT, entry.reference, entry.amount, Tax::EXEMPT, true).source_id = entry.id.value;
    }
  }

  // What was paid settles the oldest first. A late fee is taken once: on what was new on the bill before.
  void carried_over() {
    std::int64_t paid = 0;
    for (auto const& entry : facts_.entries) {
      if (entry.kind == EntryKind::PAYMENT) paid += entry.amount;
    }
    auto const& before = facts_.before;
    auto const unpaid = before.total - paid;
    auto const credit = before.credit + std::max<std::int64_t>(0, -unpaid);
    if (credit > 0) add(LineKind::CREDIT, "", -credit, Tax::PASS_THROUGH, true).source_id = before.bill_id.value;
    if (unpaid <= 0) return;
    charges_.arrears = unpaid;
    add(LineKind::ARREARS, "", unpaid, Tax::PASS_THROUGH, true).source_id = before.bill_id.value;
    auto const percent = facts_.prices.late_fee_percent;
    late_fee_ = before.due_on <= facts_.cycle.last ? part_of(std::min(unpaid, before.own), percent, 100) : 0;
    if (late_fee_ > 0) add(LineKind::LATE_FEE, "", late_fee_, Tax::EXEMPT, true).source_id = before.bill_id.value;
  }

  // Once a bill, of all prices together.
  void tax() {
    auto const percent = facts_.prices.vat_percent;
    std::int64_t with = 0, without = 0;
    for (auto const& line : charges_.lines) {
      if (line.tax == Tax::TAXABLE) (line.includes_tax ? with : without) += line.amount;
    }
    charges_.vat_included = part_of(std::max<std::int64_t>(0, with), percent, 100 + percent);
    auto const vat = part_of(std::max<std::int64_t>(0, without), percent, 100);
    if (vat > 0) add(LineKind::VAT, "", vat, Tax::PASS_THROUGH, false);
  }

  // Nobody pays less than nothing, nor the last few units.
  void last_step() {
    auto& total = charges_.total;
    for (auto const& line : charges_.lines) total += line.amount;
    if (total < 0) {
      charges_.credit_carried = -total;
      add(LineKind::CREDIT_CARRIED, "", -total, Tax::PASS_THROUGH, true);
      total = 0;
    } else if (auto const cut = total % facts_.prices.truncate_below; cut > 0) {
      add(LineKind::ROUNDING, "", -cut, Tax::PASS_THROUGH, true);
      total -= cut;
    }
    charges_.own = std::max<std::int64_t>(0, total - charges_.arrears - late_fee_);
  }

  BillLine& add(LineKind kind, std::string code, std::int64_t amount, Tax tax, bool includes_tax) {
    auto& line = charges_.lines.emplace_back();
    line.kind = kind;
    line.code = std::move(code);
    line.amount = amount;
    line.tax = tax;
    line.includes_tax = includes_tax;
    return line;
  }
  Lowerable lowerable(LineKind kind) const {
    Lowerable all;
    for (auto const& line : charges_.lines) {
      if (line.kind == kind) all.add(line);
    }
    return all;
  }

  ChargingFacts const& facts_;
  Subscriber const& line_;
  std::vector<Segment> segments_;
  Charges charges_;
  std::int64_t plan_list_ = 0;
  Lowerable plan_, use_, add_ons_;  ///< what discounts have left of them
  std::int64_t late_fee_ = 0;
};

}  // namespace

result<Charges> charge(ChargingFacts const& facts) { return Charging{facts}.charges(); }

bool is_granted_in(LocalDate from, std::optional<std::int32_t> months, Cycle const& cycle) {
  if (from > cycle.last) return false;
  return !months || months_between(period_of(from, cycle.cycle_day()), cycle.period()) < *months;
}

LocalDate due_on(Cycle const& cycle, Rules const& rules) {
  auto day = cycle.last + std::chrono::days{rules.due_days};
  while (std::ranges::find(rules.holidays, day) != rules.holidays.end()) day += std::chrono::days{1};
  return day;
}

}  // namespace lilac::billing
