// Prices, subscribers, what they use and what they pay.
#include "billing/known.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::billing {

namespace {

template <class T>
std::int64_t hash_of(T const& content) {
  return static_cast<std::int64_t>(digest(type_of<T>(), &content));
}

/// The bills of one cycle day, from the first line on.
result<BillingCycle const*> ensure_cycle(Work& work, std::int32_t cycle_day) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(BillingCycleId{cycle_day}));
  if (known != nullptr) return known;
  return &work.keep(*work.create(BillingCycleId{cycle_day}));
}

/// Runs one change of a line and saves what it decided.
template <class C, class Change>
result<Subscriber> change_line(Handling<C>& work, SubscriberId id, Change change) {
  BOOST_OUTCOME_TRY(auto* line, work.load(id));
  BOOST_OUTCOME_TRY(auto event, change(*line));
  return work.save(*line, std::move(event));
}

// What counts from a day of a billed cycle on is made up for by the next bill.
result<> date_back(Work& work, Subscriber& line, LocalDate day) {
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{line.cycle_day}));
  line.date_back(day, cycle->collecting);
  return outcome::success();
}

/// The same for a change that counts from a day on.
template <class C, class Change>
result<Subscriber> change_line_from(Handling<C>& work, SubscriberId id, LocalDate day, Change change) {
  BOOST_OUTCOME_TRY(auto* line, work.load(id));
  BOOST_OUTCOME_TRY(auto event, change(*line));
  BOOST_OUTCOME_TRY(date_back(work, *line, day));
  return work.save(*line, std::move(event));
}

}  // namespace

result<PriceBook> handle(Handling<PublishPrices>& work, PublishPrices const& command) {
  BOOST_OUTCOME_TRY(auto const newest, newest_prices(work));
  auto const hash = hash_of(command);
  if (newest) {
    BOOST_OUTCOME_TRY(auto const* known, work.read(*newest));
    if (known->content_hash == hash) return *known;
    // What is owed in one currency cannot be carried into another.
    if (known->currency != command.currency)
      return refuse(prices_are_invalid, field("currency"), value(command.currency));
  }
  BOOST_OUTCOME_TRY(auto* book, work.create<PriceBook>());
  book->currency = command.currency;
  book->plans = command.plans;
  book->add_ons = command.add_ons;
  book->discounts = command.discounts;
  book->vat_percent = command.vat_percent;
  book->late_fee_percent = command.late_fee_percent;
  book->truncate_below = command.truncate_below;
  book->minor_limit = command.minor_limit;
  book->content_hash = hash;
  BOOST_OUTCOME_TRY(auto published, book->publish(work.now()));
  return work.save(*book, published);
}

result<Subscriber> handle(Handling<RegisterSubscriber>& work, RegisterSubscriber const& command) {
  Subscriber wanted;
  wanted.id = command.subscriber_id;
  wanted.customer_id = command.customer_id;
  wanted.kind = command.kind;
  wanted.name = command.name;
  wanted.email = command.email;
  wanted.phone = command.phone;
  wanted.birth_year = command.birth_year;
  wanted.guardian_limit = command.guardian_limit;
  wanted.cycle_day = command.cycle_day;
  wanted.joined_on = command.joined_on;
  wanted.plans = {{command.plan, command.joined_on}};
  wanted.add_ons = command.add_ons;
  wanted.discounts = command.discounts;
  BOOST_OUTCOME_TRY(auto registered, wanted.register_line(work.now()));
  BOOST_OUTCOME_TRY(auto const* known, work.find(command.subscriber_id));
  if (known != nullptr) {
    wanted.registered_at = known->registered_at;
    wanted.updated_at = known->updated_at;
    wanted.in_time_for = known->in_time_for;
    if (hash_of(*known) == hash_of(wanted)) return *known;
    return refuse(rules::already_exists, field("subscriber_id"), value(command.subscriber_id.value));
  }
  BOOST_OUTCOME_TRY(auto const* cycle, ensure_cycle(work, command.cycle_day));
  wanted.in_time_for = cycle->next_opening();
  BOOST_OUTCOME_TRY(auto const* customer, work.find(command.customer_id));
  Account* account = nullptr;
  if (customer == nullptr) {
    account = work.create(command.customer_id);
  } else {
    BOOST_OUTCOME_TRY(account, work.load(command.customer_id));
  }
  account->add_line(command.kind, work.now());
  work.keep(*account);
  auto* line = work.create(command.subscriber_id);
  *line = std::move(wanted);
  return work.save(*line, registered);
}

