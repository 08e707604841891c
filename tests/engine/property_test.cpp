// Random commands against a model of a few lines: what the engine keeps and answers is what the model says, and the
// journal's changes tell the same history.
#include <rapidcheck.h>

#include <set>

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

enum class Kind : std::uint8_t { register_one, send, deliver, erase };

struct Step {
  Kind kind;
  std::int64_t number;  ///< the user of a registration, the parcel of all others
  int label;
  std::int64_t weight;
  int command_id;  ///< 0: none
};
struct Group {
  std::vector<Step> steps;
  bool as_batch;
  bool is_long;  ///< a batch in which much goes before
  bool previewed;
  int conflicts;  ///< that its commit meets
  bool idle;      ///< the relay runs afterwards
};

std::ostream& operator<<(std::ostream& out, Step const& step) {
  return out << "{" << static_cast<int>(step.kind) << " number " << step.number << " label " << step.label << " weight "
             << step.weight << " id " << step.command_id << "}";
}
std::ostream& operator<<(std::ostream& out, Group const& group) {
  out << (group.as_batch ? "batch" : "each") << (group.is_long ? " long" : "") << (group.previewed ? " previewed" : "")
      << " conflicts " << group.conflicts << (group.idle ? " idle:" : ":");
  for (auto const& step : group.steps) out << " " << step;
  return out;
}

rc::Gen<Step> any_step() {
  return rc::gen::construct<Step>(
      rc::gen::element(Kind::register_one, Kind::register_one, Kind::send, Kind::deliver, Kind::erase),
      rc::gen::inRange<std::int64_t>(1, 7), rc::gen::inRange(0, 5), rc::gen::element<std::int64_t>(0, 1, 1, 1, 99, 100),
      rc::gen::element(0, 0, 0, 0, 1, 2, 3));
}
rc::Gen<Group> any_group() {
  return rc::gen::construct<Group>(rc::gen::container<std::vector<Step>>(any_step()), rc::gen::arbitrary<bool>(),
                                   rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(),
                                   rc::gen::element(0, 0, 0, 1, 5), rc::gen::arbitrary<bool>());
}

constexpr std::int64_t most_open = 4;
constexpr int before_long = 70;  ///< enough for a unit of work to keep its rows otherwise

struct Model {
  struct Row {
    std::int64_t user;
    ParcelStatus status;
    std::string label;
    std::int64_t weight;
    bool is_open;
    bool operator==(Row const&) const = default;
  };
  std::map<std::int64_t, Row> parcels;
  std::map<std::int64_t, std::int64_t> tallies;
  std::map<int, Step> known;  ///< commands that succeeded, by their id
  std::int64_t last_id = 0;   ///< ids of refused commands are used again
  std::size_t commands = 0;
  std::size_t events = 0;

  bool judges_places = true;

  bool is_free(std::string const& label) const {
    return !judges_places || std::none_of(parcels.begin(), parcels.end(), [&](auto const& entry) {
      return entry.second.is_open && entry.second.label == label;
    });
  }
  bool has_places_taken_twice() const {
    std::set<std::string> taken;
    return std::any_of(parcels.begin(), parcels.end(), [&](auto const& entry) {
      return entry.second.is_open && !taken.insert(entry.second.label).second;
    });
  }
  std::vector<bool> run_each(std::vector<Step> const& steps) {
    std::vector<bool> done;
    for (auto const& step : steps) done.push_back(run(step));
    return done;
  }
  /// Unique places are judged for the batch as a whole; when that fails, for each command.
  std::vector<bool> run_batch(std::vector<Step> const& steps) {
    auto lenient = *this;
    lenient.judges_places = false;
    auto done = lenient.run_each(steps);
    if (lenient.has_places_taken_twice()) return run_each(steps);
    *this = lenient;
    judges_places = true;
    return done;
  }
  static bool same(Step const& a, Step const& b) {
    if (a.kind != b.kind || a.number != b.number) return false;
    return a.kind != Kind::register_one || (a.label == b.label && a.weight == b.weight);
  }
  /// True when the command succeeds.
  bool run(Step const& step) {
    if (step.command_id != 0) {
      auto const found = known.find(step.command_id);
      if (found != known.end()) return same(found->second, step);
    }
    if (!decide(step)) return false;
    ++commands;
    if (step.command_id != 0) known.emplace(step.command_id, step);
    return true;
  }
  bool decide(Step const& step) {
    if (step.kind == Kind::register_one) {
      auto const heavy = step.weight >= 100;
      auto const label = std::to_string(step.label) + (heavy ? " (heavy)" : "");
      if (step.weight <= 0 || tallies[step.number] >= most_open || !is_free(label)) return false;
      parcels[++last_id] = {step.number, ParcelStatus::registered, label, step.weight, true};
      ++tallies[step.number];
      events += heavy ? 3 : 2;
      return true;
    }
    auto const found = parcels.find(step.number);
    if (found == parcels.end()) return false;
    auto& row = found->second;
    switch (step.kind) {
      case Kind::send:
        if (row.status != ParcelStatus::registered) return false;
        row.status = ParcelStatus::sent;
        ++events;
        return true;
      case Kind::deliver:
        if (row.status == ParcelStatus::delivered) return false;
        row.status = ParcelStatus::delivered;
        row.is_open = false;
        ++events;
        return true;
      default:
        parcels.erase(found);
        return true;
    }
  }
};

