#include <algorithm>

#include "lilac/engine/reader.hpp"
#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

Actor const clerk = operation_user(7);
Instant const noon{Duration{1'768'000'000'001}};

CommandSpec plain(std::string command_id) {
  CommandSpec spec;
  spec.command_id = std::move(command_id);
  spec.payload_hash = 0xFEDC'BA98'7654'3210U;
  spec.actor = clerk;
  spec.at = noon;
  spec.correlation_id = "correlation";
  return spec;
}

struct ReadEvent {
  std::int64_t position, command;
  std::int32_t ordinal, cause;
  EventInfo const* type;
  EntityInfo const* entity;
  std::int64_t entity_id;
  std::string payload;
};

std::vector<ReadEvent> events_of(Bench& bench, std::int64_t after = 0, std::size_t limit = no_limit) {
  std::vector<ReadEvent> events;
  expect_done(
      bench.store().read_journal(after, limit,
                                 [&](EventRow const& row) {
                                   std::string payload;
                                   append_json(payload, *row.type->type, row.payload, Showing::whole);
                                   events.push_back({row.position, row.command.position, row.ordinal, row.cause_ordinal,
                                                     row.type, row.entity, row.entity_id, std::move(payload)});
                                   return true;
                                 }),
      "the journal is read");
  return events;
}

std::vector<std::int64_t> positions_of(Bench& bench, std::int64_t after = 0, std::size_t limit = no_limit) {
  std::vector<std::int64_t> positions;
  for (auto const& event : events_of(bench, after, limit)) positions.push_back(event.position);
  return positions;
}

void remembered_commands(Bench& bench) {
  auto& store = bench.store();
  auto with_reply = plain("with reply");
  with_reply.reply = item(8);
  with_reply.reply->rank = 5;
  expect_done(Writes{}.command(with_reply).command(plain("without")).command(plain("")).commit_to(store), "commands");
  StoredCommand stored;
  expect(!need(store.find_command("unknown", stored), "find_command"), "an unknown command id is not found");
  expect(need(store.find_command("without", stored), "find_command"), "a command is found by its id");
  expect(stored.position == 2 && stored.payload_hash == with_reply.payload_hash && !stored.has_reply,
         "its position and payload hash come back");
  expect(need(store.find_command("with reply", stored), "find_command") && !stored.has_reply,
         "no reply is made when nobody wants one");
  alignas(Item) std::byte raw[sizeof(Item)];
  stored.reply_type = &type_of<Item>();
  stored.reply = raw;
  expect(need(store.find_command("with reply", stored), "find_command"), "a command is found by its id");
  expect(stored.position == 1 && stored.has_reply, "its reply comes back");
  auto* reply = std::launder(reinterpret_cast<Item*>(raw));
  auto const same = equal(type_of<Item>(), reply, &*with_reply.reply);
  reply->~Item();
  expect(same, "the reply is what was answered");
  expect(need(store.find_command("without", stored), "find_command") && !stored.has_reply,
         "a command without a reply has none");
}