result<Subscriber> handle(Handling<ChangePlan>& work, ChangePlan const& command) {
  return change_line_from(work, command.subscriber_id, command.from,
                          [&](Subscriber& line) { return line.change_plan(command.plan, command.from, work.now()); });
}
result<Subscriber> handle(Handling<Suspend>& work, Suspend const& command) {
  return change_line_from(work, command.subscriber_id, command.on,
                          [&](Subscriber& line) { return line.suspend(command.on, work.now()); });
}
result<Subscriber> handle(Handling<Resume>& work, Resume const& command) {
  return change_line_from(work, command.subscriber_id, command.on,
                          [&](Subscriber& line) { return line.resume(command.on, work.now()); });
}
result<Subscriber> handle(Handling<Leave>& work, Leave const& command) {
  return change_line_from(work, command.subscriber_id, command.on,
                          [&](Subscriber& line) { return line.leave(command.on, work.now()); });
}

result<Subscriber> handle(Handling<ChangeContact>& work, ChangeContact const& command) {
  BOOST_OUTCOME_TRY(auto* line, work.load(command.subscriber_id));
  return work.save(*line, line->change_contact(command.email, command.phone, work.now()));
}
// What the price book does not have would quarantine the line month after month.
result<Subscriber> handle(Handling<SubscribeAddOn>& work, SubscribeAddOn const& command) {
  BOOST_OUTCOME_TRY(auto* line, work.load(command.subscriber_id));
  BOOST_OUTCOME_TRY(auto subscribed, line->subscribe_add_on(command.code, command.from, work.now()));
  BOOST_OUTCOME_TRY(auto const* prices, prices_of(work, {}));
  if (prices->find_add_on(command.code) == nullptr)
    return refuse(add_on_is_unknown, field("code"), value(command.code));
  BOOST_OUTCOME_TRY(date_back(work, *line, command.from));
  return work.save(*line, std::move(subscribed));
}
result<Subscriber> handle(Handling<EndAddOn>& work, EndAddOn const& command) {
  return change_line_from(work, command.subscriber_id, command.on,
                          [&](Subscriber& line) { return line.end_add_on(command.code, command.on, work.now()); });
}
result<Subscriber> handle(Handling<GrantDiscount>& work, GrantDiscount const& command) {
  BOOST_OUTCOME_TRY(auto* line, work.load(command.subscriber_id));
  BOOST_OUTCOME_TRY(auto granted, line->grant_discount({command.code, command.from, command.months}, work.now()));
  if (!granted) return *line;
  BOOST_OUTCOME_TRY(auto const* prices, prices_of(work, {}));
  if (prices->find_discount(command.code) == nullptr)
    return refuse(discount_is_unknown, field("code"), value(command.code));
  BOOST_OUTCOME_TRY(date_back(work, *line, command.from));
  return work.save(*line, std::move(*granted));
}
result<Subscriber> handle(Handling<SetGuardianLimit>& work, SetGuardianLimit const& command) {
  return change_line(work, command.subscriber_id,
                     [&](Subscriber& line) { return line.set_guardian_limit(command.limit, work.now()); });
}

