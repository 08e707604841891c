#pragma once

#include <optional>
#include <queue>
#include <variant>
#include <vector>

#include "lilac/support/commands.hpp"
#include "replay_bank/bank_file.hpp"

namespace replay_bank {

using Command =
    std::variant<lilac::support::EnrolUserCycle, lilac::support::SkipOutbound, lilac::support::SendMissedCallMessage,
                 lilac::support::CompleteOutbound, lilac::support::CreateMemo, lilac::support::CreateIssue,
                 lilac::support::ChangeIssueStatus>;
/// What somebody does at the desk at an instant.
struct Step {
  lilac::Instant at;
  lilac::Actor by;
  Command command;
};

/// How many of everything there must be in the end, by the file alone.
struct Expected {
  std::int64_t users = 0, calls = 0, completed = 0, skipped = 0, messages = 0, memos = 0, issues = 0, commands = 0;
};

/// Turns the file's rows into what happened at the desk, in the order of time. A row's cycle begins up to 62 days
/// before the row's own day, so rows are read that far ahead, and only people in care are held in memory.
class Agenda {
 public:
  /// At most `limit` rows.
  Agenda(BankFile& file, std::int64_t limit) : file_(file), left_(limit) {}
  /// False when everything has happened.
  bool next(Step& step);
  Expected const& expected() const { return expected_; }

 private:
  enum class Stage { enrolment, missed_call, message, last_call, memo, issue, resolution, done };
  struct Person {
    Client client;
    Stage stage = Stage::enrolment;
    std::int32_t call = 1;           ///< the next one
    std::int64_t first_call_id = 0;  ///< known once enrolled
    std::int64_t issue_id = 0;
  };
  struct Entry {
    lilac::Instant at;
    std::int64_t row;
    std::size_t person;
    bool operator<(Entry const& other) const {  // the queue gives its greatest first
      return at != other.at ? at > other.at : row > other.row;
    }
  };

  void read_ahead();
  void take_in(Client&& client);
  lilac::Instant time_of(Person const& person) const;
  Command command_of(Person& person);
  Stage stage_after(Person const& person) const;

  BankFile& file_;
  std::int64_t left_;
  bool at_end_ = false;
  std::optional<lilac::LocalDate> read_up_to_;
  std::priority_queue<Entry> queue_;
  std::vector<Person> people_;
  std::vector<std::size_t> free_;  ///< places of people who are done
  std::int64_t call_ids_ = 0, issue_ids_ = 0;
  Expected expected_;
};

}  // namespace replay_bank
