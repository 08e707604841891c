// Care of the journal: trimming what every consumer has read, and removing a person's words.
#include <algorithm>
#include <limits>

#include "engine/engine_impl.hpp"
#include "engine/persons.hpp"
#include "lilac/engine/redact_user.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

constexpr std::size_t upkeep_page = 512;
constexpr int most_lost_trims = 5;

/// A value kept by copy for as long as an edit needs it.
std::shared_ptr<void> copy_of(TypeInfo const& type, void const* value) { return Object::copy_of(type, value).share(); }

}  // namespace

bool Engine::Impl::redact_stored_command(std::int32_t number, std::string& payload, Persons const& persons) const {
  auto const* entry = registry.command(static_cast<std::uint16_t>(number));
  if (entry == nullptr || !may_be_about_persons(*entry->info->type)) return false;
  auto const& type = *entry->info->type;
  auto const command = default_of(type);
  if (!decode_text(payload, type, command.get(), Decoding::tolerant)) return false;
  if (!lilac::redact(type, command.get(), persons)) return false;
  payload.clear();
  append_json(payload, type, command.get(), Showing::whole);
  return true;
}

result<> Engine::Impl::redact_stored_commands(Persons const& persons) {
  auto const redact_in = [&]<class Holder>(Id<Holder> first) -> result<> {
    std::vector<Id<Holder>> found;
    StoreReader reader{store};
    BOOST_OUTCOME_TRY(reader.each_of(first, no_limit, [&](Holder const& holder) {
      auto payload = holder.payload.text;
      if (redact_stored_command(holder.command, payload, persons)) found.push_back(holder.id);
    }));
    for (auto const id : found) {
      BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(auto* present, work.find(id));
        if (present == nullptr) return outcome::success();  // it has run since
        BOOST_OUTCOME_TRY(auto* holder, work.load(id));
        if (redact_stored_command(holder->command, holder->payload.text, persons)) work.keep(*holder);
        return outcome::success();
      }));
    }
    return outcome::success();
  };
  BOOST_OUTCOME_TRY(redact_in(Id<engine::Deadline>{}));
  return redact_in(Id<engine::RelayEntry>{});
}

result<bool> Engine::Impl::is_trimmed() {
  std::int64_t first = 0;
  BOOST_OUTCOME_TRY(store.read_journal(0, 1, [&](EventRow const& event) {
    first = event.position;
    return false;
  }));
  if (first != 0) return first > 1;
  BOOST_OUTCOME_TRY(auto last, store.last_position());
  return last > 0;
}

// The cursors are those of the store, and are written with the trimming: another engine that rebuilds a view or takes
// events in at the same time either comes first, and is seen, or comes second, and sees the trimmed journal.
result<std::int64_t> Engine::Impl::trim(std::int64_t position) {
  BOOST_OUTCOME_TRY(auto last, store.last_position());
  auto below = std::min(position, last + 1);
  std::vector<engine::Cursor> cursors;
  cursors.reserve(consumers.size());
  std::vector<RowWrite> rows;
  for (auto const& consumer : consumers) {
    using ByConsumer = engine::Cursor::find_by_consumer;
    BOOST_OUTCOME_TRY(store.scan(index_info<ByConsumer>(), Reader::prefix<ByConsumer>(consumer.name), Key{}, 1,
                                 [&](RowView const& view) {
                                   auto& cursor = cursors.emplace_back(*static_cast<engine::Cursor const*>(view.row));
                                   below = std::min(below, cursor.position + 1);
                                   rows.push_back({&entity_info<engine::Cursor>(), view.id, view.version,
                                                   view.version + 1, RowWrite::Action::update, &cursor, 0});
                                   return false;
                                 }));
  }
  // Unfinished entries still need their events; a deadline's dead letter (position 0) has none.
  using ByPosition = engine::RelayEntry::find_by_position;
  auto behind_deadlines = Reader::prefix<ByPosition>(std::int64_t{0});
  append_id(behind_deadlines, std::numeric_limits<std::int64_t>::max(), false);
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(reader.each_after<ByPosition>(
      behind_deadlines, 1, [&](engine::RelayEntry const& oldest) { below = std::min(below, oldest.position); }));
  WriteSet set;
  set.rows = rows;
  set.trim_below = below;
  BOOST_OUTCOME_TRY(store.commit(set));
  return below;
}

