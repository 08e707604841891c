#include "lilac/messaging/handlers.hpp"

#include <algorithm>

#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/rendering.hpp"
#include "messaging/gate.hpp"
#include "messaging/recipients.hpp"

namespace lilac::messaging {

/// What makes two requests the same, beside the kind of the recipient: neither the times nor the text that a template
/// makes of it.
struct RequestIdentity {
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::vector<Channel> steps;
  std::optional<TemplateId> template_id;
  Dictionary variables;
  std::optional<PersonalText> text;
};
BOOST_DESCRIBE_STRUCT(RequestIdentity, (), (purpose, recipient_id, steps, template_id, variables, text))

namespace {

constexpr std::int64_t longest_name = 200;  ///< of dedup keys and purposes, in code points

RequestIdentity identity_of(RequestMessage const& request) {
  return {request.purpose, request.recipient_id, request.steps, request.template_id, request.variables, request.text};
}

result<> check_name(char const* of, std::string_view name) {
  if (is_blank(name)) return refuse_saying(rules::invalid_argument, field(of), std::string(of) + " must not be empty.");
  auto const length = static_cast<std::int64_t>(length_of(name));
  if (length > longest_name) return refuse(rules::invalid_argument, field(of), value(length), limit(longest_name));
  return outcome::success();
}

// A message has a name of its own, a purpose, and channels, each of them once.
// It has either a template or a text.
// It may be sent before it expires.
// Contexts name their messages like `support:7`: nobody else may take such a name before them.
result<> check(RequestMessage const& request, Actor const& by) {
  BOOST_OUTCOME_TRY(check_name("dedup_key", request.dedup_key));
  if (by.kind != ActorKind::System && request.dedup_key.find(':') != std::string::npos)
    return refuse(dedup_key_is_reserved, field("dedup_key"), value(request.dedup_key));
  BOOST_OUTCOME_TRY(check_name("purpose", request.purpose));
  if (request.steps.empty()) return refuse(steps_are_empty, field("steps"));
  for (auto at = request.steps.begin(); at != request.steps.end(); ++at) {
    if (std::find(request.steps.begin(), at, *at) != at) {
      return refuse(channel_is_repeated, field("steps"),
                    value(name_of(type_of<Channel>(), static_cast<std::int64_t>(*at))));
    }
  }
  if (request.template_id.has_value() == request.text.has_value()) return refuse(content_must_be_one, field("text"));
  if (request.text && is_blank(*request.text)) return refuse(text_is_blank, field("text"));
  if (request.text && !request.variables.empty()) return refuse(variables_need_a_template, field("variables"));
  if (request.expires_at && request.earliest_at && *request.expires_at <= *request.earliest_at)
    return refuse(never_ready_before_expiry, field("expires_at"), value(*request.expires_at));
  return outcome::success();
}

// A template marked as advertising is never sent as a transactional message.
result<> check_category(Reader& reader, Message const& message) {
  for (auto const channel : message.steps) {
    BOOST_OUTCOME_TRY(auto const* version, text_for(reader, *message.template_id, *message.template_version, channel));
    if (version->category == Category::ADVERTISING && message.category != Category::ADVERTISING)
      return refuse(advertising_must_be_declared, field("category"));
  }
  return outcome::success();
}

// An advertisement says at its beginning that it is one: in the text itself, of an e-mail in its subject.
// A short message is not too long.
result<std::int64_t> check_texts(Work& work, Message const& message) {
  constexpr std::string_view mark = "(광고)";
  return text_hash_of(work, message, [&](Channel channel, Rendered&& text) -> result<> {
    std::string_view const begins = channel == Channel::EMAIL && !text.subject.empty() ? text.subject : text.body;
    if (message.category == Category::ADVERTISING && !begins.starts_with(mark)) {
      return refuse(advertising_must_say_so, field("category"),
                    value(name_of(type_of<Channel>(), static_cast<std::int64_t>(channel))));
    }
    return check_length(work.host(), channel, text);
  });
}

// What waits for its earliest instant is judged when that has come. Who cannot be looked up now is left to the claim.
result<> place(Handling<RequestMessage>& work, Message& message) {
  if (auto reserved = message.hold(work.now())) {
    work.save(message, std::move(*reserved));
    return outcome::success();
  }
  std::optional<Recipient> recipient;
  BOOST_OUTCOME_TRY(auto const verdict, Gate{work}.judge(message, [&]() -> result<Recipient const*> {
    if (work.host().find_port(port_info<AddressBook>()) == nullptr) return nullptr;
    return find_recipient(work, message, recipient);
  }));
  if (verdict.kind == Verdict::Kind::suppress) {
    if (auto suppressed = message.suppress(verdict.reason, work.now())) work.save(message, std::move(*suppressed));
  } else if (verdict.kind == Verdict::Kind::hold) {
    if (auto held = message.keep_quiet(verdict.until, work.now())) work.save(message, std::move(*held));
  } else {
    message.release(work.now());
    work.keep(message);
  }
  return outcome::success();
}

MessageAnswer answer_with(Message const& message) { return {message.id, message.state}; }

template <class Command>
result<Message*> load_named(Work& work, Command const& command) {
  if (command.message_id.has_value() == command.dedup_key.has_value()) {
    return refuse_saying(rules::invalid_argument, field("message_id"),
                         "A message is named by either its message_id or its dedup_key.");
  }
  if (command.message_id) return work.load(*command.message_id);
  BOOST_OUTCOME_TRY(auto* message, work.load_first<Message::find_by_dedup_key>(*command.dedup_key));
  if (message == nullptr) return refuse(rules::not_found, field("dedup_key"), value(*command.dedup_key));
  return message;
}

}  // namespace

result<MessageAnswer> handle(Handling<RequestMessage>& work, RequestMessage const& command) {
  BOOST_OUTCOME_TRY(check(command, work.actor()));
  auto identity = identity_of(command);
  auto const request_hash = static_cast<std::int64_t>(digest(type_of<RequestIdentity>(), &identity));
  BOOST_OUTCOME_TRY(auto const* known, work.first<Message::find_by_dedup_key>(command.dedup_key));
  if (known != nullptr) {
    if (!known->request_hash.may_be(request_hash) || known->recipient() != command.recipient())
      return refuse(dedup_key_reused, field("dedup_key"), value(command.dedup_key));
    return answer_with(*known);
  }
  std::optional<std::int32_t> version;
  if (command.template_id) {
    BOOST_OUTCOME_TRY(check_request(work, *command.template_id, command.steps, command.variables));
    BOOST_OUTCOME_TRY(version, newest_version(work, *command.template_id));
  }

  BOOST_OUTCOME_TRY(auto* message, work.create<Message>());
  message->dedup_key = command.dedup_key;
  message->request_hash = {request_hash};
  message->is_named_by_store = true;
  message->purpose = std::move(identity.purpose);
  message->category = command.category;
  message->recipient_id = command.recipient_id;
  message->recipient_kind = command.recipient().kind;
  message->steps = std::move(identity.steps);
  message->template_id = command.template_id;
  message->template_version = version;
  message->variables = std::move(identity.variables);
  message->text = std::move(identity.text);
  message->correlation_id = work.correlation_id();
  message->earliest_at = command.earliest_at;
  message->expires_at = command.expires_at;
  if (message->template_id) {
    BOOST_OUTCOME_TRY(check_category(work, *message));
  }
  BOOST_OUTCOME_TRY(message->text_hash.value, check_texts(work, *message));

  work.save(*message, message->accept(work.now()));
  BOOST_OUTCOME_TRY(place(work, *message));
  return answer_with(*message);
}

result<MessageAnswer> handle(Handling<CancelMessage>& work, CancelMessage const& command) {
  BOOST_OUTCOME_TRY(auto* message, load_named(work, command));
  if (work.actor().kind == ActorKind::System && !message->can_cancel()) {
    if (message->cancel_further_tries(work.now())) work.keep(*message);
    return answer_with(*message);
  }
  BOOST_OUTCOME_TRY(auto cancelled, message->cancel(work.now()));
  return answer_with(work.save(*message, std::move(cancelled)));
}

result<MessageAnswer> handle(Handling<RetryDeadLetter>& work, RetryDeadLetter const& command) {
  BOOST_OUTCOME_TRY(auto* message, load_named(work, command));
  auto const can_retry = message->state == MessageState::Failed && !message->is_cancelled;
  if (work.actor().kind == ActorKind::System && !can_retry) return answer_with(*message);
  BOOST_OUTCOME_TRY(auto retried, message->retry(work.now()));
  return answer_with(work.save(*message, std::move(retried)));
}

result<TemplateVersion> handle(Handling<DefineTemplate>& work, DefineTemplate const& command) {
  TemplateVersion wanted{
      {},           command.template_id, 1,         command.channel, command.category, command.locale, command.subject,
      command.body, command.variables,   work.now()};
  BOOST_OUTCOME_TRY(check_template(wanted));
  BOOST_OUTCOME_TRY(auto const* newest, work.first<TemplateVersion::find_by_template_id>(command.template_id));
  BOOST_OUTCOME_TRY(auto const* before,
                    work.first<TemplateVersion::find_by_template_id_and_channel>(command.template_id, command.channel));
  auto const says_the_same = [&] {
    return before->category == wanted.category && before->locale == wanted.locale &&
           before->subject == wanted.subject && before->body == wanted.body && before->variables == wanted.variables;
  };
  if (before != nullptr && says_the_same()) return *before;
  if (newest != nullptr) wanted.version = newest->version + 1;

  BOOST_OUTCOME_TRY(auto* version, work.create<TemplateVersion>());
  wanted.id = version->id;
  *version = std::move(wanted);
  return work.save(*version,
                   TemplateDefined{version->template_id, version->version, version->channel, version->locale});
}

}  // namespace lilac::messaging
