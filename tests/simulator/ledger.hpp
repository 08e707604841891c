// What the engine promised to those who asked, and whether it keeps to it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "simulator/ask.hpp"
#include "simulator/history.hpp"
#include "simulator/record.hpp"

namespace lilac::simulator {

/// What happened while somebody waited for an answer.
struct Frame {
  std::span<History::Command const> committed;  ///< by the one who was asked, not by rivals
  Instant at;
  bool had_mishap = false;  ///< of store or process
  bool had_rival = false;
  bool touched_store = true;
};

class Ledger {
 public:
  struct Entry {
    Ask ask;
    bool is_acknowledged = false;
    bool is_applied = false;  ///< known, though nobody was told
    std::optional<std::string> reply{};
    bool is_forgotten = false;  ///< nobody can tell any more what exactly was asked
  };

  Ledger(Verdict& verdict, Sightings& sightings) : verdict_(verdict), sightings_(sightings) {}

  void judge(Ask const& ask, Answer const& answer, Frame const& frame);
  /// `is_done`: the batch as a whole was acknowledged.
  void judge_batch(std::span<Ask const> asks, std::span<Answer const> answers, bool is_done, Frame const& frame);

  /// Somebody was forgotten: remembered answers may be without personal text now, and requests are told by their ids.
  void forget_texts();

  /// Everything that was asked under an id and perhaps done.
  std::map<std::string, Entry> const& entries() const { return entries_; }

 private:
  void judge_success(Ask const& ask, Answer const& answer, Frame const& frame);
  void judge_refusal(Ask const& ask, Answer const& answer, Frame const& frame);
  void judge_failure(Ask const& ask, Answer const& answer, Frame const& frame);
  void check_row(Ask const& ask, History::Command const& row, Instant at);
  Entry* known(Ask const& ask);
  void acknowledge(Ask const& ask, Answer const& answer);
  void remember_doubt(Ask const& ask, bool is_applied);
  void broken(char const* invariant, Ask const& ask, Answer const& answer, std::string const& what);

  Verdict& verdict_;
  Sightings& sightings_;
  std::map<std::string, Entry> entries_;
};

}  // namespace lilac::simulator
