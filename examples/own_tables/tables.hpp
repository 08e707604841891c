// A host's own tables, here in memory: a clinic that has kept its call list long before it linked Lilac. What matters
// is the shape: one typed repository for what the clinic keeps itself, plain tables for the rest, one transaction over
// all.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lilac/adapters/repository.hpp"
#include "lilac/support/support.hpp"

namespace clinic {

/// A row of the clinic's call list, in the clinic's own words.
struct Call {
  std::int64_t patient = 0;
  std::int64_t course = 0;
  int number = 0;
  int on_day = 0;
  std::string state;  ///< open, done, left_out
  std::chrono::local_days planned_for;
  std::optional<lilac::Instant> appointment;
  std::optional<std::int64_t> nurse;
  std::optional<lilac::Instant> settled_at;
  lilac::Instant made_at;
  lilac::Instant touched_at;
  std::uint32_t revision = 0;
};

/// The clinic's database.
struct Database {
  std::map<std::int64_t, Call> calls;
  std::int64_t last_call = 0;
  std::map<std::pair<std::uint16_t, std::int64_t>, lilac::DocumentTable::Document> documents;
  std::map<std::int64_t, lilac::JournalTable::Command> commands;
  std::map<std::int64_t, lilac::JournalTable::Event> events;
  std::int64_t last_event = 0;
};

/// A transaction that can be taken back: here by a copy, in a real database by its own means.
class Transaction final : public lilac::HostTransaction {
 public:
  explicit Transaction(Database& database) : database_(database) {}
  lilac::result<> begin() override {
    before_ = database_;
    return lilac::outcome::success();
  }
  lilac::result<> commit() override { return lilac::outcome::success(); }
  void roll_back() override { database_ = before_; }

 private:
  Database& database_;
  Database before_;
};

/// The call list as the desk sees it.
class CallRepository final : public lilac::Repository<lilac::support::UserOutboundPlan> {
 public:
  using Plan = lilac::support::UserOutboundPlan;
  explicit CallRepository(Database& database) : database_(database) {}

  lilac::result<std::optional<lilac::Stored<Plan>>> find_by_id(lilac::support::UserOutboundPlanId id) override {
    auto const found = database_.calls.find(id.value);
    if (found == database_.calls.end()) return std::optional<lilac::Stored<Plan>>{};
    return std::optional{read(found->first, found->second)};
  }
  lilac::result<std::vector<lilac::Stored<Plan>>> find_all() override {
    return those_where([](Call const&) { return true; });
  }
  lilac::result<std::vector<lilac::Stored<Plan>>> find(
      Plan::find_by_user_cycle_id, lilac::Columns<Plan::find_by_user_cycle_id> const& columns) override {
    auto const cycle = std::get<0>(columns);
    return those_where([&](Call const& call) { return !cycle || call.course == cycle->value; });
  }
  lilac::result<std::vector<lilac::Stored<Plan>>> find(
      Plan::find_by_user_cycle_id_and_sequence,
      lilac::Columns<Plan::find_by_user_cycle_id_and_sequence> const& columns) override {
    auto const cycle = std::get<0>(columns);
    auto const sequence = std::get<1>(columns);
    return those_where([&](Call const& call) {
      return (!cycle || call.course == cycle->value) && (!sequence || call.number == *sequence);
    });
  }
  lilac::result<std::vector<lilac::Stored<Plan>>> find(
      Plan::find_pending_by_contact_at_and_plan_date,
      lilac::Columns<Plan::find_pending_by_contact_at_and_plan_date> const&) override {
    return those_where([](Call const& call) { return call.state == "open"; });
  }
  lilac::result<> save(Plan const& plan, std::uint32_t version) override {
    auto& call = database_.calls[plan.id.value];
    call = {plan.user_id.value,    plan.user_cycle_id.value, plan.sequence,   plan.day_index,
            state_of(plan.status), plan.plan_date,           plan.contact_at, std::nullopt,
            plan.resolved_at,      plan.created_at,          plan.updated_at, version};
    if (plan.resolved_by) call.nurse = plan.resolved_by->value;
    return lilac::outcome::success();
  }
  lilac::result<> remove(lilac::support::UserOutboundPlanId id) override {
    database_.calls.erase(id.value);
    return lilac::outcome::success();
  }
  lilac::result<lilac::support::UserOutboundPlanId> next_id() override {
    return lilac::support::UserOutboundPlanId{++database_.last_call};
  }

