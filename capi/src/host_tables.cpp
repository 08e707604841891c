#include "host_tables.hpp"

#include "boundary.hpp"
#include "to_c.hpp"
#include "use_of_one.hpp"

namespace lilac::capi {

/// What the host fills while it reads; its handle lives as long as that call.
class Sink {
 public:
  using handle = lilac_sink;
  static constexpr HandleKind kind = HandleKind::sink;

  explicit Sink(EncodedTables::RowSink rows) : rows_(rows) {}
  explicit Sink(EncodedTables::RecordSink records) : records_(records) {}

  lilac_status row(std::int64_t id, std::uint32_t version, char const* data, std::size_t size) {
    return taken([&] {
      if (!rows_) throw Misuse(LILAC_E_ARGUMENT, "sink", "this sink takes records");
      return (*rows_)({id, version, text_from(data, size, "data")});
    });
  }
  lilac_status record(std::int64_t position, std::int64_t command, char const* data, std::size_t size) {
    return taken([&] {
      if (!records_) throw Misuse(LILAC_E_ARGUMENT, "sink", "this sink takes rows");
      return (*records_)({position, command, text_from(data, size, "data")});
    });
  }
  /// What went wrong in here, whatever the host made of it. Throws std::bad_alloc where memory was what went wrong.
  std::optional<std::string> failure() const {
    if (no_memory_) throw std::bad_alloc{};
    return failure_;
  }

  /// Nothing is given to a sink from within itself, by two threads at once, or after it had enough.
  UseOfOne& use() { return use_; }

 private:
  template <class Take>
  lilac_status taken(Take take) {
    if (had_enough_) return LILAC_STOP;
    try {
      had_enough_ = !take();
    } catch (Misuse const& misuse) {
      had_enough_ = true;
      failure_ = misuse.what();
      throw;
    } catch (std::bad_alloc const&) {
      had_enough_ = true;
      no_memory_ = true;
      throw;
    }
    return had_enough_ ? LILAC_STOP : LILAC_OK;
  }

  std::optional<EncodedTables::RowSink> rows_;
  std::optional<EncodedTables::RecordSink> records_;
  UseOfOne use_;
  bool had_enough_ = false;
  bool no_memory_ = false;
  std::optional<std::string> failure_;
};

namespace {

result<> done(std::optional<std::string> failed) {
  if (failed) return storage_error(*failed);
  return outcome::success();
}

/// Ends a handle with its scope.
class OpenSink {
 public:
  template <class Take>
  explicit OpenSink(Take take) : sink_(std::make_shared<Sink>(take)), handle_(add(sink_)) {}
  ~OpenSink() { end(); }
  OpenSink(OpenSink const&) = delete;
  OpenSink& operator=(OpenSink const&) = delete;
  lilac_sink* get() const { return handle_; }

  /// The reading is over: what became of it.
  result<> after(std::optional<std::string> failed, HostPort<lilac_store> const& host) {
    end();
    auto const own = sink_->failure();
    if (!failed && own) failed = host.failed(LILAC_E_HOST, 0, "the store misused its sink: " + *own);
    return done(std::move(failed));
  }

 private:
  void end() {
    if (handle_ == nullptr) return;
    remove<Sink>(handle_);
    handle_ = nullptr;
    sink_->use().end();
  }

  std::shared_ptr<Sink> sink_;
  lilac_sink* handle_;
};

/// A commit as C structs; borrows from what it is made of.
class Changes {
 public:
  explicit Changes(EncodedTables::Changes const& from) {
    std::size_t places = 0;
    std::size_t events = 0;
    for (auto const& row : from.rows) places += row.places.size();
    for (auto const& command : from.commands) events += command.events.size();
    places_.reserve(places);  // so that what is pointed to stays
    events_.reserve(events);
    for (auto const& row : from.rows) add(row);
    for (auto const& command : from.commands) add(command);
    for (auto const& edit : from.command_edits) command_edits_.push_back({edit.position, view_of(edit.data)});
    for (auto const& edit : from.event_edits) event_edits_.push_back({edit.position, view_of(edit.data)});
    whole_ = {static_cast<std::uint32_t>(sizeof whole_),
              0,
              rows_.data(),
              rows_.size(),
              commands_.data(),
              commands_.size(),
              command_edits_.data(),
              command_edits_.size(),
              event_edits_.data(),
              event_edits_.size(),
              from.trim_below,
              from.trim_commands_below};
  }
  lilac_changes const* get() const { return &whole_; }

 private:
  void add(EncodedTables::Write const& row) {
    auto const* const places = places_.data() + places_.size();
    for (auto const& place : row.places) {
      places_.push_back({view_of(place.index), place.key.data(), place.key.size(), place.unique});
    }
    rows_.push_back({static_cast<std::int32_t>(row.action), row.entity, row.id, row.base_version, row.version,
                     view_of(row.data), places, row.places.size()});
  }
  void add(EncodedTables::Command const& command) {
    auto const* const events = events_.data() + events_.size();
    for (auto const event : command.events) events_.push_back(view_of(event));
    commands_.push_back({view_of(command.command_id), view_of(command.data), events, command.events.size()});
  }

