// One line: what it has subscribed to, since when, and how its bill reaches somebody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/billing/period.hpp"
#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac::billing {

/// A plan from a day on, until the next one.
struct PlanTerm {
  std::string code;
  LocalDate from{};
};
BOOST_DESCRIBE_STRUCT(PlanTerm, (), (code, from))

/// An add-on from a day on; on `until` it has ended.
struct AddOn {
  std::string code;
  LocalDate from{};
  std::optional<LocalDate> until;
};
BOOST_DESCRIBE_STRUCT(AddOn, (), (code, from, until))

/// A discount for a number of months; without one, for the price book's term.
struct GrantedDiscount {
  std::string code;
  LocalDate from{};
  std::optional<std::int32_t> months;
};
BOOST_DESCRIBE_STRUCT(GrantedDiscount, (), (code, from, months))

/// Nothing is charged by the month from `from` on; on `until` the line works again.
struct Suspension {
  LocalDate from{};
  std::optional<LocalDate> until;
};
BOOST_DESCRIBE_STRUCT(Suspension, (), (from, until))

struct SubscriberRegistered;
struct PlanChanged;
struct SubscriberSuspended;
struct SubscriberResumed;
struct SubscriberLeft;
struct ContactChanged;
struct AddOnSubscribed;
struct AddOnEnded;
struct DiscountGranted;
struct GuardianLimitSet;

struct Subscriber {
  SubscriberId id;
  AccountId customer_id;
  CustomerKind kind = CustomerKind::PERSONAL;
  PersonalText name;
  Address email;
  Address phone;
  std::optional<std::int32_t> birth_year;  ///< of a person; without it nobody is a minor
  std::optional<std::int64_t> guardian_limit;
  std::int32_t cycle_day = 1;
  LocalDate joined_on{};
  std::optional<LocalDate> left_on;  ///< on that day the line has ended
  std::vector<PlanTerm> plans;       ///< ascending; the first begins on joined_on
  std::vector<AddOn> add_ons;
  std::vector<GrantedDiscount> discounts;
  std::vector<Suspension> suspensions;  ///< ascending; only the last may lack an end
  Instant registered_at;
  Instant updated_at;
  std::int32_t in_time_for = 0;  ///< the first opening of a run of its cycle day that it came before; see BillingCycle
  std::optional<LocalDate> changed_from;  ///< a change since the last bill is dated back to this day of a billed cycle

  static constexpr std::uint16_t number = 3002;
  static constexpr auto is_person = PersonKind::subscriber;
  static constexpr auto methods =
      names("register_line", "change_plan", "suspend", "resume", "leave", "change_contact", "subscribe_add_on",
            "end_add_on", "grant_discount", "set_guardian_limit", "date_back");
  struct find_by_cycle_day;
  struct find_by_customer_id;
  using finders = types<find_by_cycle_day, find_by_customer_id>;

  SubscriberStatus status() const;
  /// Whether something may be charged by the month on `day`.
  bool is_active_on(LocalDate day) const;
  /// Null before the first plan.
  PlanTerm const* plan_on(LocalDate day) const;
  /// Whether the line existed on some day of the cycle.
  bool belongs_to(Cycle const& cycle) const;
  /// On the cycle's last day the person is not yet 19: the year counts, as the law counts it.
  bool is_minor_on(LocalDate day) const;

  /// The command's fields are in place. Errors: subscriber_is_invalid (4306), naming the field; add_on_is_subscribed
  /// (4306) for the same add-on twice at a time; cycle_day_is_not_a_day (4305).
  result<SubscriberRegistered> register_line(Instant now);
  /// The change day belongs to the new plan. Errors: line_has_left, day_is_too_early (4306), subscriber_is_invalid.
  result<PlanChanged> change_plan(std::string code, LocalDate from, Instant now);
  /// Errors: line_has_left, line_is_suspended, day_is_too_early (4306).
  result<SubscriberSuspended> suspend(LocalDate from, Instant now);
  /// Errors: line_is_not_suspended, day_is_too_early (4306).
  result<SubscriberResumed> resume(LocalDate on, Instant now);
  /// Errors: line_has_left, day_is_too_early (4306).
  result<SubscriberLeft> leave(LocalDate on, Instant now);
  ContactChanged change_contact(Address to_email, Address to_phone, Instant now);
  /// Errors: line_has_left, day_is_too_early, add_on_is_subscribed (4306), subscriber_is_invalid.
  result<AddOnSubscribed> subscribe_add_on(std::string code, LocalDate from, Instant now);
  /// Errors: add_on_is_not_subscribed, day_is_too_early (4306).
  result<AddOnEnded> end_add_on(std::string code, LocalDate on, Instant now);
  /// Nothing when it is granted so already. Errors: line_has_left (4306), subscriber_is_invalid.
  result<std::optional<DiscountGranted>> grant_discount(GrantedDiscount discount, Instant now);
  /// Errors: subscriber_is_invalid.
  result<GuardianLimitSet> set_guardian_limit(std::optional<std::int64_t> limit, Instant now);
  /// A change counts from `day` on. Where that is in a cycle before `collecting`, whose run has been opened, the next
  /// bill makes up for it.
  void date_back(LocalDate day, std::int32_t collecting);
};
BOOST_DESCRIBE_STRUCT(Subscriber, (),
                      (id, customer_id, kind, name, email, phone, birth_year, guardian_limit, cycle_day, joined_on,
                       left_on, plans, add_ons, discounts, suspensions, registered_at, updated_at, in_time_for,
                       changed_from))
/// By id: what a run walks.
struct Subscriber::find_by_cycle_day : Index<&Subscriber::cycle_day> {};
struct Subscriber::find_by_customer_id : Index<&Subscriber::customer_id> {};

}  // namespace lilac::billing
