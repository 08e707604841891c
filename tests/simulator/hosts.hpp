// Operators, administrators and other systems, who ask for valid and for senseless things, sometimes twice.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulator/ask.hpp"
#include "simulator/history.hpp"
#include "simulator/world.hpp"

namespace lilac::simulator {

class Hosts {
 public:
  Hosts(World& world, History const& history) : world_(world), history_(history) {}

  /// What is there before anything goes wrong: a programme, templates, two people.
  static std::vector<Ask> opening(Instant now);
  /// Somebody has an idea, or asks once more.
  Ask think(Instant now);
  /// Somebody else thinks of what was just thought of.
  Ask think_of_the_same(Instant now);
  /// Another system reports a survey; sometimes again, and not in order.
  Ask hear(Instant now);

 private:
  Ask think_of_desk(Instant now);
  Ask think_of_messaging(Instant now);
  Ask think_of_quiet_hours();
  Ask think_of_suppressions();
  Ask think_of_calls(Actor by, Instant now);
  Ask think_of_notes(Actor by);
  Ask think_of_messages(Actor by);
  Ask think_of_people(Actor by, Instant now);
  Ask think_of_programme();
  Ask signed_by_somebody(Ask ask);
  Ask remembered(Ask ask);

  std::int64_t number_up_to(std::int64_t most);
  /// The same, of a kind: sometimes the one that was asked for last.
  std::int64_t number_in(std::uint16_t kind, std::int64_t most);
  template <class T>
  Id<T> some() {
    return Id<T>{number_in(entity_info<T>().number, history_.largest_id(entity_info<T>()))};
  }
  std::int64_t some_user();
  std::int64_t some_cycle(std::int64_t user);
  std::string some_text();
  Dictionary some_variables();

  World& world_;
  History const& history_;
  std::vector<Ask> asked_;  ///< under an id
  std::vector<Ask> heard_;
  bool thinks_of_the_same_ = false;
  std::map<std::uint16_t, std::int64_t> last_;
  std::int64_t next_id_ = 1;
  std::int64_t next_dedup_key_ = 1;
};

}  // namespace lilac::simulator
