#include "engine/unit_of_work.hpp"

#include <algorithm>
#include <cstring>

#include "lilac/engine/records.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

namespace {

/// Up to here a linear search is quicker than a hash table.
constexpr std::size_t few_rows = 12;

}  // namespace

void UnitOfWork::reset() {
  for (auto& row : rows_) {
    if (row.object != nullptr && !row.entity->type->object->trivially_destructible) {
      row.entity->type->object->destroy(row.object);
    }
  }
  for (auto& event : events_) {
    if (!event.type->type->object->trivially_destructible) event.type->type->object->destroy(event.payload);
  }
  for (auto& command : commands_) {
    if (command.reply != nullptr && !command.reply_type->object->trivially_destructible) {
      command.reply_type->object->destroy(const_cast<void*>(command.reply));
    }
  }
  for (auto const& drawn : drawn_) ids_.give_back(*drawn.entity, drawn.id);
  rows_.clear();
  if (!by_key_.empty()) by_key_.clear();
  events_.clear();
  depths_.clear();
  changes_.clear();
  commands_.clear();
  if (!by_command_id_.empty()) by_command_id_.clear();
  indexed_commands_ = 0;
  own_places_.clear();
  drawn_.clear();
  arena_.reset();
  handler_ = 0;
  command_ = 0;
  cause_ = none;
  too_deep_ = false;
  created_over_.reset();
  checks_places_ = false;
  misled_ = false;
}

void UnitOfWork::roll_back(Mark const& to) {
  while (rows_.size() > to.rows) {
    auto& row = rows_.back();
    for (auto at = row.older; row.saved && at != none; at = rows_[static_cast<std::size_t>(at)].older) {
      auto& older = rows_[static_cast<std::size_t>(at)];
      if (older.saved) {
        older.replaced = false;
        break;
      }
    }
    if (!by_key_.empty()) {
      if (row.older == none)
        by_key_.erase(RowKey{row.entity, row.id});
      else
        by_key_[RowKey{row.entity, row.id}] = row.older;
    }
    if (row.object != nullptr) row.entity->type->object->destroy(row.object);
    rows_.pop_back();
  }
  while (events_.size() > to.events) {
    auto& event = events_.back();
    event.type->type->object->destroy(event.payload);
    events_.pop_back();
  }
  depths_.resize(to.events);
  while (drawn_.size() > to.drawn) {
    ids_.give_back(*drawn_.back().entity, drawn_.back().id);
    drawn_.pop_back();
  }
  changes_.resize(to.changes);
  commands_.resize(to.pending);
  std::erase_if(own_places_, [&](auto const& places) { return places.second.seen > to.rows; });
}

std::int32_t UnitOfWork::newest(EntityInfo const& entity, std::int64_t id) const {
  if (!by_key_.empty()) {
    auto const found = by_key_.find(RowKey{&entity, id});
    return found == by_key_.end() ? none : found->second;
  }
  for (auto i = static_cast<std::int32_t>(rows_.size()) - 1; i >= 0; --i) {
    auto const& row = rows_[static_cast<std::size_t>(i)];
    if (row.id == id && row.entity == &entity) return i;
  }
  return none;
}

std::int32_t UnitOfWork::last_kept(std::int32_t at) const {
  while (at != none && is_dropped(rows_[static_cast<std::size_t>(at)])) at = rows_[static_cast<std::size_t>(at)].older;
  return at;
}

void UnitOfWork::index(std::int32_t position) {
  auto const& row = rows_[static_cast<std::size_t>(position)];
  by_key_[RowKey{row.entity, row.id}] = position;
}

std::int32_t UnitOfWork::add(Row const& row) {
  auto const position = static_cast<std::int32_t>(rows_.size());
  auto const is_indexed = !by_key_.empty();
  try {
    rows_.push_back(row);
    if (is_indexed) {
      index(position);
    } else if (rows_.size() > few_rows) {
      for (std::int32_t i = 0; i <= position; ++i) index(i);
    }
  } catch (...) {  // no memory: the row is nobody's
    if (!is_indexed) by_key_.clear();
    if (rows_.size() > static_cast<std::size_t>(position)) rows_.pop_back();
    row.entity->type->object->destroy(row.object);
    throw;
  }
  return position;
}

