// Forgetting a person: the key of their digests, the words in their rows, in the journal and in what is still to run.
#include <set>

#include "engine/engine_impl.hpp"
#include "engine/mentions.hpp"
#include "engine/persons.hpp"
#include "lilac/engine/redact_user.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

using engine::Mention;
using engine::RowName;

constexpr std::size_t rows_of_a_page = 32;  // few enough that somebody else's change to one of them is soon got over
constexpr std::size_t edits_of_a_page = 128;
constexpr int most_conflicts = 100;
constexpr int most_rounds = 20;

}  // namespace

/// One person's forgetting, in pages: others go on meanwhile, and what they write about the person is found as well.
class Engine::Impl::Forgetting {
 public:
  Forgetting(Impl& impl, Person person, Actor by, Options const& options)
      : impl_(impl), person_(person), by_(by), options_{options.at, {}, options.correlation_id, options.was_due} {}

  // The rows come before the journal: who changes one in between publishes an event, which the next round finds.
  result<> run() {
    for (int round = 0; round < most_rounds; ++round) {
      BOOST_OUTCOME_TRY(note_mentions());
      BOOST_OUTCOME_TRY(auto const in_rows, clean_rows());
      BOOST_OUTCOME_TRY(auto const in_journal, clean_journal());
      if (!in_rows && !in_journal) break;
    }
    return impl_.redact_stored_commands(person_);
  }

 private:
  /// What the journal has of the person that was not looked at yet.
  result<> note_mentions() {
    for (auto& consumer : impl_.consumers) {
      if (consumer.view == nullptr || !engine::is_of_mentions(*consumer.view)) continue;
      for (bool more = true; more;) {
        BOOST_OUTCOME_TRY(more, impl_.feed(consumer));
      }
    }
    new_.clear();
    using ByPerson = Mention::find_by_person;
    auto after = Reader::prefix<ByPerson>(person_.kind, person_.id, seen_);
    append_id(after, std::numeric_limits<std::int64_t>::max(), false);
    StoreReader reader{impl_.store};
    return reader.each_after<ByPerson>(
        after, no_limit,
        [&](Mention const& mention) {
          new_.push_back(mention);
          seen_ = mention.position;
        },
        person_.kind, person_.id);
  }

  result<bool> clean_rows() {
    std::set<RowName> rows;
    StoreReader reader{impl_.store};
    for (auto const* entity : impl_.registry.entities()) {
      if (!impl_.registry.has_words(*entity)) continue;
      auto const take = [&](std::int64_t id) { rows.insert({entity->number, id}); };
      auto const* own = impl_.registry.personal_rows(*entity);
      BOOST_OUTCOME_TRY(own != nullptr ? own->find(reader, person_, take)
                                       : each_row_about(reader, *entity, person_, take));
    }
    engine::RedactRows page{person_, {}};
    bool found = false;
    for (auto const& row : rows) {
      BOOST_OUTCOME_TRY(auto const speaks, has_words(row));
      if (!speaks) continue;
      found = true;
      page.rows.push_back(row);
      if (page.rows.size() < rows_of_a_page) continue;
      BOOST_OUTCOME_TRY(clean(page));
    }
    if (!page.rows.empty()) {
      BOOST_OUTCOME_TRY(clean(page));
    }
    return found;
  }
  result<bool> has_words(RowName const& name) {
    auto const* entity = impl_.registry.entity(static_cast<std::uint16_t>(name.entity));
    StoreReader reader{impl_.store};
    BOOST_OUTCOME_TRY(auto const* row, reader.read_row(*entity, name.id));
    if (row == nullptr) return false;
    auto const copy = Object::copy_of(*entity->type, row);
    return lilac::redact(*entity->type, copy.at(), person_);
  }
  result<> clean(engine::RedactRows& page) {
    for (int lost = 0;; ++lost) {
      auto done = impl_.engine.execute(page, by_, options_);
      if (!done && done.error().is(rules::conflict) && lost < most_conflicts) continue;
      page.rows.clear();
      return done;
    }
  }

