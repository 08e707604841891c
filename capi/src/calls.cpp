// Commands, previews, batches, events from elsewhere, and questions.
#include <boost/json/value.hpp>

#include "boundary.hpp"
#include "contexts.hpp"
#include "desk.hpp"
#include "from_c.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"
#include "output.hpp"
#include "use_of_one.hpp"

namespace lilac::capi {

namespace {

/// A message that a caller handed in, as an object.
template <class Info>
struct Given {
  Info const* info;
  Object payload;
};

template <class Info>
Given<Info> given(Info const* (*find)(std::uint16_t), void const* message, int kind, char const* what) {
  auto const head = head_at(message, kind, what);
  auto const* const info = find(head.number);
  if (info == nullptr) {
    throw Misuse(LILAC_E_ARGUMENT, what,
                 "there is no " + std::string(what) + " of number " + std::to_string(head.number));
  }
  Given<Info> read{info, Object::of(*info->type)};
  read_struct(*info->type, message, read.payload.at());
  return read;
}
Given<CommandInfo> command_from(void const* message) {
  return given<CommandInfo>(&command_of, message, LILAC_COMMAND, "command");
}
Given<QueryInfo> question_from(void const* message) {
  return given<QueryInfo>(&query_of, message, LILAC_QUERY, "question");
}
Given<EventInfo> event_from(void const* message) {
  auto const find = [](std::uint16_t number) { return event_of(number); };
  return given<EventInfo>(find, message, LILAC_EVENT, "event");
}

template <class Info>
Given<Info> from_json(Info const* info, std::string_view name, std::string_view data, char const* what) {
  if (info == nullptr) throw Refusal(lilac::refuse(rules::not_found, field(what), value(name)));
  Given<Info> read{info, Object::of(*info->type)};
  if (auto done = decode_text(data, *info->type, read.payload.at(), Decoding::strict); !done) {
    throw Refusal(std::move(done).error());
  }
  return read;
}

/// Where a reply goes; made before the command runs, so that little can fail after it.
class Answering {
 public:
  Answering(CommandInfo const& command, bool wanted)
      : type_(command.reply), wanted_(wanted), reply_(Object::room_for(type_ != nullptr ? *type_ : type_of<bool>())) {
    if (wanted) output_ = std::make_shared<Output>();
  }
  void* room() const { return type_ != nullptr ? reply_.at() : nullptr; }
  Output& output() { return *output_; }

  /// The command succeeded.
  void hand_out(lilac_result** out) {
    if (type_ != nullptr) reply_.is_constructed();
    if (!wanted_) return;
    if (type_ != nullptr) output_->set_reply(*type_, reply_.at());
    *out = capi::hand_out(std::move(output_));
  }
  void append_json() {
    reply_.is_constructed();
    lilac::append_json(output_->json(), *type_, reply_.at(), Showing::masked);
  }
  bool answers() const { return type_ != nullptr; }

 private:
  TypeInfo const* type_;
  bool wanted_;
  Object reply_;
  std::shared_ptr<Output> output_;
};

lilac_status query(Desk& desk, Given<QueryInfo> const& question, bool as_json, lilac_result** out,
                   lilac_error** error) {
  auto output = std::make_shared<Output>();
  auto const& row_type = *question.info->row;
  auto const done = desk.engine().query_raw(*question.info, question.payload.at(), [&](void const* row) {
    output->add_row(row_type, row);
    if (as_json) {
      append_json(output->json(), row_type, row, Showing::masked);
      output->json() += '\n';
    }
    return true;
  });
  auto const status = desk.answer(done, error);
  if (status == LILAC_OK) *out = hand_out(std::move(output));
  return status;
}

}  // namespace

/// The commands of a batch, as long as its function runs.
struct HostBatch {
  using handle = lilac_batch;
  static constexpr HandleKind kind = HandleKind::batch;
  HostBatch(Desk& desk, Batch& batch) : desk(desk), batch(batch) {}
  Desk& desk;
  Batch& batch;
  UseOfOne use{};
};

namespace {

/// Ends a batch's handle with its scope.
class OpenBatch {
 public:
  OpenBatch(Desk& desk, Batch& batch) : batch_(std::make_shared<HostBatch>(desk, batch)), handle_(add(batch_)) {}
  ~OpenBatch() {
    remove<HostBatch>(handle_);
    batch_->use.end();
  }
  OpenBatch(OpenBatch const&) = delete;
  OpenBatch& operator=(OpenBatch const&) = delete;
  lilac_batch* get() const { return handle_; }

 private:
  std::shared_ptr<HostBatch> batch_;
  lilac_batch* handle_;
};

}  // namespace

}  // namespace lilac::capi

using namespace lilac::capi;
using lilac::Batch;
using lilac::FunctionRef;

