// The messaging context in C: its module, and carriers on both sides of its port.
#include "lilac/messaging/messaging.hpp"

#include <algorithm>
#include <cstring>
#include <memory_resource>

#include "boundary.hpp"
#include "contexts.hpp"
#include "gateway.hpp"
#include "lilac/adapters/file_gateway.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "to_c.hpp"

namespace lilac::capi {

using lilac::messaging::FailureKind;
using lilac::messaging::MessageGateway;
using lilac::messaging::OutgoingMessage;
using lilac::messaging::SendResult;
using lilac::messaging::StatusQuestion;
using lilac::messaging::StatusResult;

extern Context const messaging;
Context const messaging{&lilac::messaging::module, nullptr};

namespace {

template <class T>
T const* message_struct(TypeInfo const& type, void const* object, std::pmr::memory_resource& memory) {
  return static_cast<T const*>(struct_of(type, object, Showing::whole, memory));
}

std::string text_until_nul(char const (&text)[128]) {
  return {text, static_cast<std::size_t>(std::find(std::begin(text), std::end(text), '\0') - text)};
}
void put_text(char (&out)[128], std::string_view text) {
  auto const size = std::min(text.size(), sizeof out - 1);
  std::memcpy(out, text.data(), size);
  out[size] = '\0';
}

/// A kind of failure that there is not counts as UNKNOWN: the message will be asked for.
FailureKind kind_from(std::int32_t kind) {
  return fits(type_of<FailureKind>(), kind) ? static_cast<FailureKind>(kind) : FailureKind::UNKNOWN;
}

class HostGateway final : public MessageGateway {
 public:
  HostGateway(lilac_message_gateway const& gateway, HostFailures& failures) : host_(gateway, failures) {}

  std::vector<SendResult> send(std::span<OutgoingMessage const> batch) override {
    std::pmr::monotonic_buffer_resource memory;
    std::vector<lilac_messaging_outgoing_message const*> messages;
    for (auto const& message : batch) {
      messages.push_back(
          message_struct<lilac_messaging_outgoing_message>(type_of<OutgoingMessage>(), &message, memory));
    }
    std::vector<lilac_answer> answers(batch.size(), lilac_answer{LILAC_SEND_PENDING, 0, {}, {}});
    auto const failed = host_.call("send", host_.functions().send, messages.data(), messages.size(), answers.data());
    std::vector<SendResult> results;
    for (auto const& answer : answers) results.push_back(failed ? SendResult::pending() : send_result(answer));
    return results;
  }

  StatusResult status(StatusQuestion const& question) override {
    std::pmr::monotonic_buffer_resource memory;
    lilac_answer answer{LILAC_STATUS_UNAVAILABLE, 0, {}, {}};
    auto const* const asked =
        message_struct<lilac_messaging_status_question>(type_of<StatusQuestion>(), &question, memory);
    if (host_.call("status", host_.functions().status, asked, &answer)) return StatusResult::unavailable();
    switch (answer.answer) {
      case LILAC_STATUS_ACCEPTED:
        return StatusResult::accepted(text_until_nul(answer.vendor_id));
      case LILAC_STATUS_REJECTED:
        return StatusResult::rejected(kind_from(answer.kind), text_until_nul(answer.reason));
      case LILAC_STATUS_NOT_FOUND:
        return StatusResult::not_found();
      default:
        return StatusResult::unavailable();
    }
  }

  std::size_t max_in_flight() const override { return host_.functions().max_in_flight; }

 private:
  static SendResult send_result(lilac_answer const& answer) {
    switch (answer.answer) {
      case LILAC_SEND_ACCEPTED:
        return SendResult::accepted(text_until_nul(answer.vendor_id));
      case LILAC_SEND_REJECTED:
        return SendResult::rejected(kind_from(answer.kind), text_until_nul(answer.reason));
      default:
        return SendResult::pending();
    }
  }