result<std::int64_t> Engine::trim_journal(std::int64_t position) {
  BOOST_OUTCOME_TRY(impl_->have_cursors());
  BOOST_OUTCOME_TRY(impl_->store_positions());
  for (int lost = 0;; ++lost) {
    auto trimmed = impl_->trim(position);
    if (trimmed || !trimmed.error().is(rules::conflict) || lost == most_lost_trims) return trimmed;
  }
}

result<> Engine::redact(Person const& person, Actor by, Options const& options) {
  // A user is named as ever, so that a redaction that is repeated under its command_id is the same command.
  auto const command = person.kind == PersonKind::user ? engine::RedactPerson{person.id, std::nullopt}
                                                       : engine::RedactPerson{std::nullopt, person};
  UnitOfWork::Root root;
  if (auto admitted = impl_->admit_from_host(command_info<engine::RedactPerson>(), &command, by, options, root);
      !admitted) {
    return impl_->refused(std::move(admitted).error());
  }
  // The journal first: if this stops half-way, doing it again finishes it, and the rows still show what is left to do.
  auto& store = impl_->store;
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto const persons, with_dependants(reader, impl_->registry.entities(), person));
  for (std::int64_t after = 0;;) {
    auto const from = after;
    std::vector<JournalEdit> edits;
    std::vector<std::shared_ptr<void>> kept;
    BOOST_OUTCOME_TRY(store.read_journal(from, upkeep_page, [&](EventRow const& event) {
      after = event.position;
      if (!is_about(*event.type->type, event.payload, persons)) return true;
      auto payload = copy_of(*event.type->type, event.payload);
      if (lilac::redact(*event.type->type, payload.get(), persons)) {
        edits.push_back({event.position, event.type, payload.get()});
        kept.push_back(std::move(payload));
      }
      return true;
    }));
    if (after == from) break;
    WriteSet set;
    set.edits = edits;
    if (!edits.empty()) {
      BOOST_OUTCOME_TRY(store.commit(set));
    }
  }
  for (std::int64_t after = 0;;) {
    auto const from = after;
    struct Remembered {
      std::string command_id;
      TypeInfo const* reply;
    };
    std::vector<Remembered> remembered;
    BOOST_OUTCOME_TRY(store.read_commands(from, upkeep_page, [&](CommandRow const& row) {
      after = row.position;
      auto const* entry = row.origin == Origin::command ? impl_->registry.command(row.command) : nullptr;
      if (!row.command_id.empty() && entry != nullptr && entry->info->reply != nullptr &&
          may_be_about_persons(*entry->info->reply)) {
        remembered.push_back({std::string(row.command_id), entry->info->reply});
      }
      return true;
    }));
    if (after == from) break;
    for (auto const& one : remembered) {
      auto reply = Object::room_for(*one.reply);
      StoredCommand stored;
      stored.reply_type = one.reply;
      stored.reply = reply.at();
      BOOST_OUTCOME_TRY(store.find_command(one.command_id, stored));
      if (!stored.has_reply) continue;
      reply.is_constructed();
      if (!lilac::redact(*one.reply, reply.at(), persons)) continue;
      ReplyEdit const edit{stored.position, one.reply, reply.at()};
      WriteSet set;
      set.replies = {&edit, 1};
      BOOST_OUTCOME_TRY(store.commit(set));
    }
  }
  BOOST_OUTCOME_TRY(impl_->redact_stored_commands(persons));
  return execute(command, by, options);
}

}  // namespace lilac
