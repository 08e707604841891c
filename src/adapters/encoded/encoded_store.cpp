#include "lilac/adapters/encoded_store.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

#include "adapters/chance.hpp"
#include "adapters/encoded/records.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/evolution.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

using encoded::CommandRecord;

namespace {

constexpr std::size_t page_size = 256;

/// What goes wrong inside a sink ends the reading, and is told behind it.
class Trouble {
 public:
  /// Remembers an error; what the sink returns.
  bool is(Error error) {
    error_.emplace(std::move(error));
    return false;
  }
  /// Any other end of the reading is well.
  result<> after(result<> reading) {
    if (error_) return std::move(*error_);
    return reading;
  }

 private:
  std::optional<Error> error_;
};

/// Decodes each row of a reading into one object. `is_asked_for` judges each: a host that goes on with what it gave
/// before would otherwise be read for ever.
class Rows {
 public:
  Rows(EntityInfo const& entity, RowSink sink) : entity_(entity), object_(Object::of(*entity.type)), sink_(sink) {}

  result<> read(FunctionRef<bool(std::int64_t id, void const* row)> is_asked_for,
                FunctionRef<result<>(EncodedTables::RowSink)> reading) {
    auto take = [&](EncodedTables::Row const& row) {
      object_.renew();
      auto done = decode_text(row.data, *entity_.type, object_.at(), Decoding::tolerant);
      if (!done) return trouble_.is(std::move(done).error());
      auto const& id = entity_.type->fields[0];
      if (row.version == 0 || read_number(*id.type, id.at_const(object_.at())) != row.id ||
          !is_asked_for(row.id, object_.at())) {
        return trouble_.is(corrupt_error(std::string("row ") + std::to_string(row.id) + " of " + entity_.name +
                                         " is not what was asked for"));
      }
      return sink_({row.id, row.version, object_.at(), 0});
    };
    return trouble_.after(reading(take));
  }

 private:
  EntityInfo const& entity_;
  Object object_;
  RowSink sink_;
  Trouble trouble_;
};

struct Copied {
  std::int64_t position;
  std::int64_t command;
  std::string data;
};

/// Whether a record comes behind the one before it, as it must. Then `after` is its position.
bool comes_behind(std::int64_t& after, EncodedTables::Record const& record) {
  return record.position > std::exchange(after, record.position);
}
Error out_of_order(EncodedTables::Record const& record) {
  return corrupt_error("record " + std::to_string(record.position) + " is not what was asked for");
}

/// A page of records from behind `after`, so that the host is not held while they are put together.
template <class Read>
result<std::vector<Copied>> page_of(std::int64_t after, Read read) {
  std::vector<Copied> page;
  Trouble trouble;
  auto take = [&](EncodedTables::Record const& record) {
    if (!comes_behind(after, record)) return trouble.is(out_of_order(record));
    page.push_back({record.position, record.command, std::string(record.data)});
    return true;
  };
  BOOST_OUTCOME_TRY(trouble.after(read(EncodedTables::RecordSink{take})));
  return page;
}

/// Command records by position, read in pages: events of one page mostly belong to neighbours.
class Commands {
 public:
  explicit Commands(EncodedTables& tables) : tables_(tables) {}

  result<CommandRecord const*> at(std::int64_t position) {
    auto found = kept_.find(position);
    if (found == kept_.end()) {
      kept_.clear();
      BOOST_OUTCOME_TRY(auto page, page_of(position - 1, [&](auto sink) {
                          return tables_.read_commands(position - 1, page_size, sink);
                        }));
      for (auto const& one : page) {
        BOOST_OUTCOME_TRY(auto record, encoded::decode_command(one.data));
        kept_.emplace(one.position, std::move(record));
      }
      found = kept_.find(position);
      if (found == kept_.end()) return corrupt_error("command " + std::to_string(position) + " is gone");
    }
    return &found->second;
  }

 private:
  EncodedTables& tables_;
  std::map<std::int64_t, CommandRecord> kept_;
};

/// A write set as bytes, with all that it refers to.
class Encoding {
 public:
  explicit Encoding(WriteSet const& set) : trim_below_(set.trim_below), trim_commands_below_(set.trim_commands_below) {
    for (auto const& row : set.rows) add(row);
    for (auto const& command : set.commands) add(command);
  }
  void add_event_edit(std::int64_t position, std::string data) {
    event_edits_.push_back({position, keep(std::move(data))});
  }
  void add_command_edit(std::int64_t position, std::string data) {
    command_edits_.push_back({position, keep(std::move(data))});
  }
  EncodedTables::Changes changes() const {
    return {rows_, commands_, command_edits_, event_edits_, trim_below_, trim_commands_below_};
  }

