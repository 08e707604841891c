#include "simulator/ask.hpp"

namespace lilac::simulator {

namespace {

/// Room for a reply of a type that is known only by its table.
class Reply {
 public:
  explicit Reply(TypeInfo const* type) : type_(type) {
    if (type_ != nullptr) at_ = ::operator new (type_->object->size, std::align_val_t{type_->object->align});
  }
  Reply(Reply const&) = delete;
  Reply& operator=(Reply const&) = delete;
  ~Reply() {
    if (at_ == nullptr) return;
    if (is_there_) type_->object->destroy(at_);
    ::operator delete (at_, std::align_val_t{type_->object->align});
  }
  void* room() { return at_; }
  std::string text_of_constructed() {
    std::string text;
    if (at_ == nullptr) return text;
    is_there_ = true;
    append_json(text, *type_, at_, Showing::whole);
    return text;
  }

 private:
  TypeInfo const* type_;
  void* at_ = nullptr;
  bool is_there_ = false;
};

Answer refusal(Error const& error) { return {false, error.number(), error.rule().id, error.retriable(), {}}; }

template <class To>
Answer give(To& to, Ask const& ask, Instant at) {
  if (ask.event != nullptr) {
    auto const done = to.receive_raw(*ask.event, ask.payload.get(), ask.id, at, {});
    return done ? Answer{.is_success = true} : refusal(done.error());
  }
  Reply reply{ask.command->reply};
  auto const done =
      to.execute_raw(*ask.command, ask.payload.get(), ask.by, {.at = at, .command_id = ask.id}, reply.room());
  if (!done) return refusal(done.error());
  return {.is_success = true, .reply = reply.text_of_constructed()};
}

}  // namespace

std::string Ask::command_id() const {
  return event == nullptr ? id : "received:" + std::string(event->context) + "." + event->name + ":" + id;
}

std::string Ask::text() const {
  std::string text = std::string(lilac::name_of(type_of<ActorKind>(), static_cast<std::int64_t>(by.kind))) + " " +
                     std::to_string(by.id) + " " + name() + " ";
  append_json(text, type(), payload.get(), Showing::whole);
  return id.empty() ? text : text + " as " + id;
}

bool is_same(Ask const& a, Ask const& b) {
  return a.command == b.command && a.event == b.event && a.by == b.by &&
         equal(a.type(), a.payload.get(), b.payload.get());
}

std::string Answer::text() const {
  return is_success ? "ok " + reply : "refused " + std::to_string(number) + " " + rule;
}

Answer answer_of(Engine& engine, Ask const& ask, Instant at) { return give(engine, ask, at); }
Answer answer_of(Batch& batch, Ask const& ask, Instant at) { return give(batch, ask, at); }

Answer preview_of(Engine& engine, Ask const& ask, Instant at) {
  Reply reply{ask.command->reply};
  std::vector<RecordedEvent> events;
  auto const done = engine.preview_raw(*ask.command, ask.payload.get(), ask.by, {.at = at, .command_id = ask.id},
                                       reply.room(), events);
  if (!done) return refusal(done.error());
  return {.is_success = true, .reply = reply.text_of_constructed()};
}

}  // namespace lilac::simulator
