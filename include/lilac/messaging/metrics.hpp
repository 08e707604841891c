// What happened to all messages together, counted from the journal; also as text for Prometheus.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "lilac/engine/host.hpp"
#include "lilac/engine/module.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

enum class MetricKind : std::uint8_t {
  ACCEPTED,
  HELD,
  ATTEMPTED,
  SENT,
  POSSIBLE_DUPLICATE,  ///< of those sent
  DELIVERED,
  REJECTED_PERMANENT,
  REJECTED_TRANSIENT,
  NO_ANSWER,
  FELL_BACK,  ///< from this channel to the next
  FAILED,     ///< dead letters, by their last channel
  EXPIRED,
  CANCELLED,
  SUPPRESSED,
  RETRIED,  ///< dead letters that were sent again
  CIRCUIT_OPENED
};
BOOST_DESCRIBE_ENUM(MetricKind, ACCEPTED, HELD, ATTEMPTED, SENT, POSSIBLE_DUPLICATE, DELIVERED, REJECTED_PERMANENT,
                    REJECTED_TRANSIENT, NO_ANSWER, FELL_BACK, FAILED, EXPIRED, CANCELLED, SUPPRESSED, RETRIED,
                    CIRCUIT_OPENED)

struct MessageMetric;
using MessageMetricId = Id<MessageMetric>;

/// One number of the view `message_metrics`: how often it has happened since the journal began.
struct MessageMetric {
  MessageMetricId id;  ///< from kind and channel
  MetricKind kind = MetricKind::ACCEPTED;
  std::optional<Channel> channel;  ///< empty where it is of no one channel
  std::int64_t count = 0;

  static constexpr std::uint16_t number = 1006;
  static MessageMetricId id_of(MetricKind kind, std::optional<Channel> channel) {
    return {static_cast<std::int64_t>(kind) * 8 + (channel ? static_cast<std::int64_t>(*channel) + 1 : 0) + 1};
  }
};
BOOST_DESCRIBE_STRUCT(MessageMetric, (), (id, kind, channel, count))

/// The view's projection. It lags behind the journal by at most one run of what waits after commits.
result<> count_message_event(Work& work, EventRow const& event);

/// All numbers in the text format of Prometheus 0.0.4: counters, each with HELP and TYPE, those that never happened
/// as 0.
std::string prometheus_text(std::span<MessageMetric const> metrics);

/// The numbers that are not 0, in the order of their kinds.
struct GetMessageMetrics {
  using row = MessageMetric;
  static constexpr std::uint16_t number = 1009;
};
BOOST_DESCRIBE_STRUCT(GetMessageMetrics, (), ())

struct PrometheusText {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(PrometheusText, (), (text))

/// The same for a scraper: one row.
struct GetPrometheusText {
  using row = PrometheusText;
  static constexpr std::uint16_t number = 1010;
};
BOOST_DESCRIBE_STRUCT(GetPrometheusText, (), ())

result<> answer(GetMessageMetrics const& query, Reader& reader, Host const& host,
                FunctionRef<bool(MessageMetric const&)> sink);
result<> answer(GetPrometheusText const& query, Reader& reader, Host const& host,
                FunctionRef<bool(PrometheusText const&)> sink);

}  // namespace lilac::messaging
