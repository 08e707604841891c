#include "lilac/adapters/sqlite.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/chance.hpp"
#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/fork_guard.hpp"
#include "adapters/sqlite/reader.hpp"
#include "adapters/sqlite/session.hpp"
#include "engine/row_copies.hpp"

namespace lilac {

class SqliteStore::Impl final : public sqlite::ForkGuard {
 public:
  Impl(std::string path, SqliteOptions options) : path_(std::move(path)), options_(options) { begin_guarding(); }
  ~Impl() override {
    {
      std::lock_guard const lock{mutex()};
      close();
    }
    end_guarding();
  }

  result<> open() {
    std::lock_guard const lock{mutex()};
    return sqlite::at_boundary(path_, [&]() -> result<> {
      BOOST_OUTCOME_TRY(auto database, sqlite::open_database(path_, options_));
      has_file_ = sqlite::has_file(*database);
      session_.emplace(path_, options_, std::move(database));
      return outcome::success();
    });
  }

  /// The rest of a scan. Its connection is the store's, so that a child process can close it.
  class Pages final : public RemainingRows {
   public:
    explicit Pages(Impl& impl) : impl_(impl) { impl_.open_.push_back(this); }
    ~Pages() override {
      std::lock_guard const lock{impl_.mutex()};
      std::erase(impl_.open_, this);
      give_back();
    }

    result<> next(std::size_t limit, RowSink sink) override {
      return impl_.use(
          [&](sqlite::Session&) { return copies_ ? copies_->next(limit, sink) : read(*course_, limit, hint_, sink); });
    }

    // What follows is called while nobody else uses the store.

    /// From here on rows are of this moment. False when there can be no connection for it.
    bool begin(SQLite::Database& database) {
      reader_ = impl_.take_reader(database);
      if (reader_ != nullptr) reader_->begin();
      return reader_ != nullptr;
    }
    void go_on(sqlite::Course const& course, RowHint hint) {
      course_ = course;
      hint_ = hint;
    }
    result<> read(sqlite::Course& course, std::size_t limit, RowHint hint, RowSink sink) {
      return course.read(reader_->table(*course.entity), reader_->database(), limit, hint, sink);
    }
    /// Holds on to the rows instead of the moment.
    result<> read_all() {
      if (course_ && !copies_) {
        auto copies = std::make_unique<CopiedRows>(*course_->entity->type);
        BOOST_OUTCOME_TRY(
            read(*course_, no_limit, hint_, [&](RowView const& row) { return copies->rows().take(row); }));
        copies_ = std::move(copies);
      }
      give_back();
      return outcome::success();
    }

   private:
    static constexpr auto no_limit = static_cast<std::size_t>(-1);

    void give_back() {
      if (reader_ != nullptr) impl_.put_back(*std::exchange(reader_, nullptr));
    }

    Impl& impl_;
    sqlite::Reader* reader_ = nullptr;
    std::optional<sqlite::Course> course_;
    RowHint hint_ = 0;
    std::unique_ptr<CopiedRows> copies_;
  };

  /// Whether there is a moment to hold on to, or all must be read at once.
  enum class Begun : std::uint8_t { yes, needs_copies };
  /// When copies are needed, nothing was shown.
  result<Begun> begin_scan(sqlite::Course const& from, std::size_t first, RowSink sink,
                           std::unique_ptr<RemainingRows>& out) {
    if (!has_file_) return Begun::needs_copies;
    std::unique_ptr<Pages> rest;  // ends when the store can be used again
    auto is_left = false;
    BOOST_OUTCOME_TRY(
        auto const begun, use([&](sqlite::Session& session) -> result<Begun> {
          auto& database = session.database();
          auto course = from;
          RowCopies page{*from.entity->type};
          auto take = [&](RowView const& row) { return page.take(row); };
          BOOST_OUTCOME_TRY(course.read(session.table(*from.entity), database, first, session.hint(), take));
          if (!course.is_at_end) {
            auto const version = sqlite::data_version(database);
            rest = std::make_unique<Pages>(*this);
            if (!rest->begin(database)) return Begun::needs_copies;
            session.notice_others();
            if (sqlite::data_version(database) != version) {  // somebody wrote between the page and that moment
              course = from;
              page.clear();
              BOOST_OUTCOME_TRY(rest->read(course, first, session.hint(), take));
            }
            rest->go_on(course, session.hint());
          }
          is_left = std::ranges::all_of(page.rows(), sink) && !course.is_at_end;
          return Begun::yes;
        }));
    if (is_left) out = std::move(rest);
    return begun;
  }

  /// Before the log is emptied, which waits for all who read an older moment.
  result<> end_readings() {
    for (auto* const open : open_) {
      BOOST_OUTCOME_TRY(open->read_all());
    }
    return outcome::success();
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
  void close() override {
    idle_readers_.clear();
    readers_.clear();  // before the one that writes, so that this one tidies the log up
    session_.reset();
  }

  /// Null when the file cannot be opened a second time.
  sqlite::Reader* take_reader(SQLite::Database& database) {
    if (idle_readers_.empty()) {
      idle_readers_.reserve(readers_.size() + 1);  // so that each can be put back
      try {
        auto beside = sqlite::open_beside(database, options_);
        if (!beside) return nullptr;
        return readers_.emplace_back(std::make_unique<sqlite::Reader>(std::move(beside))).get();
      } catch (SQLite::Exception const&) {
        return nullptr;
      }
    }
    auto* const reader = idle_readers_.back();
    idle_readers_.pop_back();
    return reader;
  }
  void put_back(sqlite::Reader& reader) {
    if (is_inherited()) return;  // it is the parent's, or closed
    if (reader.end())
      idle_readers_.push_back(&reader);
    else
      std::erase_if(readers_, [&](auto const& one) { return one.get() == &reader; });
  }

  std::string const path_;
  SqliteOptions const options_;
  bool has_file_ = false;
  std::optional<sqlite::Session> session_;
  std::vector<std::unique_ptr<sqlite::Reader>> readers_;
  std::vector<sqlite::Reader*> idle_readers_;
  std::vector<Pages*> open_;
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

result<std::unique_ptr<RemainingRows>> SqliteStore::begin_scan(IndexInfo const& index, Key const& prefix,
                                                               Key const& after, std::size_t limit, std::size_t first,
                                                               RowSink sink) {
  std::unique_ptr<RemainingRows> rest;
  sqlite::Course const course{index.entity, &index, prefix, after, 0};
  BOOST_OUTCOME_TRY(auto const begun, impl_->begin_scan(course, first, sink, rest));
  if (begun == Impl::Begun::needs_copies) return Store::begin_scan(index, prefix, after, limit, first, sink);
  return rest;
}

result<std::unique_ptr<RemainingRows>> SqliteStore::begin_scan_all(EntityInfo const& entity, std::int64_t after,
                                                                   std::size_t limit, std::size_t first, RowSink sink) {
  std::unique_ptr<RemainingRows> rest;
  sqlite::Course const course{&entity, nullptr, {}, {}, after};
  BOOST_OUTCOME_TRY(auto const begun, impl_->begin_scan(course, first, sink, rest));
  if (begun == Impl::Begun::needs_copies) return Store::begin_scan_all(entity, after, limit, first, sink);
  return rest;
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
    BOOST_OUTCOME_TRY(impl_->end_readings());
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