UnitOfWork::Row& UnitOfWork::entry_of(void const* object) {
  for (auto i = rows_.size(); i-- > 0;) {
    if (rows_[i].object == object) return rows_[i];
  }
  throw std::logic_error("this row was not loaded or created by this work");
}

result<std::int32_t> UnitOfWork::fetch(EntityInfo const& entity, std::int64_t id, std::int32_t older, bool writable) {
  auto* object = arena_.take(entity.type->object->size, entity.type->object->align);
  std::uint32_t version = 0;
  RowHint hint = 0;
  BOOST_OUTCOME_TRY(auto found, store_.load(entity, id, object, version, hint));
  if (!found) return none;
  return add({&entity, id, object, hint, version, version, version, older, handler_, none, none, writable, false, false,
              false});
}

result<void const*> UnitOfWork::read(EntityInfo const& entity, std::int64_t id) {
  auto const before = newest(entity, id);
  auto at = last_kept(before);
  if (at == none) {
    BOOST_OUTCOME_TRY(at, fetch(entity, id, before, false));
    if (at == none) return static_cast<void const*>(nullptr);
  }
  auto const& row = rows_[static_cast<std::size_t>(at)];
  return static_cast<void const*>(row.erased ? nullptr : row.object);
}

result<void*> UnitOfWork::load(EntityInfo const& entity, std::int64_t id) {
  auto const before = newest(entity, id);
  auto at = last_kept(before);
  if (at == none) {
    BOOST_OUTCOME_TRY(at, fetch(entity, id, before, true));
    if (at == none) return static_cast<void*>(nullptr);
    return rows_[static_cast<std::size_t>(at)].object;
  }
  auto const found = rows_[static_cast<std::size_t>(at)];
  if (found.erased) return static_cast<void*>(nullptr);
  if (found.writable && found.handler == handler_) return found.object;
  // Someone else's state, or one handed out as constant: changes go to a copy, so that they can be dropped.
  auto copy = found;
  copy.object = arena_.take(entity.type->object->size, entity.type->object->align);
  entity.type->object->copy(copy.object, found.object);
  copy.inherited = found.saved ? found.version : found.inherited;
  copy.inherited_command = found.saved ? found.command : found.inherited_command;
  copy.older = at;
  copy.handler = handler_;
  copy.writable = true;
  copy.saved = copy.replaced = false;
  add(copy);
  return copy.object;
}

void* UnitOfWork::create(EntityInfo const& entity, std::int64_t id) {
  auto* object = arena_.take(entity.type->object->size, entity.type->object->align);
  entity.type->object->construct(object);
  write_number(*entity.type->fields[0].type, entity.type->fields[0].at(object), id);
  auto const older = find(entity, id);
  Row row{&entity, id, object, 0, 0, 0, 0, older, handler_, none, none, true, false, false, false};
  if (older != none) {
    auto const& before = rows_[static_cast<std::size_t>(older)];
    if (!before.erased && !created_over_) created_over_ = RowKey{&entity, id};
    row.hint = before.hint;
    row.base = before.base;
    row.inherited = before.saved ? before.version : before.inherited;
    row.inherited_command = before.saved ? before.command : before.inherited_command;
  }
  add(row);
  return object;
}

void UnitOfWork::save(void* object) {
  auto& row = entry_of(object);
  if (!row.saved) {
    row.version = row.inherited_command == command_ ? row.inherited : row.inherited + 1;
    row.command = command_;
    row.saved = true;
    for (auto at = row.older; at != none; at = rows_[static_cast<std::size_t>(at)].older) {
      auto& older = rows_[static_cast<std::size_t>(at)];
      if (older.saved) {
        older.replaced = true;
        break;
      }
    }
  }
}

void UnitOfWork::erase(void* object) {
  save(object);
  entry_of(object).erased = true;
}

void UnitOfWork::add_event(EventWrite const& event, std::uint16_t depth) {
  try {
    depths_.push_back(depth);
    events_.push_back(event);
  } catch (...) {  // no memory: the payload is nobody's
    event.type->type->object->destroy(event.payload);
    throw;
  }
}

