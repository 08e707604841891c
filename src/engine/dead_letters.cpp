// Many dead letters at once: whoever mended what was wrong names a policy, a reason or a field, not three hundred ids.
#include <algorithm>

#include "engine/engine_impl.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

using engine::RelayEntry;
using engine::RelayState;

/// `billing.deliver_released_bills:7` is of `billing.deliver_released_bills` and of `billing`, and not of
/// `billing.deliver`.
bool is_of(std::string_view consumer, std::string_view policy) {
  if (policy.empty() || consumer == policy) return true;
  return consumer.starts_with(policy) && (consumer[policy.size()] == ':' || consumer[policy.size()] == '.');
}

/// The number in a record's field; nothing when it has no such field, or none that is a number, or that is empty.
std::optional<std::int64_t> number_in(TypeInfo const& type, void const* record, std::string_view name) {
  auto const field = std::ranges::find(type.fields, name, &Field::name);
  if (field == type.fields.end()) return std::nullopt;
  auto const* at = field->at_const(record);
  auto const* held = field->type;
  if (held->kind == Kind::optional) {
    at = held->optional->get(at);
    held = held->inner;
  }
  if (at == nullptr || !is_number(held->kind)) return std::nullopt;
  return read_number(*held, at);
}

/// Looks for a field in what a dead letter holds. Those of one fan-out share their event, which is read once.
class FieldSearch {
 public:
  FieldSearch(Store& store, Registry const& registry, DeadLetterFilter const& filter)
      : store_(store), registry_(registry), filter_(filter) {}

  result<bool> fits(RelayEntry const& entry) {
    if (filter_.field.empty()) return true;
    if (auto const found = in_command(entry)) return *found == filter_.number;
    if (entry.position == 0) return false;  // a deadline's
    BOOST_OUTCOME_TRY(auto const found, in_event(entry.position));
    return found == filter_.number;
  }

 private:
  std::optional<std::int64_t> in_command(RelayEntry const& entry) const {
    auto const* command = registry_.stored_command(entry.command);
    if (command == nullptr) return std::nullopt;
    auto const& type = *command->info->type;
    auto const payload = default_of(type);
    if (!decode_text(entry.payload.text, type, payload.get(), Decoding::tolerant)) return std::nullopt;
    return number_in(type, payload.get(), filter_.field);
  }
  result<std::optional<std::int64_t>> in_event(std::int64_t position) {
    if (position == read_) return found_;
    found_.reset();
    BOOST_OUTCOME_TRY(store_.read_journal(position - 1, 1, [&](EventRow const& event) {
      if (event.position == position) found_ = number_in(*event.type->type, event.payload, filter_.field);
      return false;
    }));
    read_ = position;
    return found_;
  }

  Store& store_;
  Registry const& registry_;
  DeadLetterFilter const& filter_;
  std::int64_t read_ = 0;
  std::optional<std::int64_t> found_;
};

}  // namespace

result<ReplayedDeadLetters> Engine::replay_dead_letters(DeadLetterFilter const& filter, Instant now) {
  BOOST_OUTCOME_TRY(check_instant(now, "now"));
  std::vector<Id<RelayEntry>> meant;
  BOOST_OUTCOME_TRY(StoreReader{impl_->store}.each<RelayEntry::find_by_state>(
      [&](RelayEntry const& entry) {
        auto const of_it = is_of(policy_of(entry), filter.policy) || is_of(entry.consumer, filter.policy);
        auto const fits = of_it && entry.error.find(filter.reason) != std::string::npos;
        if (fits) meant.push_back(entry.id);
      },
      RelayState::dead));
  ReplayedDeadLetters done;
  FieldSearch search{impl_->store, impl_->registry, filter};
  for (auto const id : meant) {
    StoreReader reader{impl_->store};
    BOOST_OUTCOME_TRY(auto const* entry, reader.find(id));
    // Somebody else may have tried it again meanwhile.
    if (entry == nullptr || entry->state != RelayState::dead) continue;
    BOOST_OUTCOME_TRY(auto const fits, search.fits(*entry));
    if (!fits) continue;
    auto replayed = replay_dead_letter(id.value, now);
    if (!replayed && replayed.error().retriable()) return std::move(replayed).error();
    ++(replayed ? done.replayed : done.refused);
  }
  return done;
}

}  // namespace lilac
