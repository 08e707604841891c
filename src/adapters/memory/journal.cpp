#include "adapters/memory/journal.hpp"

#include <algorithm>

namespace lilac::memory {

Journal::EventSegment::~EventSegment() {
  for (auto& event : events) {
    if (!event.type->type->object->trivially_destructible) event.type->type->object->destroy(event.payload);
  }
}

Journal::~Journal() = default;

void Journal::append(CommandWrite const& write, bool consume) {
  auto const* received = write.origin == Origin::received ? write.events.front().type : nullptr;
  auto& command = commands_.emplace_back(write.command, received);
  auto const position = static_cast<std::int64_t>(commands_.size());
  command.payload_hash = write.payload_hash;
  command.actor = write.actor;
  command.at = write.at;
  command.command_id = write.command_id;
  command.correlation_id = write.correlation_id;
  command.first_change = static_cast<std::uint32_t>(changes_.size());
  command.changes = static_cast<std::uint32_t>(write.changes.size());
  for (auto const& change : write.changes) changes_.push_back(change);
  if (write.reply != nullptr) {
    auto const& ops = *write.reply_type->object;
    auto* const reply = replies_.take(ops.size, ops.align);
    ops.copy(reply, write.reply);
    command.reply = reply;
    command.reply_type = write.reply_type;
  }
  if (!command.command_id.empty()) by_command_id_.emplace(command.command_id, commands_.size() - 1);

  for (auto const& event : write.events) {
    if (segments_.empty() || segments_.back().events.size() == segment_size) {
      segments_.emplace_back().events.reserve(segment_size);
    }
    auto& segment = segments_.back();
    auto const& ops = *event.type->type->object;
    auto* payload = segment.payloads.take(ops.size, ops.align);
    consume ? ops.move(payload, event.payload) : ops.copy(payload, event.payload);
    segment.events.push_back({position, event.ordinal, event.cause_ordinal, event.type, event.entity, event.entity_id,
                              event.version, payload});
    ++last_;
  }
}

void Journal::roll_back(Mark const& to) {
  while (!segments_.empty() && (segments_.back().events.empty() || last_ > to.last)) {
    auto& events = segments_.back().events;
    if (events.empty()) {
      segments_.pop_back();
      continue;
    }
    events.back().type->type->object->destroy(events.back().payload);
    events.pop_back();
    --last_;
  }
  for (; commands_.size() > to.commands; commands_.pop_back()) {
    auto const known = by_command_id_.find(commands_.back().command_id);
    if (known != by_command_id_.end() && known->second == commands_.size() - 1) by_command_id_.erase(known);
  }
  while (changes_.size() > to.changes) changes_.pop_back();
}

bool Journal::find(std::string_view command_id, StoredCommand& out) const {
  auto const found = by_command_id_.find(command_id);
  if (found == by_command_id_.end()) return false;
  auto const& command = commands_[found->second];
  out.position = static_cast<std::int64_t>(found->second) + 1;
  out.payload_hash = command.payload_hash;
  out.has_reply = command.reply != nullptr && out.reply != nullptr && out.reply_type == command.reply_type;
  if (out.has_reply) command.reply_type->object->copy(out.reply, command.reply);
  return true;
}

CommandRow Journal::row_of(std::size_t index) const {
  auto const& command = commands_[index];
  return {static_cast<std::int64_t>(index) + 1,
          command.received != nullptr ? Origin::received : Origin::command,
          command.received != nullptr ? command.received->number : command.info->number,
          command.command_id,
          command.payload_hash,
          command.actor,
          command.at,
          command.correlation_id};
}

Journal::Event* Journal::event_at(std::int64_t position) {
  if (position < trimmed_below_ || position > last_) return nullptr;
  auto const offset = static_cast<std::size_t>(position - base_ - 1);
  return &segments_[offset / segment_size].events[offset % segment_size];
}

void Journal::read_events(std::int64_t after, std::size_t limit, EventSink sink) const {
  if (after >= last_) return;
  for (auto position = std::max(after + 1, trimmed_below_); position <= last_ && limit > 0; ++position, --limit) {
    auto const offset = static_cast<std::size_t>(position - base_ - 1);
    auto const& event = segments_[offset / segment_size].events[offset % segment_size];
    if (!sink({position, row_of(static_cast<std::size_t>(event.command - 1)), event.ordinal, event.cause_ordinal,
               event.type, event.entity, event.entity_id, event.version, event.payload})) {
      break;
    }
  }
}

void Journal::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) const {
  for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(after, 0)); i < commands_.size() && limit > 0;
       ++i, --limit) {
    if (!sink(row_of(i))) break;
  }
}

void Journal::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) const {
  for (auto i = static_cast<std::size_t>(after); i < commands_.size() && limit > 0; ++i) {
    auto const& command = commands_[i];
    for (std::uint32_t n = 0; n < command.changes; ++n) {
      auto const& change = changes_[command.first_change + n];
      if (!sink({static_cast<std::int64_t>(i) + 1, change.entity, change.id, change.version, change.digest,
                 change.erased})) {
        return;
      }
    }
    limit -= std::min<std::size_t>(limit, command.changes);
  }
}

// Whole segments are freed; what is below the mark in the first one left merely counts as gone.
void Journal::trim_below(std::int64_t position) {
  trimmed_below_ = std::max(trimmed_below_, std::min(position, last_ + 1));
  while (!segments_.empty() && base_ + static_cast<std::int64_t>(segment_size) < trimmed_below_ &&
         segments_.front().events.size() == segment_size) {
    segments_.pop_front();
    base_ += static_cast<std::int64_t>(segment_size);
  }
}

void Journal::edit(JournalEdit const& edit, void* payload) {
  auto* event = event_at(edit.position);
  if (event == nullptr || event->type != edit.type) return;
  event->type->type->object->destroy(event->payload);
  event->type->type->object->move(event->payload, payload);
}

void Journal::edit(ReplyEdit const& edit, void* reply) {
  auto& command = commands_[static_cast<std::size_t>(edit.command - 1)];
  if (command.reply == nullptr || command.reply_type != edit.type) return;
  edit.type->object->destroy(command.reply);
  edit.type->object->move(command.reply, reply);
}

}  // namespace lilac::memory