 private:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  void add(RowWrite const& row) {
    auto& write = rows_.emplace_back(
        EncodedTables::Write{row.action, row.entity->number, row.id, row.base_version, row.version, {}, {}});
    if (row.row == nullptr) return;
    write.data = keep(encoded::json_of(*row.entity->type, row.row));
    auto& places = places_.emplace_back();
    for (auto const* index : row.entity->indexes) {
      if (!is_indexed(*index, row.row)) continue;
      Key columns;
      append_columns(columns, *index, row.row);
      places.push_back({index->name, keep(std::string(entry_key(*index, row.row).bytes())),
                        index->unique ? columns.bytes().size() : 0});
    }
    write.places = places;
  }
  void add(CommandWrite const& command) {
    auto& events = events_.emplace_back();
    for (auto const& event : command.events) events.push_back(keep(encoded::encode(event)));
    commands_.push_back({command.command_id, keep(encoded::encode(command)), events});
  }

  std::deque<std::string> texts_;
  std::deque<std::vector<EncodedTables::Place>> places_;
  std::deque<std::vector<std::string_view>> events_;
  std::vector<EncodedTables::Write> rows_;
  std::vector<EncodedTables::Command> commands_;
  std::vector<EncodedTables::Edit> command_edits_;
  std::vector<EncodedTables::Edit> event_edits_;
  std::int64_t trim_below_, trim_commands_below_;
};

result<> add_edits(EncodedTables& tables, WriteSet const& set, Encoding& encoding) {
  for (auto const& edit : set.edits) {
    BOOST_OUTCOME_TRY(auto found, page_of(edit.position - 1,
                                          [&](auto sink) { return tables.read_events(edit.position - 1, 1, sink); }));
    if (found.empty() || found.front().position != edit.position) continue;
    BOOST_OUTCOME_TRY(auto record, encoded::decode_event_record(found.front().data));
    record.type_version = edit.type->version;
    record.payload.text = encoded::json_of(*edit.type->type, edit.payload);
    encoding.add_event_edit(edit.position, to_json(record, Showing::whole));
  }
  for (auto const& edit : set.replies) {
    BOOST_OUTCOME_TRY(auto found, page_of(edit.command - 1,
                                          [&](auto sink) { return tables.read_commands(edit.command - 1, 1, sink); }));
    if (found.empty() || found.front().position != edit.command) continue;
    BOOST_OUTCOME_TRY(auto record, encoded::decode_command(found.front().data));
    if (!record.reply) continue;
    record.reply->text = encoded::json_of(*edit.type, edit.reply);
    encoding.add_command_edit(edit.command, to_json(record, Showing::whole));
  }
  return outcome::success();
}

result<> judge(EncodedTables::Verdict const& verdict, WriteSet const& set) {
  using Kind = EncodedTables::Verdict::Kind;
  auto const limit = verdict.kind == Kind::command_known ? set.commands.size() : set.rows.size();
  if (verdict.kind != Kind::written && verdict.at >= limit) {
    return storage_error("its commit refused something that it was not given");
  }
  switch (verdict.kind) {
    case Kind::written:
      return outcome::success();
    case Kind::row_changed:
      return conflict_on(*set.rows[verdict.at].entity, set.rows[verdict.at].id);
    case Kind::command_known:
      return conflict_on_command(set.commands[verdict.at].command_id);
    case Kind::place_taken:
      for (auto const* index : set.rows[verdict.at].entity->indexes) {
        if (index->name == verdict.index) return duplicate_in(*index, set.rows[verdict.at].id);
      }
      break;
  }
  return storage_error("its commit refused an index that it was not given");
}

}  // namespace

result<> EncodedStore::prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) {
  std::deque<std::vector<EncodedTables::IndexSpec>> indexes;
  std::vector<EncodedTables::TableSpec> specs;
  for (auto const* entity : entities) {
    auto& own = indexes.emplace_back();
    for (auto const* index : entity->indexes) own.push_back({index->name, index->unique});
    specs.push_back({entity->number, entity->context, entity->name, own});
  }
  {
    std::unique_lock const lock{mutex_};
    for (auto const* entity : entities) entities_[entity->number] = entity;
    for (auto const* event : events) events_[event->number] = event;
  }
  return tables_.prepare(specs);
}

EntityInfo const* EncodedStore::entity_of(std::int32_t number) const {
  std::shared_lock const lock{mutex_};
  auto const found = entities_.find(number);
  return found == entities_.end() ? nullptr : found->second;
}
EventInfo const* EncodedStore::event_of(std::int32_t number) const {
  std::shared_lock const lock{mutex_};
  auto const found = events_.find(number);
  return found == events_.end() ? nullptr : found->second;
}

result<bool> EncodedStore::load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                                RowHint& hint) {
  auto there = false;
  auto take = [&](RowView const& row) {
    entity.type->object->move(out, const_cast<void*>(row.row));
    version = row.version;
    hint = 0;
    there = true;
    return false;
  };
  Rows rows{entity, take};
  auto reading = [&](EncodedTables::RowSink sink) { return tables_.load(entity.number, id, sink); };
  auto is_it = [&](std::int64_t found, void const*) { return found == id && !there; };
  try {
    auto done = rows.read(is_it, reading);
    if (done) return there;
    if (there) entity.type->object->destroy(out);
    return std::move(done).error();
  } catch (...) {
    if (there) entity.type->object->destroy(out);
    throw;
  }
}

