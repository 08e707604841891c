// The desk's file as somebody would write it by hand: prepared statements on the C interface of SQLite, in the same
// tables, with the same pragmas and transactions.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "benchmarks/desk.hpp"
#include "lilac/engine/store.hpp"
#include "lilac/support/user_support_log.hpp"

namespace lilac::benchmarks {

class BareFile {
 public:
  /// Opens a file that an engine has made and filled.
  explicit BareFile(std::string const& path);

  void begin() { run(begin_); }
  void commit() { run(commit_); }
  // Like the commands of these names, within a transaction.
  support::UserOutboundPlan complete(support::UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id);
  support::UserOutboundPlan withdraw(support::UserOutboundPlanId id, Actor by, Instant at, std::string_view command_id);

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
  struct Call {
    support::UserOutboundPlan row;
    std::uint32_t version;
    std::int32_t today;
  };

  Statement prepare(char const* sql);
  void execute(char const* sql);
  void run(Statement const& statement);
  std::int64_t number(char const* sql);
  bool knows(std::string_view command_id);
  Call load(support::UserOutboundPlanId id, Instant at);
  template <class Command, class Event>
  void keep(Command const& command, std::string_view command_id, Call const& call, Event const& event,
            support::UserOutboundStatus from, Actor by, Instant at);
  void insert_command(CommandWrite const& write);
  template <class Event>
  void insert_event(Event const& event, EntityInfo const& entity, std::int64_t id, std::uint32_t version,
                    std::int32_t ordinal);

  std::unique_ptr<sqlite3, Close> database_;
  Statement begin_, commit_, find_command_, select_call_, select_cycle_, select_zone_, update_call_, insert_log_,
      insert_command_, insert_event_;
  std::int64_t command_ = 0, event_ = 0, log_ = 0;  ///< the last ones
  std::string json_, changes_;
};

}  // namespace lilac::benchmarks