void UnitOfWork::publish(EventInfo const& type, void* payload, void const* object) {
  auto const& row = entry_of(object);
  auto const depth = cause_ == none ? 1 : depths_[static_cast<std::size_t>(cause_)] + 1;
  if (depth > max_causal_depth) too_deep_ = true;
  auto const ordinal = static_cast<std::int32_t>(events_.size() - command_first_event_);
  auto const cause = cause_ == none ? none : cause_ - static_cast<std::int32_t>(command_first_event_);
  add_event({&type, row.entity, row.id, row.version, ordinal, cause, payload}, static_cast<std::uint16_t>(depth));
  if (observer_ != nullptr) observer_->published(type);
}

result<std::int64_t> UnitOfWork::next_id(EntityInfo const& entity) {
  BOOST_OUTCOME_TRY(auto const drawn, ids_.draw(store_, entity));
  try {
    drawn_.push_back({&entity, drawn.id, drawn.again});
  } catch (...) {
    ids_.give_back(entity, drawn.id);
    throw;
  }
  return drawn.id;
}

bool UnitOfWork::has_taken_id() const {
  return std::any_of(drawn_.begin(), drawn_.end(), [&](Drawn const& drawn) {
    if (!drawn.again) return false;
    auto const taken = IdPool::has_row(store_, *drawn.entity, drawn.id);
    return taken && taken.value();
  });
}

result<> UnitOfWork::dispatch(CommandInfo const& command, void const* payload) {
  auto const* entry = registry_.command(command.number);
  auto const before = actor_;
  auto const running = running_;
  actor_ = system_actor;
  running_ = {command.type, payload};
  ++handler_;
  Work work{*this};
  auto done = entry->handle(work, payload, nullptr);
  ++handler_;
  running_ = running;
  actor_ = before;
  return done;
}

result<> UnitOfWork::run_policies(std::size_t first_event) {
  for (auto i = first_event; i < events_.size(); ++i) {
    auto const policies = registry_.policies(*events_[i].type);
    if (policies.empty()) continue;
    cause_ = static_cast<std::int32_t>(i);
    auto const* payload = events_[i].payload;
    for (auto const* policy : policies) {
      Work work{*this};
      auto done = policy->run(work, payload);
      if (done && too_deep_) done = chain_error(i);
      if (!done) {
        cause_ = none;
        return done;
      }
      if (observer_ != nullptr) observer_->fired(*policy);
    }
  }
  cause_ = none;
  return outcome::success();
}

void UnitOfWork::renew_rows(TypeInfo const& type, void* reply, std::int32_t handler) {
  if (auto const* entity = registry_.entity_of(type)) {
    auto const at = find(*entity, entity->id_of(reply));
    if (at == none) return;
    auto const& row = rows_[static_cast<std::size_t>(at)];
    if (row.handler <= handler || row.erased) return;
    auto renewed = Object::copy_of(type, row.object);  // may fail, and then the reply is as it was
    type.object->destroy(reply);
    type.object->move(reply, renewed.at());
    return;
  }
  if (type.kind == Kind::optional) {
    if (auto const* held = type.optional->get(reply)) renew_rows(*type.inner, const_cast<void*>(held), handler);
  } else if (type.kind == Kind::record) {
    for (auto const& field : type.fields) renew_rows(*field.type, field.at(reply), handler);
  }
}

result<> UnitOfWork::see_time(Instant at) {
  if (!facts_.is_news(at)) return outcome::success();
  auto const seen_id = Id<engine::SeenTime>{1};
  Work work{*this};
  BOOST_OUTCOME_TRY(auto const* known, work.find(seen_id));
  if (known != nullptr) {
    facts_.see(known->at);
    BOOST_OUTCOME_TRY(facts_.check_order(at, known->at));
    if (known->at >= at) return outcome::success();
  }
  BOOST_OUTCOME_TRY(auto* seen,
                    known == nullptr ? result<engine::SeenTime*>{work.create(seen_id)} : work.load(seen_id));
  seen->at = at;
  work.keep(*seen);
  return outcome::success();
}

Error UnitOfWork::chain_error(std::size_t event) const {
  std::vector<char const*> chain;
  for (auto at = static_cast<std::int32_t>(event); at >= 0;) {
    auto const& link = events_[static_cast<std::size_t>(at)];
    chain.push_back(link.type->name);
    at = link.cause_ordinal == none ? none : link.cause_ordinal + static_cast<std::int32_t>(command_first_event_);
  }
  std::string text;
  for (auto link = chain.rbegin(); link != chain.rend(); ++link)
    text += (text.empty() ? "" : " → ") + std::string(*link);
  return refuse(rules::chain_too_long, field("policies"), value(text));
}