  HostPort<lilac_message_gateway> host_;
};

// --- The library's own, as the host sees them ------------------------------------------------------------------------

MessageGateway& gateway_at(void* user_data) { return *static_cast<MessageGateway*>(user_data); }

lilac_status say(lilac_failure* failure, char const* what) {
  if (failure != nullptr) {
    auto const size = std::min(std::strlen(what), sizeof failure->message - 1);
    std::memcpy(failure->message, what, size);
    failure->message[size] = '\0';
  }
  return LILAC_E_HOST;
}

lilac_status send_by_library(void* user_data, lilac_messaging_outgoing_message const* const* messages,
                             std::size_t count, lilac_answer* answers, lilac_failure* failure) {
  try {
    std::vector<OutgoingMessage> batch(count);
    for (std::size_t n = 0; n < count; ++n) read_struct(type_of<OutgoingMessage>(), messages[n], &batch[n]);
    auto const results = gateway_at(user_data).send(batch);
    for (std::size_t n = 0; n < std::min(count, results.size()); ++n) {
      answers[n].answer = static_cast<std::int32_t>(results[n].answer);
      answers[n].kind = static_cast<std::int32_t>(results[n].kind);
      put_text(answers[n].vendor_id, results[n].vendor_id);
      put_text(answers[n].reason, results[n].reason);
    }
    return LILAC_OK;
  } catch (std::exception const& thrown) {
    return say(failure, thrown.what());
  }
}

lilac_status ask_library(void* user_data, lilac_messaging_status_question const* question, lilac_answer* answer,
                         lilac_failure* failure) {
  try {
    StatusQuestion asked;
    read_struct(type_of<StatusQuestion>(), question, &asked);
    auto const result = gateway_at(user_data).status(asked);
    answer->answer = static_cast<std::int32_t>(result.answer);
    answer->kind = static_cast<std::int32_t>(result.kind);
    put_text(answer->vendor_id, result.vendor_id);
    put_text(answer->reason, result.reason);
    return LILAC_OK;
  } catch (std::exception const& thrown) {
    return say(failure, thrown.what());
  }
}

static_assert(LILAC_SEND_ACCEPTED == static_cast<int>(SendResult::Answer::Accepted));
static_assert(LILAC_SEND_PENDING == static_cast<int>(SendResult::Answer::Pending));
static_assert(LILAC_SEND_REJECTED == static_cast<int>(SendResult::Answer::Rejected));
static_assert(LILAC_STATUS_ACCEPTED == static_cast<int>(StatusResult::Answer::Accepted));
static_assert(LILAC_STATUS_REJECTED == static_cast<int>(StatusResult::Answer::Rejected));
static_assert(LILAC_STATUS_NOT_FOUND == static_cast<int>(StatusResult::Answer::NotFound));
static_assert(LILAC_STATUS_UNAVAILABLE == static_cast<int>(StatusResult::Answer::Unavailable));

void hand_out(std::unique_ptr<MessageGateway> gateway, lilac_message_gateway& out) {
  out.struct_size = static_cast<std::uint32_t>(sizeof out);
  out.max_in_flight = static_cast<std::uint32_t>(gateway->max_in_flight());
  out.user_data = gateway.release();
  out.destroy = [](void* user_data) { delete static_cast<MessageGateway*>(user_data); };
  out.send = &send_by_library;
  out.status = &ask_library;
}

/// Rates are per million tries.
std::int32_t rate(std::int32_t given, char const* field) {
  if (given < 0 || given > 1'000'000) {
    throw Misuse(LILAC_E_INVALID_ARGUMENT, field, std::string(field) + " must be from 0 to 1000000");
  }
  return given;
}
lilac::Duration delay(std::int64_t given) {
  constexpr lilac::Duration longest = std::chrono::years{100};
  if (given < 0 || given > longest.count()) {
    throw Misuse(LILAC_E_INVALID_ARGUMENT, "simulation.delay", "simulation.delay must be from 0 to a hundred years");
  }
  return lilac::Duration{given};
}

lilac_message_gateway& need_room(lilac_message_gateway* out) {
  if (out == nullptr) throw Misuse(LILAC_E_ARGUMENT, "out", "out is NULL");
  return *out;
}

}  // namespace

std::shared_ptr<MessageGateway> host_gateway(lilac_message_gateway const& gateway, HostFailures& failures) {
  return std::make_shared<HostGateway>(gateway, failures);
}
void bind_gateway(Host& host, MessageGateway& gateway) { host.bind<MessageGateway>(gateway); }

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_status lilac_simulation_gateway(lilac_simulation const* simulation, lilac_message_gateway* out,
                                      lilac_error** error) {
  return guarded(error, [&] {
    auto& room = need_room(out);
    auto const given = options_from(simulation, lilac_simulation LILAC_SIMULATION_INIT, "simulation");
    lilac::SimulatedChannel const channel{
        .transient_failures = rate(given.transient_failures, "simulation.transient_failures"),
        .permanent_failures = rate(given.permanent_failures, "simulation.permanent_failures"),
        .lost_replies = rate(given.lost_replies, "simulation.lost_replies"),
        .lost_sends = rate(given.lost_sends, "simulation.lost_sends"),
        .delay = delay(given.delay)};
    hand_out(std::make_unique<lilac::SimulationGateway>(lilac::Simulation{
                 .seed = given.seed, .email = channel, .sms = channel, .push = channel, .alarm = channel}),
             room);
    return LILAC_OK;
  });
}

lilac_status lilac_file_gateway(char const* path, size_t path_size, lilac_message_gateway* out, lilac_error** error) {
  return guarded(error, [&] {
    auto& room = need_room(out);
    auto const file = checked_text_from(path, path_size, "path");
    try {
      hand_out(std::make_unique<lilac::FileGateway>(file), room);
      return LILAC_OK;
    } catch (std::runtime_error const& failed) {
      return fail(error, lilac::storage_error(failed.what()));
    }
  });
}