// What comes after a run was opened is on the next bill.
result<Usage> handle(Handling<RecordUsage>& work, RecordUsage const& command) {
  BOOST_OUTCOME_TRY(auto const* line, work.read(command.subscriber_id));
  BOOST_OUTCOME_TRY(auto const* known, work.first<Usage::find_by_source_id>(command.source_id));
  auto const hash = hash_of(command);
  if (known != nullptr) {
    if (known->content_hash.may_be(hash)) return *known;
    return refuse(reference_is_taken, field("source_id"), value(command.source_id));
  }
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{line->cycle_day}));
  if (command.happened_at > work.now())
    return refuse(usage_is_invalid, field("happened_at"), value(command.happened_at));
  BOOST_OUTCOME_TRY(auto const day, local_day(work.host(), command.happened_at));
  BOOST_OUTCOME_TRY(auto* usage, work.create<Usage>());
  usage->subscriber_id = command.subscriber_id;
  usage->cycle_day = line->cycle_day;
  usage->used_in = period_of(day, line->cycle_day);
  usage->period = std::max(cycle->collecting, usage->used_in);
  usage->recorded_at = work.now();
  usage->in_time_for = cycle->next_opening();
  usage->kind = command.kind;
  usage->description = command.description;
  usage->quantity = command.quantity;
  usage->unit = command.unit;
  usage->amount = command.amount;
  usage->tax = command.tax;
  usage->includes_tax = command.includes_tax;
  usage->counterparty = command.counterparty;
  usage->at = command.happened_at;
  usage->source_id = command.source_id;
  usage->content_hash = {hash};
  BOOST_OUTCOME_TRY(auto recorded, usage->record());
  return work.save(*usage, recorded);
}

result<LedgerEntry> handle(Handling<RecordPayment>& work, RecordPayment const& command) {
  BOOST_OUTCOME_TRY(auto const* bill, work.read(command.bill_id));
  if (command.amount < 1 || command.amount > largest_amount)
    return refuse(payment_is_not_positive, field("amount"), value(command.amount), limit(largest_amount));
  if (command.reference.empty() || command.reference.starts_with(adjustment_prefix))
    return refuse(rules::invalid_argument, field("reference"), value(command.reference));
  BOOST_OUTCOME_TRY(auto const* known, work.first<LedgerEntry::find_by_reference>(command.reference));
  if (known != nullptr) {
    if (known->bill_id == command.bill_id && known->amount == command.amount) return *known;
    return refuse(reference_is_taken, field("reference"), value(command.reference));
  }
  BOOST_OUTCOME_TRY(auto* run, work.load(bill->run_id));
  // As long as a run may still be discarded, its row tells the two apart that would do both at the same time.
  if (run->state == RunState::Approved) work.keep(*run);
  if (!run->is_issued()) return refuse(bill_is_not_issued, field("bill_id"), value(bill->id.value));
  BOOST_OUTCOME_TRY(auto const* revision, work.find(BillId{bill->id.value + 1}));
  if (revision != nullptr) return refuse(bill_is_voided, field("bill_id"), value(bill->id.value));
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{bill->cycle_day}));
  BOOST_OUTCOME_TRY(auto* account, work.load(bill->customer_id));
  // From here on it succeeds.
  account->pay(command.amount, work.now());
  work.keep(*account);
  BOOST_OUTCOME_TRY(auto* entry, work.create<LedgerEntry>());
  entry->account_id = bill->customer_id;
  entry->subscriber_id = bill->subscriber_id;
  entry->bill_id = bill->id;
  entry->kind = EntryKind::PAYMENT;
  entry->cycle_day = bill->cycle_day;
  entry->period = cycle->collecting;
  entry->amount = command.amount;
  entry->reference = command.reference;
  entry->at = work.now();
  entry->in_time_for = cycle->next_opening();
  return work.save(*entry, PaymentRecorded{entry->id, entry->account_id, bill->id, entry->period, entry->amount});
}

}  // namespace lilac::billing
