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
  auto const position = commands_gone_ + commands_.size();
  command.payload_hash = write.payload_hash;
  command.actor = write.actor;
  command.at = write.at;
  command.command_id = write.command_id;
  command.correlation_id = write.correlation_id;
  command.first_change = changes_gone_ + changes_.size();
  command.changes = static_cast<std::uint32_t>(write.changes.size());
  for (auto const& change : write.changes) changes_.push_back(change);
  if (write.reply != nullptr) {
    command.reply = keep_reply(*write.reply_type, write.reply, position);
    command.reply_type = write.reply_type;
  }
  if (!command.command_id.empty()) by_command_id_.emplace(command.command_id, position);

  for (auto const& event : write.events) {
    if (segments_.empty() || segments_.back().events.size() == segment_size) {
      segments_.emplace_back().events.reserve(segment_size);
    }
    auto& segment = segments_.back();
    auto const& ops = *event.type->type->object;
    auto* payload = segment.payloads.take(ops.size, ops.align);
    consume ? ops.move(payload, event.payload) : ops.copy(payload, event.payload);
    segment.events.push_back({static_cast<std::int64_t>(position), event.ordinal, event.cause_ordinal, event.type,
                              event.entity, event.entity_id, event.version, payload});
    ++last_;
  }
}

void* Journal::keep_reply(TypeInfo const& type, void const* reply, std::size_t position) {
  if (replies_.empty() || replies_.back().count == segment_size) replies_.emplace_back();
  auto& segment = replies_.back();
  auto* const kept = segment.replies.take(type.object->size, type.object->align);
  type.object->copy(kept, reply);
  ++segment.count;
  segment.last_command = position;
  return kept;
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
  for (; commands_gone_ + commands_.size() > to.commands; commands_.pop_back()) {
    auto const known = by_command_id_.find(commands_.back().command_id);
    if (known != by_command_id_.end() && known->second == commands_gone_ + commands_.size())
      by_command_id_.erase(known);
  }
  while (changes_gone_ + changes_.size() > to.changes) changes_.pop_back();
}

bool Journal::find(std::string_view command_id, StoredCommand& out) const {
  auto const found = by_command_id_.find(command_id);
  if (found == by_command_id_.end()) return false;
  auto const& command = command_at(found->second);
  out.position = static_cast<std::int64_t>(found->second);
  out.payload_hash = command.payload_hash;
  out.has_reply = command.reply != nullptr && out.reply != nullptr && out.reply_type == command.reply_type;
  if (out.has_reply) command.reply_type->object->copy(out.reply, command.reply);
  return true;
}

CommandRow Journal::row_of(std::size_t position) const {
  auto const& command = command_at(position);
  return {static_cast<std::int64_t>(position),
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
    if (!sink({position, row_of(static_cast<std::size_t>(event.command)), event.ordinal, event.cause_ordinal,
               event.type, event.entity, event.entity_id, event.version, event.payload})) {
      break;
    }
  }
}

void Journal::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) const {
  auto const last = commands_gone_ + commands_.size();
  for (auto position = std::max(static_cast<std::size_t>(std::max<std::int64_t>(after, 0)), commands_gone_) + 1;
       position <= last && limit > 0; ++position, --limit) {
    if (!sink(row_of(position))) break;
  }
}

void Journal::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) const {
  auto const last = commands_gone_ + commands_.size();
  for (auto position = std::max(static_cast<std::size_t>(std::max<std::int64_t>(after, 0)), commands_gone_) + 1;
       position <= last && limit > 0; ++position) {
    auto const& command = command_at(position);
    for (std::uint32_t n = 0; n < command.changes; ++n) {
      auto const& change = changes_[command.first_change - changes_gone_ + n];
      if (!sink({static_cast<std::int64_t>(position), change.entity, change.id, change.version, change.digest,
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

// Replies are freed by whole segments, too.
void Journal::trim_commands_below(std::int64_t position) {
  while (!commands_.empty() && static_cast<std::int64_t>(commands_gone_) + 1 < position) {
    auto const& command = commands_.front();
    if (!command.command_id.empty()) by_command_id_.erase(command.command_id);
    for (std::uint32_t n = 0; n < command.changes; ++n) changes_.pop_front();
    changes_gone_ += command.changes;
    commands_.pop_front();
    ++commands_gone_;
  }
  while (!replies_.empty() && replies_.front().count == segment_size && replies_.front().last_command <= commands_gone_)
    replies_.pop_front();
}

void Journal::edit(JournalEdit const& edit, void* payload) {
  auto* event = event_at(edit.position);
  if (event == nullptr || event->type != edit.type) return;
  event->type->type->object->destroy(event->payload);
  event->type->type->object->move(event->payload, payload);
}

void Journal::edit(ReplyEdit const& edit, void* reply) {
  if (static_cast<std::size_t>(edit.command) <= commands_gone_) return;
  auto& command = command_at(static_cast<std::size_t>(edit.command));
  if (command.reply == nullptr || command.reply_type != edit.type) return;
  edit.type->object->destroy(command.reply);
  edit.type->object->move(command.reply, reply);
}

}  // namespace lilac::memory
