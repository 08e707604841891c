#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

constexpr auto no_limit = static_cast<std::size_t>(-1);
constexpr std::array<EntityInfo const*, 3> entities{&entity_info<Everything>(), &entity_info<Item>(),
                                                    &entity_info<Counter>()};
constexpr std::array<EventInfo const*, 2> event_types{&event_info<ItemChanged>(), &event_info<ItemArrived>()};

}  // namespace

void expect(bool met, std::string const& what) {
  if (!met) throw Unmet("expected: " + what);
}

void expect_done(result<> const& done, std::string const& what) {
  if (!done) throw Unmet("expected: " + what + "; but: " + done.error().message());
}

void expect_refused(result<> const& done, Rule const& rule, std::string const& what) {
  if (done) throw Unmet("expected: " + what + " is refused with " + rule.id);
  expect(done.error().is(rule), what + " is refused with " + rule.id + ", not with " + done.error().rule().id + " (" +
                                    done.error().message() + ")");
}

Writes& Writes::add(EntityInfo const& entity, RowWrite::Action action, std::int64_t id, std::uint32_t base,
                    std::uint32_t version, void* row) {
  rows_.push_back({&entity, id, base, version, action, row, 0});
  return *this;
}

Writes& Writes::command(CommandSpec spec) {
  auto& command = commands_.emplace_back(Command{std::move(spec), {}});
  std::int32_t ordinal = 0;
  if (command.spec.received) {
    command.events.push_back({&event_info<ItemArrived>(), nullptr, 0, 0, ordinal++, -1, keep(*command.spec.received)});
  }
  for (auto const& event : command.spec.events) {
    command.events.push_back(
        {&event_info<ItemChanged>(), &entity_info<Item>(), event.item_id.value, 1, ordinal, ordinal - 1, keep(event)});
    ++ordinal;
  }
  return *this;
}

Writes& Writes::trim_commands_below(std::int64_t position) {
  trim_commands_below_ = position;
  return *this;
}
Writes& Writes::trim_below(std::int64_t position) {
  trim_below_ = position;
  return *this;
}

Writes& Writes::edit(std::int64_t position, ItemChanged payload) {
  edits_.push_back({position, &event_info<ItemChanged>(), keep(std::move(payload))});
  return *this;
}

Writes& Writes::edit_reply(std::int64_t command, Item reply) {
  replies_.push_back({command, &type_of<Item>(), keep(std::move(reply))});
  return *this;
}

result<> Writes::commit_to(Store& store, bool may_consume) {
  std::vector<CommandWrite> commands;
  for (auto const& command : commands_) {
    auto const& spec = command.spec;
    auto const* reply = spec.reply ? &*spec.reply : nullptr;
    commands.push_back({spec.received ? Origin::received : Origin::command,
                        spec.received ? nullptr : &command_info<ChangeItem>(), spec.command_id, spec.payload_hash,
                        reply != nullptr ? &type_of<Item>() : nullptr, reply, spec.actor, spec.at, spec.correlation_id,
                        command.events, spec.changes});
  }
  WriteSet set;
  set.rows = rows_;
  set.commands = commands;
  set.may_consume = may_consume;
  set.trim_below = trim_below_;
  set.trim_commands_below = trim_commands_below_;
  set.edits = edits_;
  set.replies = replies_;
  return store.commit(set);
}

Bench::Bench(std::unique_ptr<Store> store) : store_(std::move(store)) {
  expect(store_ != nullptr, "make_empty returns a store");
  expect_done(store_->prepare(entities, event_types), "an empty store is prepared");
}

std::vector<std::int64_t> Bench::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit) {
  std::vector<std::int64_t> ids;
  expect_done(store_->scan(index, prefix, after, limit,
                           [&](RowView const& view) {
                             ids.push_back(view.id);
                             return true;
                           }),
              std::string{"a scan of "} + index.name);
  return ids;
}

std::string Bench::contents() {
  std::string text;
  for (auto const* entity : entities) {
    expect_done(store_->scan_all(*entity, std::numeric_limits<std::int64_t>::min(), no_limit,
                                 [&](RowView const& view) {
                                   text += std::to_string(view.version) + ' ';
                                   append_json(text, *entity->type, view.row, Showing::whole);
                                   return true;
                                 }),
                "all rows are read");
    for (auto const* index : entity->indexes) {
      text += std::string{"\n"} + index->name;
      for (auto const id : scan(*index)) text += ' ' + std::to_string(id);
    }
  }
  expect_done(store_->read_journal(0, no_limit,
                                   [&](EventRow const& event) {
                                     text += "\nevent " + std::to_string(event.position);
                                     append_json(text, *event.type->type, event.payload, Showing::whole);
                                     return true;
                                   }),
              "the journal is read");
  expect_done(store_->read_commands(0, no_limit,
                                    [&](CommandRow const& command) {
                                      text += "\ncommand " + std::to_string(command.position) + ' ';
                                      text += command.command_id;
                                      return true;
                                    }),
              "commands are read");
  expect_done(store_->read_changes(0, no_limit,
                                   [&](ChangeRow const& change) {
                                     text +=
                                         "\nchange " + std::to_string(change.id) + ' ' + std::to_string(change.digest);
                                     return true;
                                   }),
              "changes are read");
  return text + "\nlast " + std::to_string(need(store_->last_position(), "the last position"));
}

Item item(std::int64_t id) {
  Item item;
  item.id = {id};
  item.name = "item " + std::to_string(id);
  item.code = "code " + std::to_string(id);
  item.ticket = "ticket " + std::to_string(id);
  return item;
}

}  // namespace lilac::contract
