// One thing that somebody asks of the engine, so that it can be asked again, and what came of it.
#pragma once

#include <memory>
#include <string>

#include "lilac/engine/engine.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::simulator {

struct Ask {
  CommandInfo const* command = nullptr;  ///< or
  EventInfo const* event = nullptr;      ///< one that another system sends
  std::shared_ptr<void const> payload{};
  Actor by{};
  std::string id{};  ///< the command id, or the event's id at its source

  TypeInfo const& type() const { return command != nullptr ? *command->type : *event->type; }
  char const* name() const { return command != nullptr ? command->name : event->name; }
  bool is_allowed() const { return command == nullptr || command->actors.contains(by.kind); }
  /// Under this the journal remembers it; empty when it does not.
  std::string command_id() const;
  std::string text() const;
};
bool is_same(Ask const& a, Ask const& b);

template <class C>
Ask ask_for(C command, Actor by) {
  return {&command_info<C>(), nullptr, std::make_shared<C const>(std::move(command)), by, {}};
}
template <class E>
Ask event_from_outside(E event, std::string source_event_id) {
  return {nullptr, &event_info<E>(), std::make_shared<E const>(std::move(event)), system_actor,
          std::move(source_event_id)};
}

struct Answer {
  bool is_success = false;
  int number = 0;      ///< of the error
  std::string rule{};  ///< of the error
  bool is_retriable = false;
  std::string reply{};  ///< as JSON
  std::string text() const;
};

Answer answer_of(Engine& engine, Ask const& ask, Instant at);
Answer answer_of(Batch& batch, Ask const& ask, Instant at);
/// What would come of it.
Answer preview_of(Engine& engine, Ask const& ask, Instant at);

}  // namespace lilac::simulator
