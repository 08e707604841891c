#include "lilac/messaging/module.hpp"

#include "lilac/messaging/courier.hpp"
#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/handlers.hpp"
#include "lilac/messaging/metrics.hpp"
#include "lilac/messaging/queries.hpp"
#include "lilac/messaging/sending.hpp"
#include "lilac/messaging/settings.hpp"

namespace lilac::messaging {

namespace {

constexpr auto commands =
    command_table<RequestMessage, CancelMessage, RetryDeadLetter, DefineTemplate, ClaimMessages, RecordSendOutcomes,
                  RecordReceipt, SetQuietHours, SetChannelLimits, Suppress, Unsuppress>();
constexpr auto published =
    event_table<MessageAccepted, MessageHeld, MessageAttempted, MessageSent, MessageDelivered, MessageAttemptFailed,
                ChannelFellBack, MessageFailed, MessageExpired, MessageCancelled, DeadLetterRetried, TemplateDefined,
                QuietHoursSet, MessageSuppressed, RecipientSuppressed, RecipientUnsuppressed, ChannelLimitsSet,
                CircuitOpened, CircuitClosed>();
constexpr auto entities =
    entity_table<Message, TemplateVersion, QuietHours, Suppression, ChannelLimits, MessageMetric, DecisionMark>();
constexpr auto values = value_table<Channel, Category, MessageState, FailureKind, HoldReason, Unresolved, OutcomeKind,
                                    Receipt, MessageAnswer, Claim, OutgoingMessage, StatusQuestion, SendOutcome,
                                    QuietOwner, QuietMode, QuietWindow, TextPreview, MetricKind, PrometheusText>();
constexpr auto queries =
    query_table<GetMessages, GetDeadMessages, GetMessage, GetTemplateVersions, GetQuietHours, GetSuppressions,
                GetChannelLimits, PreviewTemplate, GetMessageMetrics, GetPrometheusText>();
constexpr auto ports = port_table<MessageGateway, AddressBook, Zones, TextMeasure>();
constexpr EntityInfo const* counted[] = {&entity_info<MessageMetric>()};
constexpr ViewInfo views[] = {{"message_metrics", counted, &count_message_event}};
constexpr WorkerInfo workers[] = {{"courier", &carry, &next_round}};
constexpr Rule const* errors[] = {&message_cannot_be_cancelled,
                                  &message_is_not_a_dead_letter,
                                  &message_is_not_to_be_retried,
                                  &variable_is_missing,
                                  &variable_is_surplus,
                                  &placeholder_is_not_declared,
                                  &placeholder_is_malformed,
                                  &variable_is_not_used,
                                  &variable_is_declared_twice,
                                  &template_lacks_channel,
                                  &body_is_blank,
                                  &content_must_be_one,
                                  &text_is_blank,
                                  &variables_need_a_template,
                                  &steps_are_empty,
                                  &channel_is_repeated,
                                  &advertising_must_be_declared,
                                  &advertising_must_say_so,
                                  &never_ready_before_expiry,
                                  &dedup_key_is_reserved,
                                  &window_is_not_a_time_of_day,
                                  &too_little_is_open,
                                  &quiet_setting_is_of_another_owner,
                                  &quiet_zone_is_unknown,
                                  &limit_is_out_of_range,
                                  &only_for_oneself,
                                  &text_is_too_long,
                                  &dedup_key_reused};

}  // namespace

ModuleInfo const module{
    .name = "messaging",
    .commands = commands,
    .events = published,
    .entities = entities,
    .values = values,
    .queries = queries,
    .views = views,
    .workers = workers,
    .ports = ports,
    .errors = errors,
    .rules = &type_of<Rules>(),
};

}  // namespace lilac::messaging
