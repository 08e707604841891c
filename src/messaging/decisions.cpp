#include "messaging/decisions.hpp"

namespace lilac::messaging {

// A mark that is not there cannot be read. Of two that make it at the same time one is judged again, and then reads it.
result<> read_mark(Work& work, DecisionMarkId id) {
  BOOST_OUTCOME_TRY(auto const* mark, work.find(id));
  if (mark == nullptr) work.keep(*work.create(id));
  return outcome::success();
}

// As long as no claim has read the mark there is none, and nothing to meet.
result<> count_decision(Work& work, DecisionMarkId id) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(id));
  if (known == nullptr) {
    auto* mark = work.create(id);
    mark->decisions = 1;
    work.keep(*mark);
    return outcome::success();
  }
  BOOST_OUTCOME_TRY(auto* mark, work.load(id));
  ++mark->decisions;
  work.keep(*mark);
  return outcome::success();
}

}  // namespace lilac::messaging
