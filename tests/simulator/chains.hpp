// What an event says was before is what the event before it said came of it. Two writers who each read what the other
// changed would break such a chain, whatever the versions of their own rows say.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "lilac/engine/store.hpp"
#include "simulator/record.hpp"

namespace lilac::simulator {

class Chains {
 public:
  explicit Chains(Verdict& verdict) : verdict_(verdict) {}

  /// The next event of the journal.
  void take(EventRow const& event);
  /// Somebody was forgotten: texts may be gone.
  void forget_texts();

 private:
  /// `was` must be what this thing was left at; then it is left at `is`. Nothing is known of what is new.
  void link(EventRow const& event, std::string const& thing, std::string const& was, std::string const& is);
  void start(std::string const& thing, std::string const& is) { last_[thing] = is; }
  std::string last(std::string const& thing) const;
  void take_call(EventRow const& event);
  void take_note(EventRow const& event);
  void take_person(EventRow const& event);
  void take_message(EventRow const& event);
  void broken(EventRow const& event, std::string const& what);

  Verdict& verdict_;
  std::map<std::string, std::string> last_;
};

}  // namespace lilac::simulator