/// Gives a step to the engine, to one of its batches, or as a preview. True when it succeeds.
template <class Give>
bool give(Step const& step, Give const& run) {
  auto const id = step.command_id == 0 ? std::string{} : "id " + std::to_string(step.command_id);
  Options const options{.at = noon, .command_id = id};
  switch (step.kind) {
    case Kind::register_one:
      return run(RegisterParcel{{step.number}, std::to_string(step.label), "for somebody", step.weight, {}}, options);
    case Kind::send:
      return run(SendParcel{{step.number}}, options);
    case Kind::deliver:
      return run(DeliverParcel{{step.number}}, options);
    default:
      return run(EraseParcel{{step.number}}, options);
  }
}

void play(Post& post, Model& model, Group const& group) {
  int conflicts = group.conflicts;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && conflicts-- > 0) return conflict_on(entity_info<Parcel>(), 1);
    return outcome::success();
  };
  if (group.previewed) {
    for (auto const& step : group.steps) {
      auto const would = give(step, [&](auto const& command, Options const& options) {
        return post.engine().preview(command, clerk, options).has_value();
      });
      auto copy = model;
      RC_ASSERT(would == copy.run(step));
    }
  }
  auto const expected = group.as_batch ? model.run_batch(group.steps) : model.run_each(group.steps);
  std::vector<bool> done;
  if (group.as_batch && group.is_long) {
    model.commands += before_long;
    model.events += before_long;
  }
  if (group.as_batch) {
    auto const committed = post.engine().batch([&](Batch& batch) {
      done.clear();
      for (int i = 0; group.is_long && i < before_long; ++i)
        RC_ASSERT(batch.execute(Ping{0}, system_actor, {.at = noon}).has_value());
      for (auto const& step : group.steps)
        done.push_back(give(step, [&](auto const& command, Options const& options) {
          return batch.execute(command, clerk, options).has_value();
        }));
    });
    RC_ASSERT(committed.has_value());
  } else {
    for (auto const& step : group.steps)
      done.push_back(give(step, [&](auto const& command, Options const& options) {
        return post.engine().execute(command, clerk, options).has_value();
      }));
  }
  RC_ASSERT(done == expected);
  post.store.before = [](std::string_view) { return outcome::success(); };
  if (group.idle) RC_ASSERT(post.engine().run_until_idle(noon).has_value());
}

void compare(Post& post, Model const& model) {
  std::map<std::int64_t, Model::Row> rows;
  for (auto const& row : post.rows<Parcel>())
    rows[row.id.value] = {row.user_id.value, row.status, row.label, row.weight, row.is_open};
  RC_ASSERT(rows == model.parcels);
  for (auto const& [user, count] : model.tallies) {
    auto const tally = post.row(Id<Tally>{user});
    RC_ASSERT((tally ? tally->count : 0) == count);
  }
  RC_ASSERT(history_faults(post.memory) == "");
  std::size_t commands = 0;
  RC_ASSERT(post.memory
                .read_commands(0, no_limit,
                               [&](CommandRow const&) {
                                 ++commands;
                                 return true;
                               })
                .has_value());
  RC_ASSERT(commands == model.commands);
  RC_ASSERT(post.events().size() == model.events);
}

TEST_CASE("Any commands, one by one or in batches, refused, repeated or in conflict, do what the model says") {
  CHECK(rc::check("engine and model agree", [] {
    auto const groups = *rc::gen::container<std::vector<Group>>(any_group());
    Rules rules;
    rules.most_open = most_open;
    Post post{rules};
    Model model;
    for (auto const& group : groups) {
      play(post, model, group);
      compare(post, model);
    }
  }));
}

}  // namespace
}  // namespace lilac::parcel
