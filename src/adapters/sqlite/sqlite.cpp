#include "lilac/adapters/sqlite.hpp"

#include <optional>

#include "adapters/chance.hpp"
#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/fork_guard.hpp"
#include "adapters/sqlite/session.hpp"

namespace lilac {

class SqliteStore::Impl final : public sqlite::ForkGuard {
 public:
  Impl(std::string path, SqliteOptions options) : path_(std::move(path)), options_(options) { begin_guarding(); }
  ~Impl() override {
    {
      std::lock_guard const lock{mutex()};
      session_.reset();
    }
    end_guarding();
  }

  result<> open() {
    std::lock_guard const lock{mutex()};
    return sqlite::at_boundary(path_, [&]() -> result<> {
      BOOST_OUTCOME_TRY(auto database, sqlite::open_database(path_, options_));
      session_.emplace(path_, options_, std::move(database));
      return outcome::success();
    });
  }

  /// Runs `body` with the open file, alone.
  template <class Body>
  auto use(Body&& body) -> decltype(body(std::declval<sqlite::Session&>())) {
    std::lock_guard const lock{mutex()};
    if (is_inherited()) return storage_error(path_ + ": was opened by a parent process; open it again");
    return sqlite::at_boundary(path_, [&] {
      sqlite::end_left_transaction(session_->database());
      return body(*session_);
    });
  }

 private:
  void close() override { session_.reset(); }

  std::string const path_;
  SqliteOptions const options_;
  std::optional<sqlite::Session> session_;
};

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SqliteStore::~SqliteStore() = default;

result<std::unique_ptr<SqliteStore>> SqliteStore::open(std::string const& path, SqliteOptions options) {
  sqlite::ForkGuard::close_inherited();
  auto impl = std::make_unique<Impl>(path, options);
  BOOST_OUTCOME_TRY(impl->open());
  return std::unique_ptr<SqliteStore>{new SqliteStore{std::move(impl)}};
}

result<> SqliteStore::prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) {
  return impl_->use([&](sqlite::Session& session) { return session.prepare(entities, events); });
}

result<bool> SqliteStore::load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                               RowHint& hint) {
  return impl_->use([&](sqlite::Session& session) -> result<bool> {
    hint = session.hint();
    return session.table(entity).load(session.database(), id, out, version);
  });
}

result<> SqliteStore::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                           RowSink sink) {
  return impl_->use([&](sqlite::Session& session) {
    auto& scan = session.table(*index.entity).scan_of(index);
    return scan.scan(session.database(), prefix, after, limit, session.hint(), sink);
  });
}

result<> SqliteStore::scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  return impl_->use([&](sqlite::Session& session) -> result<> {
    session.table(entity).scan_all(session.database(), after, limit, session.hint(), sink);
    return outcome::success();
  });
}

result<std::int64_t> SqliteStore::next_id(EntityInfo const& entity) {
  return impl_->use([&](sqlite::Session& session) { return session.next_id(entity); });
}

result<bool> SqliteStore::find_command(std::string_view command_id, StoredCommand& out) {
  return impl_->use([&](sqlite::Session& session) -> result<bool> {
    return session.journal().find(session.database(), command_id, out);
  });
}

result<> SqliteStore::read_journal(std::int64_t after, std::size_t limit, EventSink sink) {
  return impl_->use([&](sqlite::Session& session) -> result<> {
    session.journal().read_events(session.database(), after, limit, sink);
    return outcome::success();
  });
}

result<> SqliteStore::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) {
  return impl_->use([&](sqlite::Session& session) -> result<> {
    session.journal().read_commands(session.database(), after, limit, sink);
    return outcome::success();
  });
}

result<> SqliteStore::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) {
  return impl_->use([&](sqlite::Session& session) -> result<> {
    session.journal().read_changes(session.database(), after, limit, sink);
    return outcome::success();
  });
}

result<std::int64_t> SqliteStore::last_position() {
  return impl_->use([&](sqlite::Session& session) -> result<std::int64_t> {
    session.notice_others();
    return session.journal().last_event(session.database());
  });
}

result<Secret> SqliteStore::draw_secret() { return drawn_by_chance(); }

result<> SqliteStore::scrub() {
  return impl_->use([&](sqlite::Session& session) -> result<> {
    SQLite::Statement checkpoint{session.database(), "PRAGMA wal_checkpoint(TRUNCATE)"};
    if (checkpoint.executeStep() && checkpoint.getColumn(0).getInt() != 0)
      return storage_error("the log could not be emptied, others are reading it");
    return outcome::success();
  });
}

result<> SqliteStore::commit(WriteSet const& set) {
  return impl_->use([&](sqlite::Session& session) { return session.commit(set); });
}

}  // namespace lilac