void command_rows(Bench& bench) {
  auto arrived = plain("arrived");
  arrived.received = ItemArrived{"code"};
  arrived.correlation_id.clear();
  expect_done(Writes{}.command(plain("first")).command(arrived).command(plain("")).commit_to(bench.store()),
              "commands");
  int seen = 0;
  expect_done(bench.store().read_commands(
                  0, no_limit,
                  [&](CommandRow const& row) {
                    ++seen;
                    expect(row.position == seen, "command positions count from 1");
                    expect(row.origin == (seen == 2 ? Origin::received : Origin::command), "the origin comes back");
                    expect(row.command == (seen == 2 ? ItemArrived::number : ChangeItem::number),
                           "the command's number, or the received event's");
                    expect(row.command_id == (seen == 1 ? "first" : seen == 2 ? "arrived" : ""), "the command id");
                    expect(row.payload_hash == 0xFEDC'BA98'7654'3210U, "the payload hash");
                    expect(row.actor == clerk && row.at == noon, "the actor and the instant");
                    if (seen != 2) expect(row.correlation_id == "correlation", "the correlation id");
                    return true;
                  }),
              "commands are read");
  expect(seen == 3, "all commands are read");
  seen = 0;
  auto const count = [&](CommandRow const&) { return ++seen < 2; };
  expect_done(bench.store().read_commands(1, 1, count), "commands are read");
  expect(seen == 1, "a limit is kept");
  seen = 0;
  expect_done(bench.store().read_commands(0, no_limit, count), "commands are read");
  expect(seen == 2, "reading stops when told to");
}

void journal_rows(Bench& bench) {
  auto first = plain("a");
  first.events = {{{3}, "one", Money{5, Currency{"USD"}}}, {{4}, "두 번째 '😀'", {}}};
  auto second = plain("b");
  second.received = ItemArrived{"code"};
  auto third = plain("c");
  third.events = {{{5}, "three", {}}};
  expect(need(bench.store().last_position(), "last") == 0, "an empty journal ends at 0");
  expect_done(Writes{}.command(first).command(second).commit_to(bench.store()), "two commands");
  expect_done(Writes{}.command(third).commit_to(bench.store()), "a third");
  auto const events = events_of(bench);
  expect(positions_of(bench) == std::vector<std::int64_t>{1, 2, 3, 4}, "events are numbered from 1 without gaps");
  expect(need(bench.store().last_position(), "last") == 4, "the last position is the newest event's");
  auto const of_command = [&](std::size_t event) { return events[event].command; };
  expect(of_command(0) == 1 && of_command(1) == 1 && of_command(2) == 2 && of_command(3) == 3,
         "events stand behind their commands");
  expect(events[0].ordinal == 0 && events[0].cause == -1 && events[1].ordinal == 1 && events[1].cause == 0,
         "ordinals and causes come back");
  expect(events[1].payload == to_json(first.events[1], Showing::whole), "payloads come back: " + events[1].payload);
  expect(events[0].payload == to_json(first.events[0], Showing::whole), "payloads come back: " + events[0].payload);
  expect(events[0].entity == &entity_info<Item>() && events[0].entity_id == 3, "so do aggregates");
  expect(events[2].type == &event_info<ItemArrived>() && events[2].entity == nullptr, "a received event has none");
  expect(positions_of(bench, 1, 2) == std::vector<std::int64_t>{2, 3}, "two events after the first");
  expect(positions_of(bench, 4).empty(), "nothing after the last");
  int calls = 0;
  expect_done(bench.store().read_journal(0, no_limit,
                                         [&](EventRow const& row) {
                                           expect(row.command.actor == clerk && row.command.at == noon &&
                                                      row.command.correlation_id == "correlation",
                                                  "an event shows its command");
                                           return ++calls < 2;
                                         }),
              "the journal is read");
  expect(calls == 2, "reading stops when told to");
}

void change_rows(Bench& bench) {
  auto first = plain("a");
  first.changes = {{&entity_info<Item>(), 1, 1, 0xFFFF'FFFF'FFFF'FFFFU, false},
                   {&entity_info<Counter>(), -9'000'000'000, 0xFFFF'FFFFU, 0, false},
                   {&entity_info<Item>(), 300, 128, 0, true}};
  auto second = plain("b");
  auto third = plain("c");
  third.changes = {{&entity_info<Item>(), 2, 1, 6, false}};
  expect_done(Writes{}.command(first).command(second).command(third).commit_to(bench.store()), "commands with changes");
  auto const read = [&](std::int64_t after, std::size_t limit) {
    std::vector<ChangeRow> rows;
    expect_done(bench.store().read_changes(after, limit,
                                           [&](ChangeRow const& row) {
                                             rows.push_back(row);
                                             return true;
                                           }),
                "changes are read");
    return rows;
  };
  auto const rows = read(0, no_limit);
  expect(rows.size() == 4, "all changes are read");
  for (std::size_t i = 0; i < 4; ++i) {
    auto const& wanted = i < 3 ? first.changes[i] : third.changes[0];
    auto const& row = rows[i];
    expect(row.command == (i < 3 ? 1 : 3) && row.entity == wanted.entity && row.id == wanted.id &&
               row.version == wanted.version && row.digest == wanted.digest && row.erased == wanted.erased,
           "change " + std::to_string(i) + " comes back");
  }
  expect(read(1, no_limit).size() == 1, "changes of later commands");
  expect(read(0, 1).size() == 3, "a command's changes come together");
}

void trimming(Bench& bench) {
  auto& store = bench.store();
  auto many = plain("many");
  for (std::int64_t i = 1; i <= 1500; ++i) many.events.push_back({{i}, "note", {}});
  expect_done(Writes{}.command(many).commit_to(store), "many events");
  expect_done(Writes{}.trim_below(1400).commit_to(store), "the journal is trimmed");
  expect(positions_of(bench, 0, 2) == std::vector<std::int64_t>{1400, 1401}, "older events are gone");
  StoredCommand stored;
  expect(need(store.find_command("many", stored), "find_command"), "command rows stay");
  expect_done(Writes{}.trim_below(100).commit_to(store), "trimming less");
  expect(positions_of(bench, 0, 1) == std::vector<std::int64_t>{1400}, "brings nothing back");
  expect_done(Writes{}.trim_below(1501).commit_to(store), "everything is trimmed");
  expect(positions_of(bench).empty(), "the journal is empty");
  expect(need(store.last_position(), "last") == 1500, "positions are not forgotten");
  auto next = plain("next");
  next.events = {{{1}, "note", {}}};
  expect_done(Writes{}.command(next).commit_to(store), "another event");
  expect(positions_of(bench) == std::vector<std::int64_t>{1501}, "positions are never given twice");
}

void trimming_commands(Bench& bench) {
  auto& store = bench.store();
  Writes writes;
  for (std::int64_t i = 1; i <= 1500; ++i) {
    auto command = plain("c-" + std::to_string(i));
    command.reply = item(i);
    command.changes = {{&entity_info<Item>(), i, 1, 7, false}};
    if (i == 1500) command.events = {{{i}, "note", {}}};
    writes.command(command);
  }
  expect_done(writes.commit_to(store), "many commands");
  auto const first_of = [&](std::int64_t after) {
    std::int64_t first = 0;
    expect_done(store.read_commands(after, 1,
                                    [&](CommandRow const& row) {
                                      first = row.position;
                                      return false;
                                    }),
                "commands are read");
    return first;
  };
  auto const knows = [&](std::int64_t command) {
    alignas(Item) std::byte raw[sizeof(Item)];
    StoredCommand stored;
    stored.reply_type = &type_of<Item>();
    stored.reply = raw;
    auto const found = need(store.find_command("c-" + std::to_string(command), stored), "find_command");
    if (!found) return false;
    expect(stored.position == command && stored.has_reply, "what stays keeps its position and its reply");
    auto* reply = std::launder(reinterpret_cast<Item*>(raw));
    auto const wanted = item(command);
    auto const same = equal(type_of<Item>(), reply, &wanted);
    reply->~Item();
    expect(same, "what stays keeps its reply");
    return true;
  };
  expect_done(Writes{}.trim_commands_below(1400).commit_to(store), "commands are trimmed");
  expect(first_of(0) == 1400 && first_of(1400) == 1401, "older commands are gone");
  expect(!knows(1399) && knows(1400) && knows(1500), "with their ids and replies");
  std::vector<std::int64_t> changed;
  expect_done(store.read_changes(0, 2,
                                 [&](ChangeRow const& row) {
                                   changed.push_back(row.command);
                                   expect(row.id == row.command, "a change stays with its command");
                                   return true;
                                 }),
              "changes are read");
  expect(changed == std::vector<std::int64_t>{1400, 1401}, "and with their changes");
  expect_done(Writes{}.trim_commands_below(100).commit_to(store), "trimming less");
  expect(first_of(0) == 1400, "brings nothing back");
  auto gone = item(1);
  expect_done(Writes{}.edit_reply(1, gone).commit_to(store), "an edit of what is gone");
  expect(!knows(1), "brings nothing back");
  expect_done(Writes{}.trim_commands_below(1500).commit_to(store), "all but the newest are trimmed");
  expect(first_of(0) == 1500 && events_of(bench).at(0).command == 1500, "the newest stays, with its event");
  expect_done(Writes{}.command(plain("c-1")).commit_to(store), "an id that was trimmed is used anew");
  expect(first_of(1500) == 1501, "positions are never given twice");
}

void edits(Bench& bench) {
  auto& store = bench.store();
  auto command = plain("a");
  command.events = {{{1}, "personal", {}}, {{2}, "stays", {}}};
  command.reply = item(1);
  expect_done(Writes{}.command(command).command(plain("b")).commit_to(store), "a command");
  expect_done(Writes{}.trim_below(1).edit(1, {{1}, "", {}}).edit(900, {{9}, "none", {}}).commit_to(store), "an edit");
  auto const events = events_of(bench);
  expect(events.size() == 2 && events[0].payload == to_json(ItemChanged{{1}, "", {}}, Showing::whole),
         "an edited payload comes back");
  expect(events[1].payload == to_json(command.events[1], Showing::whole), "others stay");
  auto edited = item(1);
  edited.name.clear();
  expect_done(Writes{}.edit_reply(1, edited).edit_reply(2, edited).commit_to(store), "a reply is edited");
  alignas(Item) std::byte raw[sizeof(Item)];
  StoredCommand stored;
  stored.reply_type = &type_of<Item>();
  stored.reply = raw;
  expect(need(store.find_command("a", stored), "find_command") && stored.has_reply, "the command is found");
  auto* reply = std::launder(reinterpret_cast<Item*>(raw));
  auto const same = equal(type_of<Item>(), reply, &edited);
  reply->~Item();
  expect(same, "the edited reply comes back");
  expect(need(store.find_command("b", stored), "find_command") && !stored.has_reply, "no reply stays none");
}

}  // namespace

std::vector<NamedCheck> journal_checks() {
  return {{"commands are remembered by their ids, with their replies", &remembered_commands},
          {"command rows come back in order", &command_rows},
          {"events come back in order, whole, behind their commands", &journal_rows},
          {"changes come back with their commands", &change_rows},
          {"trimming drops events, not positions or commands", &trimming},
          {"trimming commands drops their ids, replies and changes, not positions", &trimming_commands},
          {"payloads and replies can be edited", &edits}};
}

}  // namespace lilac::contract