result<> UnitOfWork::check_places_from(std::size_t first_row) {
  for (auto i = first_row, end = rows_.size(); i < end; ++i) {
    auto const row = rows_[i];  // a copy: scanning adds rows
    if (!row.saved || row.replaced || row.erased) continue;
    for (auto const* index : row.entity->indexes) {
      if (!index->unique || !is_indexed(*index, row.object)) continue;
      Key place;
      append_columns(place, *index, row.object);
      auto taken = false;
      BOOST_OUTCOME_TRY(scan(*index, place, Key{}, no_limit, [&](RowView const& view) {
        taken = view.id != row.id;
        return !taken;
      }));
      if (taken) return duplicate_in(*index, row.id);
    }
  }
  return outcome::success();
}

// The commit would tell of an id that the store holds already; of one that only this unit holds, nobody would.
result<> UnitOfWork::check_created() const {
  if (!created_over_) return outcome::success();
  return refuse(rules::already_exists, field(created_over_->entity->name), value(created_over_->id));
}

// What came in was checked at the door; what rules made of it may lie behind the calendar's end, from where no store
// reads it back.
result<> UnitOfWork::check_times_from(Mark const& start) const {
  for (auto i = start.rows; i < rows_.size(); ++i) {
    auto const& row = rows_[i];
    if (!row.saved || row.replaced || row.erased) continue;
    BOOST_OUTCOME_TRY(check_times(*row.entity->type, row.object, row.entity->name));
  }
  for (auto i = start.events; i < events_.size(); ++i) {
    BOOST_OUTCOME_TRY(check_times(*events_[i].type->type, events_[i].payload, events_[i].type->name));
  }
  return outcome::success();
}

