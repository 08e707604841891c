#include "lilac/messaging/metrics.hpp"

#include <algorithm>
#include <array>

#include "lilac/messaging/events.hpp"

namespace lilac::messaging {

namespace {

struct Series {
  MetricKind kind;
  char const* name;
  char const* help;
  bool by_channel;
};
constexpr Series all_series[] = {
    {MetricKind::ACCEPTED, "accepted", "Messages that were asked for.", false},
    {MetricKind::HELD, "held", "Times a message was held: reserved, in quiet hours, or unresolved.", false},
    {MetricKind::ATTEMPTED, "attempted", "Tries: messages given to a gateway.", true},
    {MetricKind::SENT, "sent", "Messages that a gateway took.", true},
    {MetricKind::POSSIBLE_DUPLICATE, "possible_duplicate", "Messages sent that may have been sent before.", true},
    {MetricKind::DELIVERED, "delivered", "Messages that arrived, as the vendor says.", true},
    {MetricKind::REJECTED_PERMANENT, "rejected_permanent", "Tries that failed for good, bounces included.", true},
    {MetricKind::REJECTED_TRANSIENT, "rejected_transient", "Tries that failed for now.", true},
    {MetricKind::NO_ANSWER, "no_answer", "Tries of which nobody knew at first whether they worked.", true},
    {MetricKind::FELL_BACK, "fell_back", "Messages that went on to their next channel, from this one.", true},
    {MetricKind::FAILED, "failed", "Dead letters, by their last channel.", true},
    {MetricKind::EXPIRED, "expired", "Messages that came too late to be sent.", false},
    {MetricKind::CANCELLED, "cancelled", "Messages that were cancelled.", false},
    {MetricKind::SUPPRESSED, "suppressed", "Messages that their recipients do not want.", true},
    {MetricKind::RETRIED, "retried", "Dead letters that were sent again.", false},
    {MetricKind::CIRCUIT_OPENED, "circuit_opened", "Times a gateway failed so often that nothing was sent.", true},
};

constexpr std::array all_channels{Channel::EMAIL, Channel::SMS, Channel::PUSH, Channel::ALARM};

template <class E>
E const* as(EventRow const& event) {
  return event.type == &event_info<E>() ? static_cast<E const*>(event.payload) : nullptr;
}

MetricKind kind_of(FailureKind failure) {
  switch (failure) {
    case FailureKind::PERMANENT:
      return MetricKind::REJECTED_PERMANENT;
    case FailureKind::TRANSIENT:
      return MetricKind::REJECTED_TRANSIENT;
    case FailureKind::UNKNOWN:
      break;
  }
  return MetricKind::NO_ANSWER;
}

result<> count(Work& work, MetricKind kind, std::optional<Channel> channel = {}) {
  auto const id = MessageMetric::id_of(kind, channel);
  BOOST_OUTCOME_TRY(auto const* known, work.find(id));
  MessageMetric* metric = nullptr;
  if (known != nullptr) {
    BOOST_OUTCOME_TRY(metric, work.load(id));
  } else {
    metric = work.create(id);
    metric->kind = kind;
    metric->channel = channel;
  }
  ++metric->count;
  work.keep(*metric);
  return outcome::success();
}

void append_sample(std::string& text, Series const& series, std::optional<Channel> channel, std::int64_t count) {
  text += std::string("lilac_messages_") + series.name + "_total";
  if (channel)
    text += std::string("{channel=\"") + name_of(type_of<Channel>(), static_cast<std::int64_t>(*channel)) + "\"}";
  text += ' ' + std::to_string(count) + '\n';
}

}  // namespace

result<> count_message_event(Work& work, EventRow const& event) {
  if (as<MessageAccepted>(event)) return count(work, MetricKind::ACCEPTED);
  if (as<MessageHeld>(event)) return count(work, MetricKind::HELD);
  if (auto const* e = as<MessageAttempted>(event)) return count(work, MetricKind::ATTEMPTED, e->channel);
  if (auto const* e = as<MessageSent>(event)) {
    if (e->possible_duplicate) {
      BOOST_OUTCOME_TRY(count(work, MetricKind::POSSIBLE_DUPLICATE, e->channel));
    }
    return count(work, MetricKind::SENT, e->channel);
  }
  if (auto const* e = as<MessageDelivered>(event)) return count(work, MetricKind::DELIVERED, e->channel);
  if (auto const* e = as<MessageAttemptFailed>(event)) return count(work, kind_of(e->kind), e->channel);
  if (auto const* e = as<ChannelFellBack>(event)) return count(work, MetricKind::FELL_BACK, e->from);
  if (auto const* e = as<MessageFailed>(event)) return count(work, MetricKind::FAILED, e->channel);
  if (as<MessageExpired>(event)) return count(work, MetricKind::EXPIRED);
  if (as<MessageCancelled>(event)) return count(work, MetricKind::CANCELLED);
  if (auto const* e = as<MessageSuppressed>(event)) return count(work, MetricKind::SUPPRESSED, e->channel);
  if (as<DeadLetterRetried>(event)) return count(work, MetricKind::RETRIED);
  if (auto const* e = as<CircuitOpened>(event)) return count(work, MetricKind::CIRCUIT_OPENED, e->channel);
  return outcome::success();
}

std::string prometheus_text(std::span<MessageMetric const> metrics) {
  auto const count_of = [&](MetricKind kind, std::optional<Channel> channel) {
    auto const found = std::find_if(metrics.begin(), metrics.end(), [&](MessageMetric const& metric) {
      return metric.kind == kind && metric.channel == channel;
    });
    return found == metrics.end() ? 0 : found->count;
  };
  std::string text;
  for (auto const& series : all_series) {
    auto const name = std::string("lilac_messages_") + series.name + "_total";
    text += "# HELP " + name + ' ' + series.help + '\n';
    text += "# TYPE " + name + " counter\n";
    if (!series.by_channel) append_sample(text, series, {}, count_of(series.kind, {}));
    for (auto const channel : all_channels) {
      if (series.by_channel) append_sample(text, series, channel, count_of(series.kind, channel));
    }
  }
  return text;
}

result<> answer(GetMessageMetrics const&, Reader& reader, Host const&, FunctionRef<bool(MessageMetric const&)> sink) {
  return reader.each_of(MessageMetricId{0}, no_limit, sink);
}

result<> answer(GetPrometheusText const&, Reader& reader, Host const&, FunctionRef<bool(PrometheusText const&)> sink) {
  std::vector<MessageMetric> metrics;
  BOOST_OUTCOME_TRY(
      reader.each_of(MessageMetricId{0}, no_limit, [&](MessageMetric const& metric) { metrics.push_back(metric); }));
  sink(PrometheusText{prometheus_text(metrics)});
  return outcome::success();
}

}  // namespace lilac::messaging
