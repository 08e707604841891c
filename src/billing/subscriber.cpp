#include "lilac/billing/subscriber.hpp"

#include <algorithm>
#include <span>

#include "lilac/billing/bill.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/events.hpp"
#include "lilac/billing/price_book.hpp"

namespace lilac::billing {

namespace {

constexpr std::int32_t age_of_majority = 19;

std::int32_t year_of(LocalDate day) {
  return static_cast<std::int32_t>(static_cast<int>(std::chrono::year_month_day{day}.year()));
}
Error invalid(std::string_view path, std::string_view found) {
  return refuse(subscriber_is_invalid, field(path), value(found));
}
Error invalid(std::string_view path, std::int64_t found) {
  return refuse(subscriber_is_invalid, field(path), value(found));
}
result<> check_guardian_limit(std::optional<std::int64_t> limit, std::string_view path) {
  if (limit && (*limit < 0 || *limit > largest_amount)) return invalid(path, *limit);
  return outcome::success();
}
// A discount has a name, and a term that a calendar can hold.
result<> check_discount(GrantedDiscount const& discount, std::string const& path) {
  if (discount.code.empty()) return invalid(path + "code", "empty");
  if (discount.months && (*discount.months < 1 || *discount.months > 1'200))
    return invalid(path + "months", *discount.months);
  return outcome::success();
}

// Nobody has the same add-on twice at a time.
bool is_at_a_time(AddOn const& one, AddOn const& other) {
  return one.code == other.code && (!one.until || *one.until > other.from) && (!other.until || *other.until > one.from);
}

// What happened last stays last: history is not rewritten.
result<> check_not_before(LocalDate day, LocalDate latest, std::string_view path) {
  if (day < latest) return refuse(day_is_too_early, field(path), value(to_text(day)), limit(to_text(latest)));
  return outcome::success();
}

}  // namespace

SubscriberStatus Subscriber::status() const {
  if (left_on) return SubscriberStatus::LEFT;
  return !suspensions.empty() && !suspensions.back().until ? SubscriberStatus::SUSPENDED : SubscriberStatus::ACTIVE;
}

bool Subscriber::is_active_on(LocalDate day) const {
  if (day < joined_on || (left_on && day >= *left_on)) return false;
  return std::ranges::none_of(
      suspensions, [&](Suspension const& pause) { return day >= pause.from && (!pause.until || day < *pause.until); });
}

PlanTerm const* Subscriber::plan_on(LocalDate day) const {
  PlanTerm const* found = nullptr;
  for (auto const& plan : plans) {
    if (plan.from <= day) found = &plan;
  }
  return found;
}

bool Subscriber::belongs_to(Cycle const& cycle) const {
  return joined_on <= cycle.last && (!left_on || *left_on > cycle.first);
}

bool Subscriber::is_minor_on(LocalDate day) const {
  return kind == CustomerKind::PERSONAL && birth_year && year_of(day) - *birth_year < age_of_majority;
}

result<SubscriberRegistered> Subscriber::register_line(Instant now) {
  // Its number fits into those of its bills.
  if (id.value < 1 || id.value > largest_subscriber_id) return invalid("subscriber_id", id.value);
  if (customer_id.value < 1) return invalid("customer_id", customer_id.value);
  BOOST_OUTCOME_TRY(check_cycle_day(cycle_day));
  if (birth_year && (*birth_year < 1900 || *birth_year > year_of(joined_on))) return invalid("birth_year", *birth_year);
  BOOST_OUTCOME_TRY(check_guardian_limit(guardian_limit, "guardian_limit"));
  if (plans.size() != 1 || plans.front().code.empty()) return invalid("plan", "empty");
  for (std::size_t n = 0; n < add_ons.size(); ++n) {
    auto const path = "add_ons[" + std::to_string(n) + "].";
    if (add_ons[n].code.empty()) return invalid(path + "code", "empty");
    if (add_ons[n].until && *add_ons[n].until <= add_ons[n].from)
      return invalid(path + "until", to_text(*add_ons[n].until));
    auto const others = std::span{add_ons}.first(n);
    if (std::ranges::any_of(others, [&](AddOn const& other) { return is_at_a_time(other, add_ons[n]); }))
      return refuse(add_on_is_subscribed, field(path + "code"), value(add_ons[n].code));
  }
  for (std::size_t n = 0; n < discounts.size(); ++n) {
    BOOST_OUTCOME_TRY(check_discount(discounts[n], "discounts[" + std::to_string(n) + "]."));
  }
  // From here on it succeeds.
  plans.front().from = joined_on;
  registered_at = updated_at = now;
  return SubscriberRegistered{id, customer_id, cycle_day, joined_on};
}

result<PlanChanged> Subscriber::change_plan(std::string code, LocalDate from, Instant now) {
  if (left_on) return refuse(line_has_left, field("subscriber_id"), value(to_text(*left_on)));
  if (code.empty()) return invalid("plan", "empty");
  BOOST_OUTCOME_TRY(check_not_before(from, plans.back().from, "from"));
  // From here on it succeeds. A second change on one day replaces the first.
  auto before = plans.back().code;
  if (plans.back().from == from)
    plans.back().code = code;
  else
    plans.push_back({code, from});
  updated_at = now;
  return PlanChanged{id, std::move(before), std::move(code), from};
}

result<SubscriberSuspended> Subscriber::suspend(LocalDate from, Instant now) {
  if (left_on) return refuse(line_has_left, field("subscriber_id"), value(to_text(*left_on)));
  if (status() == SubscriberStatus::SUSPENDED)
    return refuse(line_is_suspended, field("subscriber_id"), value(to_text(suspensions.back().from)));
  BOOST_OUTCOME_TRY(check_not_before(from, suspensions.empty() ? joined_on : *suspensions.back().until, "on"));
  // From here on it succeeds.
  suspensions.push_back({from, std::nullopt});
  updated_at = now;
  return SubscriberSuspended{id, from};
}

result<SubscriberResumed> Subscriber::resume(LocalDate on, Instant now) {
  if (status() != SubscriberStatus::SUSPENDED) return refuse(line_is_not_suspended, field("subscriber_id"));
  BOOST_OUTCOME_TRY(check_not_before(on, suspensions.back().from, "on"));
  // From here on it succeeds.
  suspensions.back().until = on;
  updated_at = now;
  return SubscriberResumed{id, on};
}

result<SubscriberLeft> Subscriber::leave(LocalDate on, Instant now) {
  if (left_on) return refuse(line_has_left, field("subscriber_id"), value(to_text(*left_on)));
  BOOST_OUTCOME_TRY(check_not_before(on, joined_on, "on"));
  // From here on it succeeds.
  left_on = on;
  updated_at = now;
  return SubscriberLeft{id, on};
}

ContactChanged Subscriber::change_contact(Address to_email, Address to_phone, Instant now) {
  email = std::move(to_email);
  phone = std::move(to_phone);
  updated_at = now;
  return {id, email.masked(), phone.masked()};
}

result<AddOnSubscribed> Subscriber::subscribe_add_on(std::string code, LocalDate from, Instant now) {
  if (left_on) return refuse(line_has_left, field("subscriber_id"), value(to_text(*left_on)));
  if (code.empty()) return invalid("code", "empty");
  BOOST_OUTCOME_TRY(check_not_before(from, joined_on, "from"));
  AddOn const wanted{code, from, std::nullopt};
  if (std::ranges::any_of(add_ons, [&](AddOn const& add_on) { return is_at_a_time(add_on, wanted); }))
    return refuse(add_on_is_subscribed, field("code"), value(code));
  // From here on it succeeds.
  add_ons.push_back(wanted);
  updated_at = now;
  return AddOnSubscribed{id, std::move(code), from};
}

result<AddOnEnded> Subscriber::end_add_on(std::string code, LocalDate on, Instant now) {
  auto const found =
      std::ranges::find_if(add_ons, [&](AddOn const& add_on) { return add_on.code == code && !add_on.until; });
  if (found == add_ons.end()) return refuse(add_on_is_not_subscribed, field("code"), value(code));
  BOOST_OUTCOME_TRY(check_not_before(on, found->from + std::chrono::days{1}, "on"));
  // From here on it succeeds.
  found->until = on;
  updated_at = now;
  return AddOnEnded{id, std::move(code), on};
}

result<std::optional<DiscountGranted>> Subscriber::grant_discount(GrantedDiscount discount, Instant now) {
  if (left_on) return refuse(line_has_left, field("subscriber_id"), value(to_text(*left_on)));
  BOOST_OUTCOME_TRY(check_discount(discount, ""));
  // From here on it succeeds.
  auto const is_granted = std::ranges::any_of(discounts, [&](GrantedDiscount const& granted) {
    return granted.code == discount.code && granted.from == discount.from && granted.months == discount.months;
  });
  if (is_granted) return std::optional<DiscountGranted>{};
  discounts.push_back(discount);
  updated_at = now;
  return std::optional{DiscountGranted{id, std::move(discount.code), discount.from, discount.months}};
}

result<GuardianLimitSet> Subscriber::set_guardian_limit(std::optional<std::int64_t> limit, Instant now) {
  BOOST_OUTCOME_TRY(check_guardian_limit(limit, "limit"));
  // From here on it succeeds.
  guardian_limit = limit;
  updated_at = now;
  return GuardianLimitSet{id, limit};
}

void Subscriber::date_back(LocalDate day, std::int32_t collecting) {
  if (period_of(day, cycle_day) < collecting) changed_from = std::min(changed_from.value_or(day), day);
}

}  // namespace lilac::billing