  result<bool> clean_journal() {
    Edits edits;
    for (auto const& mention : new_) {
      BOOST_OUTCOME_TRY(edit(mention, edits));
      if (edits.events.size() + edits.replies.size() < edits_of_a_page) continue;
      BOOST_OUTCOME_TRY(commit(edits));
    }
    BOOST_OUTCOME_TRY(commit(edits));
    return !new_.empty();
  }
  /// Kept until they are committed.
  struct Edits {
    std::vector<JournalEdit> events;
    std::vector<ReplyEdit> replies;
    std::vector<std::shared_ptr<void>> kept;
    std::set<std::string> commands;
  };
  result<> edit(Mention const& mention, Edits& edits) {
    std::string command_id;
    TypeInfo const* reply_type = nullptr;
    BOOST_OUTCOME_TRY(impl_.store.read_journal(mention.position - 1, 1, [&](EventRow const& event) {
      if (event.position != mention.position) return false;  // it was trimmed
      auto const& type = *event.type->type;
      if (impl_.registry.has_words(*event.type)) {
        auto payload = Object::copy_of(type, event.payload).share();
        if (lilac::redact(type, payload.get(), person_)) {
          edits.events.push_back({event.position, event.type, payload.get()});
          edits.kept.push_back(std::move(payload));
        }
      }
      command_id = event.command.command_id;
      if (event.command.origin == Origin::command) {
        if (auto const* entry = impl_.registry.command(event.command.command)) reply_type = entry->info->reply;
      }
      return false;
    }));
    if (command_id.empty() || reply_type == nullptr || !may_hold_words(*reply_type)) return outcome::success();
    if (!edits.commands.insert(command_id).second) return outcome::success();
    auto reply = Object::room_for(*reply_type);
    StoredCommand stored;
    stored.reply_type = reply_type;
    stored.reply = reply.at();
    BOOST_OUTCOME_TRY(impl_.store.find_command(command_id, stored));
    if (!stored.has_reply) return outcome::success();
    reply.is_constructed();
    // An answer that names nobody is about whom its event is about.
    auto const removed = may_be_about_persons(*reply_type) ? lilac::redact(*reply_type, reply.at(), person_)
                                                           : lilac::redact(*reply_type, reply.at());
    if (!removed) return outcome::success();
    auto kept = std::move(reply).share();
    edits.replies.push_back({stored.position, reply_type, kept.get()});
    edits.kept.push_back(std::move(kept));
    return outcome::success();
  }
  result<> commit(Edits& edits) {
    if (edits.events.empty() && edits.replies.empty()) return outcome::success();
    WriteSet set;
    set.edits = edits.events;
    set.replies = edits.replies;
    auto done = impl_.store.commit(set);
    edits = {};
    return done;
  }

  Impl& impl_;
  Person person_;
  Actor by_;
  Options options_;
  std::int64_t seen_ = 0;
  std::vector<Mention> new_;
};

bool Engine::Impl::redact_stored_command(std::int32_t number, std::string& payload, Person person) const {
  auto const* entry = registry.stored_command(number);
  if (entry == nullptr || !registry.has_words(*entry->info) || !may_be_about_persons(*entry->info->type)) return false;
  auto const& type = *entry->info->type;
  auto const command = default_of(type);
  if (!decode_text(payload, type, command.get(), Decoding::tolerant)) return false;
  if (!lilac::redact(type, command.get(), person)) return false;
  payload.clear();
  append_json(payload, type, command.get(), Showing::whole);
  return true;
}

result<> Engine::Impl::redact_stored_commands(Person person) {
  auto const redact_in = [&]<class Holder>(Id<Holder> first) -> result<> {
    std::vector<Id<Holder>> found;
    StoreReader reader{store};
    BOOST_OUTCOME_TRY(reader.each_of(first, no_limit, [&](Holder const& holder) {
      auto payload = holder.payload.text;
      if (redact_stored_command(holder.command, payload, person)) found.push_back(holder.id);
    }));
    for (auto const id : found) {
      BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(auto* present, work.find(id));
        if (present == nullptr) return outcome::success();  // it has run since
        BOOST_OUTCOME_TRY(auto* holder, work.load(id));
        if (redact_stored_command(holder->command, holder->payload.text, person)) work.keep(*holder);
        return outcome::success();
      }));
    }
    return outcome::success();
  };
  BOOST_OUTCOME_TRY(redact_in(Id<engine::Deadline>{}));
  return redact_in(Id<engine::RelayEntry>{});
}

namespace {

// A user is named as ever, so that a redaction that comes again under its command_id is the same command.
engine::RedactUser naming(Person person) {
  return {person.id, person.kind == PersonKind::user ? std::nullopt : std::optional{person.kind}};
}

}  // namespace

// Who belongs to the person is forgotten first: when this stops half-way, doing it again finds them all once more.
result<> Engine::redact(Person person, Actor by, Options const& options) {
  BOOST_OUTCOME_TRY(impl_->have_cursors());
  BOOST_OUTCOME_TRY(execute(naming(person), by, options));
  StoreReader reader{impl_->store};
  BOOST_OUTCOME_TRY(auto const dependants, dependants_of(reader, impl_->registry.entities(), person));
  for (auto const dependant : dependants) {
    Options const alone{options.at, {}, options.correlation_id, options.was_due};
    BOOST_OUTCOME_TRY(execute(naming(dependant), by, alone));
    BOOST_OUTCOME_TRY((Impl::Forgetting{*impl_, dependant, by, options}.run()));
  }
  BOOST_OUTCOME_TRY((Impl::Forgetting{*impl_, person, by, options}.run()));
  return impl_->store.scrub();
}

}  // namespace lilac