result<> EncodedStore::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                            RowSink sink) {
  Rows rows{*index.entity, sink};
  auto reading = [&](EncodedTables::RowSink take) {
    return tables_.scan(index.entity->number, index.name, prefix.bytes(), after.bytes(), limit, take);
  };
  std::string last(after.bytes());
  auto is_next = [&](std::int64_t, void const* row) {
    if (!is_indexed(index, row)) return false;
    auto const key = entry_key(index, row);
    auto const comes = key.bytes().starts_with(prefix.bytes()) && key.bytes() > last;
    last = key.bytes();
    return comes;
  };
  return rows.read(is_next, reading);
}

result<> EncodedStore::scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  Rows rows{entity, sink};
  auto reading = [&](EncodedTables::RowSink take) { return tables_.scan_all(entity.number, after, limit, take); };
  auto is_next = [last = after](std::int64_t id, void const*) mutable { return id > std::exchange(last, id); };
  return rows.read(is_next, reading);
}

result<std::int64_t> EncodedStore::next_id(EntityInfo const& entity) { return tables_.next_id(entity.number); }

result<bool> EncodedStore::find_command(std::string_view command_id, StoredCommand& out) {
  BOOST_OUTCOME_TRY(auto found, page_of(0, [&](auto sink) { return tables_.find_command(command_id, sink); }));
  if (found.empty()) return false;
  BOOST_OUTCOME_TRY(auto record, encoded::decode_command(found.front().data));
  out.position = found.front().position;
  out.payload_hash = static_cast<std::uint64_t>(record.payload_hash);
  out.has_reply = false;
  if (record.reply && out.reply != nullptr && out.reply_type != nullptr) {
    auto const reply = Object::of(*out.reply_type);
    // A reply of another type belongs to another request under the same id, which the payload's hash tells.
    out.has_reply = decode_text(record.reply->text, *out.reply_type, reply.at(), Decoding::tolerant).has_value();
    if (out.has_reply) out.reply_type->object->move(out.reply, reply.at());
  }
  return true;
}

result<> EncodedStore::read_journal(std::int64_t after, std::size_t limit, EventSink sink) {
  Commands commands{tables_};
  while (limit > 0) {
    BOOST_OUTCOME_TRY(auto page, page_of(after, [&](auto take) {
                        return tables_.read_events(after, std::min(limit, page_size), take);
                      }));
    if (page.empty()) break;
    for (auto const& one : page) {
      after = one.position;
      BOOST_OUTCOME_TRY(auto record, encoded::decode_event_record(one.data));
      auto const* type = event_of(record.type);
      // What other modules wrote into the same store is not this program's business.
      if (type == nullptr) continue;
      --limit;
      auto const payload = Object::of(*type->type);
      BOOST_OUTCOME_TRY(decode_event(*type, record.type_version, record.payload.text, payload.at()));
      BOOST_OUTCOME_TRY(auto command, commands.at(one.command));
      if (!sink({one.position, encoded::row_of(one.command, *command), record.ordinal, record.cause_ordinal, type,
                 entity_of(record.entity), record.entity_id, static_cast<std::uint32_t>(record.version),
                 payload.at()})) {
        return outcome::success();
      }
    }
  }
  return outcome::success();
}

result<> EncodedStore::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) {
  Trouble trouble;
  auto last = after;
  auto take = [&](EncodedTables::Record const& one) {
    if (!comes_behind(last, one)) return trouble.is(out_of_order(one));
    auto record = encoded::decode_command(one.data);
    if (!record) return trouble.is(std::move(record).error());
    return sink(encoded::row_of(one.position, record.value()));
  };
  return trouble.after(tables_.read_commands(after, limit, take));
}

result<> EncodedStore::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) {
  while (limit > 0) {
    BOOST_OUTCOME_TRY(auto page,
                      page_of(after, [&](auto take) { return tables_.read_commands(after, page_size, take); }));
    if (page.empty()) break;
    for (auto const& one : page) {
      if (limit == 0) return outcome::success();
      after = one.position;
      BOOST_OUTCOME_TRY(auto record, encoded::decode_command(one.data));
      for (auto const& change : record.changes) {
        auto const* entity = entity_of(change.entity);
        if (entity != nullptr && !sink(change_row(one.position, *entity, change))) return outcome::success();
      }
      limit -= std::min(limit, record.changes.size());
    }
  }
  return outcome::success();
}

result<Secret> EncodedStore::draw_secret() { return drawn_by_chance(); }

result<std::int64_t> EncodedStore::last_position() { return tables_.last_event(); }

result<> EncodedStore::commit(WriteSet const& set) {
  Encoding encoding{set};
  BOOST_OUTCOME_TRY(add_edits(tables_, set, encoding));
  BOOST_OUTCOME_TRY(auto verdict, tables_.commit(encoding.changes()));
  return judge(verdict, set);
}

}  // namespace lilac