lilac_status lilac_execute(lilac_desk* desk, void const* command, lilac_call const* call, lilac_result** out,
                           lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const asked = command_from(command);
    auto const [by, options] = open->caller_of(call);
    Answering answering{*asked.info, out != nullptr};
    auto const done = open->engine().execute_raw(*asked.info, asked.payload.at(), by, options, answering.room());
    auto const status = open->answer(done, error);
    if (status == LILAC_OK) answering.hand_out(out);
    return status;
  });
}

lilac_status lilac_execute_json(lilac_desk* desk, char const* name, size_t name_size, char const* data,
                                size_t data_size, lilac_call const* call, lilac_result** out, lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const called = text_from(name, name_size, "name");
    auto const asked = from_json(command_called(called), called, text_from(data, data_size, "data"), "command");
    auto const [by, options] = open->caller_of(call);
    Answering answering{*asked.info, out != nullptr};
    auto const done = open->engine().execute_raw(*asked.info, asked.payload.at(), by, options, answering.room());
    auto const status = open->answer(done, error);
    if (status != LILAC_OK) return status;
    if (out != nullptr && answering.answers()) answering.append_json();
    answering.hand_out(out);
    return LILAC_OK;
  });
}

lilac_status lilac_preview(lilac_desk* desk, void const* command, lilac_call const* call, lilac_result** out,
                           lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const asked = command_from(command);
    auto const [by, options] = open->caller_of(call);
    need_out(out);
    Answering answering{*asked.info, true};
    std::vector<lilac::RecordedEvent> events;
    auto const done =
        open->engine().preview_raw(*asked.info, asked.payload.at(), by, options, answering.room(), events);
    auto const status = open->answer(done, error);
    if (status != LILAC_OK) return status;
    for (auto const& event : events) answering.output().add_event(event, by, options.at);
    answering.hand_out(out);
    return LILAC_OK;
  });
}

lilac_status lilac_batch_run(lilac_desk* desk, lilac_status (*run)(void* user_data, lilac_batch* batch),
                             void* user_data, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    if (run == nullptr) throw Misuse(LILAC_E_ARGUMENT, "run", "run is NULL");
    auto const once = [&](Batch& batch) {
      OpenBatch const handle{*open, batch};
      lilac_status status = LILAC_E_HOST;
      try {
        status = run(user_data, handle.get());
      } catch (...) {
        throw Misuse(LILAC_E_HOST, "run", "run threw");
      }
      if (status != LILAC_OK) throw Misuse(LILAC_E_HOST, "run", "run returned " + std::to_string(status), status);
    };
    return open->answer(open->engine().batch(once), error);
  });
}

lilac_status lilac_batch_execute(lilac_batch* batch, void const* command, lilac_call const* call, lilac_result** out,
                                 lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<HostBatch>(batch, "batch");
    auto const use = open->use.begin("batch");
    auto const asked = command_from(command);
    auto const [by, options] = open->desk.caller_of(call);
    Answering answering{*asked.info, out != nullptr};
    auto const done = open->batch.execute_raw(*asked.info, asked.payload.at(), by, options, answering.room());
    auto const status = open->desk.answer(done, error);
    if (status == LILAC_OK) answering.hand_out(out);
    return status;
  });
}

lilac_status lilac_batch_receive(lilac_batch* batch, void const* event, char const* source_event_id,
                                 size_t source_event_id_size, int64_t at, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<HostBatch>(batch, "batch");
    auto const use = open->use.begin("batch");
    auto const told = event_from(event);
    auto const id = text_from(source_event_id, source_event_id_size, "source_event_id");
    return open->desk.answer(open->batch.receive_raw(*told.info, told.payload.at(), id, open->desk.instant_of(at), {}),
                             error);
  });
}

lilac_status lilac_receive(lilac_desk* desk, void const* event, char const* source_event_id,
                           size_t source_event_id_size, int64_t at, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const told = event_from(event);
    auto const id = text_from(source_event_id, source_event_id_size, "source_event_id");
    return open->answer(open->engine().receive_raw(*told.info, told.payload.at(), id, open->instant_of(at), {}), error);
  });
}

lilac_status lilac_query(lilac_desk* desk, void const* question, lilac_result** out, lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const asked = question_from(question);
    need_out(out);
    return query(*open, asked, false, out, error);
  });
}

lilac_status lilac_query_json(lilac_desk* desk, char const* name, size_t name_size, char const* data, size_t data_size,
                              lilac_result** out, lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const called = text_from(name, name_size, "name");
    auto const asked = from_json(query_called(called), called, text_from(data, data_size, "data"), "question");
    need_out(out);
    return query(*open, asked, true, out, error);
  });
}
