#include "lilac/billing/policies.hpp"

#include "billing/known.hpp"

namespace lilac::billing {

namespace {

// A page of the fan-out is hundreds of these in one commit.
constexpr std::size_t drafts_of_a_page = 10;

static_assert(static_cast<int>(DeliveryChannel::EMAIL) == static_cast<int>(messaging::Channel::EMAIL));
static_assert(static_cast<int>(DeliveryChannel::SMS) == static_cast<int>(messaging::Channel::SMS));
static_assert(static_cast<int>(DeliveryChannel::PUSH) == static_cast<int>(messaging::Channel::PUSH));
static_assert(static_cast<int>(DeliveryChannel::ALARM) == static_cast<int>(messaging::Channel::ALARM));

/// Reads a number and what must follow it.
template <class Number>
bool take_number(std::string_view& text, Number& number, std::string_view next) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(next)) return false;
  text.remove_prefix(next.size());
  return true;
}

}  // namespace

// Revisions that are voided meanwhile are passed over by the command.
result<> deliver_released_bills(BillsReleased const& e, Reader& reader, Emit<DeliverBill>& emit) {
  auto const range = bills_of(e.period, e.cycle_day);
  return reader.each_of(BillId{std::max(emit.after(), range.after.value)}, no_limit, [&](Bill const& bill) {
    return bill.id <= range.last && emit(bill.id.value, DeliverBill{bill.id, false});
  });
}

result<> delete_discarded_drafts(RunDiscarded const& e, Reader& reader, Emit<DeleteDrafts>& emit) {
  auto const range = bills_of(e.period, e.cycle_day);
  auto after = std::max(emit.after(), range.after.value);
  while (after < range.last.value && !emit.is_full()) {
    std::size_t count = 0;
    auto to = range.last.value;
    BOOST_OUTCOME_TRY(reader.each_of(BillId{after}, drafts_of_a_page, [&](Bill const& bill) {
      if (bill.id > range.last) return false;
      to = bill.id.value;
      ++count;
      return true;
    }));
    auto const is_last = count < drafts_of_a_page;
    if (is_last) to = range.last.value;
    emit(to, DeleteDrafts{e.run_id, after, to, is_last});
    after = to;
  }
  return outcome::success();
}

std::optional<Sending> sending_of(std::string_view purpose, std::string_view dedup_key) {
  constexpr std::string_view our_key = "bill:";
  if (purpose != "billing.bill" || !dedup_key.starts_with(our_key)) return std::nullopt;
  auto rest = dedup_key.substr(our_key.size());
  BillKey key;
  Sending sending;
  if (!take_number(rest, key.period, "-") || !take_number(rest, key.cycle_day, "-") ||
      !take_number(rest, key.subscriber_id.value, ":") || !take_number(rest, key.revision, ":") ||
      !take_number(rest, sending.resend, "") || !rest.empty())
    return std::nullopt;
  sending.bill_id = key.id();
  return sending;
}

}  // namespace lilac::billing