 private:
  using Status = lilac::support::UserOutboundStatus;
  static char const* state_of(Status status) {
    return status == Status::COMPLETED ? "done" : status == Status::SKIPPED ? "left_out" : "open";
  }
  static lilac::Stored<Plan> read(std::int64_t id, Call const& call) {
    Plan plan;
    plan.id = {id};
    plan.user_id = {call.patient};
    plan.user_cycle_id = {call.course};
    plan.sequence = call.number;
    plan.day_index = call.on_day;
    plan.status = call.state == "done"       ? Status::COMPLETED
                  : call.state == "left_out" ? Status::SKIPPED
                                             : Status::PENDING;
    plan.plan_date = call.planned_for;
    plan.contact_at = call.appointment;
    if (call.nurse) plan.resolved_by = lilac::support::OperatorId{*call.nurse};
    plan.resolved_at = call.settled_at;
    plan.created_at = call.made_at;
    plan.updated_at = call.touched_at;
    return {plan, call.revision};
  }
  template <class Condition>
  std::vector<lilac::Stored<Plan>> those_where(Condition condition) const {
    std::vector<lilac::Stored<Plan>> found;
    for (auto const& [id, call] : database_.calls) {
      if (condition(call)) found.push_back(read(id, call));
    }
    return found;
  }

  Database& database_;
};

/// Everything of Lilac that the clinic has no table for.
class Documents final : public lilac::DocumentTable {
 public:
  explicit Documents(Database& database) : database_(database) {}
  lilac::result<std::optional<Document>> find(std::uint16_t entity, std::int64_t id) override {
    auto const found = database_.documents.find({entity, id});
    return found == database_.documents.end() ? std::optional<Document>{} : std::optional{found->second};
  }
  lilac::result<std::vector<Document>> find_all(std::uint16_t entity) override {
    std::vector<Document> all;
    for (auto at = database_.documents.lower_bound({entity, INT64_MIN});
         at != database_.documents.end() && at->first.first == entity; ++at) {
      all.push_back(at->second);
    }
    return all;
  }
  lilac::result<> save(std::uint16_t entity, Document const& document) override {
    database_.documents[{entity, document.id}] = document;
    return lilac::outcome::success();
  }
  lilac::result<> remove(std::uint16_t entity, std::int64_t id) override {
    database_.documents.erase({entity, id});
    return lilac::outcome::success();
  }

 private:
  Database& database_;
};

/// The journal in two tables.
class Journal final : public lilac::JournalTable {
 public:
  explicit Journal(Database& database) : database_(database) {}
  lilac::result<std::int64_t> last_command() override {
    return database_.commands.empty() ? 0 : database_.commands.rbegin()->first;
  }
  lilac::result<std::int64_t> last_event() override { return database_.last_event; }
  lilac::result<std::optional<Command>> find_command(std::string_view command_id) override {
    for (auto const& [position, command] : database_.commands) {
      if (command.command_id == command_id) return std::optional{command};
    }
    return std::optional<Command>{};
  }
  lilac::result<std::optional<Command>> command_at(std::int64_t position) override {
    auto const found = database_.commands.find(position);
    return found == database_.commands.end() ? std::optional<Command>{} : std::optional{found->second};
  }
  lilac::result<std::vector<Command>> commands_after(std::int64_t position, std::size_t limit) override {
    return after(database_.commands, position, limit);
  }
  lilac::result<std::vector<Event>> events_after(std::int64_t position, std::size_t limit) override {
    return after(database_.events, position, limit);
  }
  lilac::result<> save(Command const& command) override {
    database_.commands[command.position] = command;
    return lilac::outcome::success();
  }
  lilac::result<> save(Event const& event) override {
    database_.events[event.position] = event;
    database_.last_event = std::max(database_.last_event, event.position);
    return lilac::outcome::success();
  }
  lilac::result<> remove_events_below(std::int64_t position) override {
    database_.events.erase(database_.events.begin(), database_.events.lower_bound(position));
    return lilac::outcome::success();
  }
  lilac::result<> remove_commands_below(std::int64_t position) override {
    database_.commands.erase(database_.commands.begin(), database_.commands.lower_bound(position));
    return lilac::outcome::success();
  }

 private:
  template <class Row>
  static std::vector<Row> after(std::map<std::int64_t, Row> const& rows, std::int64_t position, std::size_t limit) {
    std::vector<Row> found;
    for (auto at = rows.upper_bound(position); at != rows.end() && found.size() < limit; ++at) {
      found.push_back(at->second);
    }
    return found;
  }
  Database& database_;
};

}  // namespace clinic