  std::vector<lilac_place> places_;
  std::vector<lilac_text> events_;
  std::vector<lilac_row_write> rows_;
  std::vector<lilac_command_write> commands_;
  std::vector<lilac_record_edit> command_edits_;
  std::vector<lilac_record_edit> event_edits_;
  lilac_changes whole_{};
};

static_assert(LILAC_CHECK == static_cast<int>(RowWrite::Action::check));
static_assert(LILAC_INSERT == static_cast<int>(RowWrite::Action::insert));
static_assert(LILAC_UPDATE == static_cast<int>(RowWrite::Action::update));
static_assert(LILAC_ERASE == static_cast<int>(RowWrite::Action::erase));
static_assert(LILAC_ROW_CHANGED == static_cast<int>(EncodedTables::Verdict::Kind::row_changed));
static_assert(LILAC_COMMAND_KNOWN == static_cast<int>(EncodedTables::Verdict::Kind::command_known));
static_assert(LILAC_PLACE_TAKEN == static_cast<int>(EncodedTables::Verdict::Kind::place_taken));

}  // namespace

HostTables::HostTables(lilac_store const& store, HostFailures& failures) : host_(store, failures) {
  auto const need = [](bool is_there, char const* what) {
    if (!is_there)
      throw Misuse(LILAC_E_UNSUPPORTED, std::string("store.") + what, std::string("the store has no ") + what);
  };
  need(store.prepare != nullptr, "prepare");
  need(store.load != nullptr, "load");
  need(store.scan != nullptr, "scan");
  need(store.scan_all != nullptr, "scan_all");
  need(store.next_id != nullptr, "next_id");
  need(store.find_command != nullptr, "find_command");
  need(store.read_commands != nullptr, "read_commands");
  need(store.read_events != nullptr, "read_events");
  need(store.last_event != nullptr, "last_event");
  need(store.commit != nullptr, "commit");
}

result<> HostTables::prepare(std::span<TableSpec const> tables) {
  std::vector<std::vector<lilac_index_spec>> indexes;
  std::vector<lilac_table_spec> specs;
  for (auto const& table : tables) {
    auto& own = indexes.emplace_back();
    for (auto const& index : table.indexes) own.push_back({view_of(index.name), index.unique, {}});
  }
  for (std::size_t n = 0; n < tables.size(); ++n) {
    specs.push_back({tables[n].entity, 0, view_of(tables[n].context), view_of(tables[n].name), indexes[n].data(),
                     indexes[n].size()});
  }
  return done(host_.call("prepare", host_.functions().prepare, specs.data(), specs.size()));
}

result<> HostTables::load(std::uint16_t entity, std::int64_t id, RowSink sink) {
  OpenSink open{sink};
  return open.after(host_.call("load", host_.functions().load, std::uint32_t{entity}, id, open.get()), host_);
}

result<> HostTables::scan(std::uint16_t entity, std::string_view index, std::string_view prefix, std::string_view after,
                          std::size_t limit, RowSink sink) {
  OpenSink open{sink};
  return open.after(host_.call("scan", host_.functions().scan, std::uint32_t{entity}, index.data(), index.size(),
                               prefix.data(), prefix.size(), after.data(), after.size(), limit, open.get()),
                    host_);
}

result<> HostTables::scan_all(std::uint16_t entity, std::int64_t after, std::size_t limit, RowSink sink) {
  OpenSink open{sink};
  return open.after(host_.call("scan_all", host_.functions().scan_all, std::uint32_t{entity}, after, limit, open.get()),
                    host_);
}

result<std::int64_t> HostTables::next_id(std::uint16_t entity) {
  std::int64_t id = 0;
  BOOST_OUTCOME_TRY(done(host_.call("next_id", host_.functions().next_id, std::uint32_t{entity}, &id)));
  return id;
}

result<> HostTables::find_command(std::string_view command_id, RecordSink sink) {
  OpenSink open{sink};
  return open.after(
      host_.call("find_command", host_.functions().find_command, command_id.data(), command_id.size(), open.get()),
      host_);
}

result<> HostTables::read_commands(std::int64_t after, std::size_t limit, RecordSink sink) {
  OpenSink open{sink};
  return open.after(host_.call("read_commands", host_.functions().read_commands, after, limit, open.get()), host_);
}

result<> HostTables::read_events(std::int64_t after, std::size_t limit, RecordSink sink) {
  OpenSink open{sink};
  return open.after(host_.call("read_events", host_.functions().read_events, after, limit, open.get()), host_);
}

result<std::int64_t> HostTables::last_event() {
  std::int64_t position = 0;
  BOOST_OUTCOME_TRY(done(host_.call("last_event", host_.functions().last_event, &position)));
  return position;
}

result<EncodedTables::Verdict> HostTables::commit(EncodedTables::Changes const& changes) {
  capi::Changes const given{changes};
  lilac_verdict verdict{LILAC_WRITTEN, 0, 0, 0};
  BOOST_OUTCOME_TRY(done(host_.call("commit", host_.functions().commit, given.get(), &verdict)));
  if (verdict.kind < LILAC_WRITTEN || verdict.kind > LILAC_PLACE_TAKEN) {
    return storage_error("commit gave the verdict " + std::to_string(verdict.kind));
  }
  Verdict answer{static_cast<Verdict::Kind>(verdict.kind), verdict.at, {}};
  if (verdict.kind == LILAC_PLACE_TAKEN) {
    if (verdict.at >= changes.rows.size() || verdict.place >= changes.rows[verdict.at].places.size()) {
      return storage_error("commit refused a place that it was not given");
    }
    answer.index = changes.rows[verdict.at].places[verdict.place].index;
  }
  return answer;
}

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_status lilac_sink_row(lilac_sink* sink, int64_t id, uint32_t version, char const* data, size_t size) {
  return guarded(nullptr, [&] {
    auto const open = need<Sink>(sink, "sink");
    auto const use = open->use().begin("sink");
    return open->row(id, version, data, size);
  });
}

lilac_status lilac_sink_record(lilac_sink* sink, int64_t position, int64_t command, char const* data, size_t size) {
  return guarded(nullptr, [&] {
    auto const open = need<Sink>(sink, "sink");
    auto const use = open->use().begin("sink");
    return open->record(position, command, data, size);
  });
}