std::string_view UnitOfWork::keep_text(std::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(arena_.take(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

result<> UnitOfWork::run(Root const& root, void* reply) {
  auto const start = mark();
  now_ = root.options.at;
  actor_ = origin_ = root.by;
  correlation_ = root.options.correlation_id;
  command_ = static_cast<std::int32_t>(commands_.size());
  command_first_event_ = start.events;
  cause_ = none;
  too_deep_ = false;
  created_over_.reset();
  ++handler_;

  auto const* reply_type = root.command == nullptr ? nullptr : root.command->reply;
  // What is remembered under an id needs its reply, even when this caller does not want it.
  auto const remembers = reply_type != nullptr && !root.options.command_id.empty() && root.remembers_reply;
  auto* const kept = remembers ? arena_.take(reply_type->object->size, reply_type->object->align) : nullptr;
  auto* const answer = reply != nullptr ? reply : kept;
  auto has_reply = false;
  auto has_copy = false;
  auto const take_back = [&] {
    if (has_copy) reply_type->object->destroy(kept);
    if (has_reply) reply_type->object->destroy(answer);
    running_ = {};
    cause_ = none;
    roll_back(start);
  };
  try {
    auto const handler = handler_;
    auto done = run_root(root, answer);
    has_reply = done && answer != nullptr && reply_type != nullptr;
    ++handler_;
    actor_ = system_actor;
    if (done) done = run_policies(start.events);
    if (done && has_reply && registry_.replies_with_rows(*root.command)) renew_rows(*reply_type, answer, handler);
    if (done) done = check_created();
    if (done && checks_places_) done = check_places_from(start.rows);
    if (done) done = check_times_from(start);
    if (done && has_reply) done = check_times(*reply_type, answer, "reply");
    if (done && root.is_timed) done = see_time(root.options.at);
    if (!done) {
      misled_ = misled_ || has_taken_id();
      take_back();
      return done;
    }
    CommandRecord record{root, keep_text(root.options.command_id), keep_text(root.options.correlation_id)};
    if (remembers) {
      if (reply != nullptr) {
        reply_type->object->copy(kept, reply);
        has_copy = true;
      }
      record.reply_type = reply_type;
      record.reply = kept;
    }
    record.first_event = start.events;
    record.end_event = events_.size();
    record.first_change = changes_.size();
    done = record_changes(start.rows);
    if (done && !root.options.command_id.empty()) done = seal_hash(record, start.rows);
    if (!done) {
      take_back();
      return done;
    }
    record.end_change = changes_.size();
    commands_.push_back(record);
    return done;
  } catch (...) {  // no memory, mostly; others may go on with this unit
    take_back();
    throw;
  }
}

result<> UnitOfWork::run_root(Root const& root, void* answer) {
  if (root.received != nullptr) {
    auto const& ops = *root.received->type->object;
    auto* payload = arena_.take(ops.size, ops.align);
    ops.copy(payload, root.payload);
    add_event({root.received, nullptr, 0, 0, 0, none, payload}, 1);
    if (observer_ != nullptr) observer_->published(*root.received);
    return outcome::success();
  }
  Work work{*this};
  running_ = {root.command->type, root.payload};
  auto done = root.entry->handle(work, root.payload, answer);
  running_ = {};
  return done;
}

result<> UnitOfWork::keep_books(Instant now, FunctionRef<result<>(Work&)> body) {
  auto const start = mark();
  now_ = now;
  actor_ = origin_ = system_actor;
  correlation_ = {};
  command_ = static_cast<std::int32_t>(commands_.size());
  created_over_.reset();
  ++handler_;
  Work work{*this};
  try {
    auto done = body(work);
    ++handler_;
    if (done) done = check_created();
    if (done) done = check_times_from(start);
    if (!done) roll_back(start);
    return done;
  } catch (...) {
    roll_back(start);
    throw;
  }
}

// One entry per row that this command wrote: its version and a digest of its value. Rows that are also written without
// a command have none: their history would have holes.
result<> UnitOfWork::record_changes(std::size_t first_row) {
  for (auto i = first_row, end = rows_.size(); i < end; ++i) {
    auto const row = rows_[i];  // a copy: looking for keys adds rows
    if (!row.saved || row.replaced || (row.erased && row.inherited == 0)) continue;
    if (registry_.is_bookkeeping(*row.entity)) continue;
    auto value = row.erased ? 0 : digest(*row.entity->type, row.object);
    if (!row.erased && registry_.has_words(*row.entity)) {
      BOOST_OUTCOME_TRY(value, sealed(value, *row.entity->type, row.object));
    }
    changes_.push_back({row.entity, row.id, row.version, value, row.erased});
  }
  return outcome::success();
}

UnitOfWork::CommandRecord const* UnitOfWork::pending(std::string_view command_id) const {
  if (commands_.empty()) return nullptr;  // a command alone
  for (; indexed_commands_ < commands_.size(); ++indexed_commands_) {
    auto const& id = commands_[indexed_commands_].command_id;
    if (!id.empty()) by_command_id_.emplace(id, indexed_commands_);
  }
  auto const found = by_command_id_.find(command_id);
  return found == by_command_id_.end() ? nullptr : &commands_[found->second];
}

result<> UnitOfWork::commit(bool may_consume) {
  row_writes_.clear();
  command_writes_.clear();
  for (auto const& row : rows_) {
    using Action = RowWrite::Action;
    if (row.saved) {
      if (row.replaced || (row.erased && row.base == 0)) continue;
      auto const action = row.erased ? Action::erase : row.base == 0 ? Action::insert : Action::update;
      row_writes_.push_back(
          {row.entity, row.id, row.base, row.version, action, row.erased ? nullptr : row.object, row.hint});
    } else if (row.older == none && row.base != 0) {
      row_writes_.push_back({row.entity, row.id, row.base, row.base, Action::check, nullptr, row.hint});
    }
  }
  for (auto const& command : commands_) {
    command_writes_.push_back(
        {command.root.origin, command.root.command, command.command_id, command.sealed_hash, command.reply_type,
         command.reply, command.root.by, command.root.options.at, command.correlation_id,
         std::span(events_).subspan(command.first_event, command.end_event - command.first_event),
         std::span(changes_).subspan(command.first_change, command.end_change - command.first_change)});
  }
  WriteSet set;
  set.rows = row_writes_;
  set.commands = command_writes_;
  set.may_consume = may_consume;
  BOOST_OUTCOME_TRY(store_.commit(set));
  drawn_.clear();
  return outcome::success();
}

}  // namespace lilac
