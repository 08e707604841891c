"""Written by `python bindings/python/write_docs.py` from the C++ headers; do not edit."""
from __future__ import annotations

DOCS: dict[str, str] = {
    'messaging.ChannelLimits':
        'One per channel that was ever limited or failed; a channel has one gateway, and so one vendor. Neither limit is a\n'
        'state of a message: what must wait stays Ready, in its place, and consumes no try.\n'
        '\n'
        'id: from the channel\n'
        'messages: per period; 0: as many as come\n'
        'burst: that the bucket holds at most; 0: as many as `messages`\n'
        'minted_at: up to when tokens were minted; see come_back\n'
        'failures: of the gateway, in a row\n'
        'open_until: the circuit is open; from then on one message tries',
    'messaging.MessageAnswer':
        'Which message a command was about, and where it stands.',
    'messaging.RequestMessage':
        'Asks for one message to one person. The same dedup_key with the same request (purpose, recipient, template id,\n'
        'variables, steps, free text) answers with the first message; with another request it is refused (4905).\n'
        'Refused: dedup_key_is_reserved (to people), steps_are_empty, channel_is_repeated, content_must_be_one,\n'
        'text_is_blank, variables_need_a_template, never_ready_before_expiry, dedup_key_reused, not_found for a template,\n'
        'template_lacks_channel, variable_is_missing, variable_is_surplus, text_is_too_long, advertising_must_be_declared,\n'
        'advertising_must_say_so.\n'
        '\n'
        "dedup_key: with a colon in it, as `support:7`, it is a context's own: only System may use it\n"
        'steps: tried in this order\n'
        'template_id: its newest version is taken\n'
        'text: in place of a template\n'
        'recipient_kind: empty: a line for what billing asks for, else a user',
    'messaging.CancelMessage':
        'Names the message by exactly one of its two names. When it cannot be cancelled any more a person is refused; System\n'
        'then gets the state that holds, and the message is tried no more: not again, by no other channel, and not when it\n'
        'bounces or somebody retries it. Refused: message_cannot_be_cancelled.',
    'messaging.RetryDeadLetter':
        'Sends a failed message again, from its first step. Names it like CancelMessage, and answers System like it: policies\n'
        'of other contexts run as System. One whose further tries were cancelled stays as it is. Refused:\n'
        'message_is_not_a_dead_letter, message_is_not_to_be_retried.',
    'messaging.DefineTemplate':
        "Adds a version. The same content as the channel's newest version answers with that version, and nothing is added.\n"
        'Refused: body_is_blank, variable_is_declared_twice, placeholder_is_malformed, placeholder_is_not_declared,\n'
        'variable_is_not_used.',
    'messaging.Claim':
        'What one claim hands to the courier.\n'
        '\n'
        'to_send: in the order of release\n'
        'changed: messages that the claim moved, claimed ones included',
    'messaging.ClaimMessages':
        'Takes what is due: messages to send, outcomes to ask for. The commit counts the tries (ours).\n'
        '\n'
        'limit: of each of the two; at most Rules::claim_size',
    'messaging.RecordSendOutcomes':
        'Never refused for a state: an outcome that says nothing new changes nothing.',
    'messaging.Receipt':
        'key: the gateway key\n'
        'reason: of a bounce: a code',
    'messaging.RecordReceipt':
        'What the vendor reports later about a key. Nothing changes for a key of another generation or step, nor once the\n'
        'message has ended otherwise. Errors: 4901 (key) for a message that is not there.\n'
        '\n'
        'key: the gateway key\n'
        'reason: of a bounce: a code',
    'messaging.SetQuietHours':
        'Sets all quiet hours of one owner; no windows end them. Messages that wait are judged by the new ones.\n'
        'Refused: quiet_setting_is_of_another_owner, quiet_zone_is_unknown, window_is_not_a_time_of_day, too_little_is_open:\n'
        "with all other owners' windows less than an hour of somebody's day would be left on some channel.\n"
        '\n'
        "recipient_id: of a recipient's, and of no other\n"
        "time_zone: the tenant's: IANA name, for recipients without a known zone\n"
        "mode: the tenant's\n"
        "follows_tenant: a recipient's\n"
        'recipient_kind: of a recipient; empty: a user',
    'messaging.SetChannelLimits':
        'So many messages may go by a channel in each period. The bucket begins empty, now. Refused: limit_is_out_of_range.\n'
        '\n'
        'messages: 0 ends the limit\n'
        'burst: at once, after a pause; 0: as many as `messages`',
    'messaging.Suppress':
        'This person gets no messages of this kind any more, from the next claim on; a claim that was not committed before is\n'
        'judged again. What is suppressed already stays as it is. Refused: only_for_oneself, for a customer who names\n'
        'another, or a user or a line of the same number.\n'
        '\n'
        'channel: empty: all\n'
        'category: empty: all\n'
        'reason: a code, e.g. OPTED_OUT\n'
        'recipient_kind: empty: a user',
    'messaging.Unsuppress':
        'This person gets such messages again. What was suppressed meanwhile stays so.\n'
        'Refused: only_for_oneself, for a customer who names another.\n'
        '\n'
        'channel: empty: all\n'
        'category: empty: all\n'
        'recipient_kind: empty: a user',
    'messaging.MessageState':
        'Where a message stands. Others show Sent and Delivered as sent; Failed, Cancelled, Suppressed and Expired as failed;\n'
        'the rest as waiting.',
    'messaging.FailureKind':
        'How a try failed: never going to work here, may work later, or nobody knows whether it worked.',
    'messaging.HoldReason':
        'Why a message is held: its earliest_at has not come, nobody could tell whether it was sent, or its recipient is not\n'
        'to be disturbed now.',
    'messaging.Unresolved':
        'What to do with a message of which the gateway never told whether it was sent.',
    'messaging.QuietOwner':
        'Whose quiet hours.',
    'messaging.QuietMode':
        "Whom the tenant's quiet hours hold for: everybody, whoever has not declined them, or whoever asked for them.",
    'messaging.MessageHeld':
        'until: empty: until somebody decides\n'
        'version: 2: also for QUIET_HOURS',
    'messaging.MessageAttempted':
        'The gateway is about to be called: the try counts from here on, whatever comes of it.\n'
        '\n'
        'attempt: from 1, within the step',
    'messaging.MessageSent':
        'The gateway took it. Of `support.*` and the like: the message shows as sent.',
    'messaging.MessageAttemptFailed':
        "reason: a code, never the gateway's free words\n"
        'next_at: of the next try, or of the question for the outcome; empty: none on this step',
    'messaging.MessageFailed':
        'The last step is used up: a dead letter. It may be sent after all, by RetryDeadLetter.\n'
        '\n'
        "reason: a code: NO_ADDRESS, BOUNCED, or the gateway's",
    'messaging.MessageSuppressed':
        'It is not sent, by no channel: its recipient does not want it, or has not agreed to it.\n'
        '\n'
        'channel: of the step it had come to\n'
        'reason: a code: CHANNEL_SUPPRESSED or NO_CONSENT',
    'messaging.DeadLetterRetried':
        'A dead letter waits again (ours: the list of the specification has no event for it).',
    'messaging.QuietWindow':
        "A daily window of silence, `[start, end)` on the recipient's wall clock. One that begins later than it ends goes\n"
        'over midnight; one that ends where it begins is off.\n'
        '\n'
        'start: since midnight, in whole minutes\n'
        'channel: empty: all',
    'messaging.QuietHoursSet':
        "From now on these are the owner's quiet hours (ours, as everything below: the list of the specification has no\n"
        'events for settings).\n'
        '\n'
        "recipient_kind: of a recipient's; empty there: from before kinds were told",
    'messaging.RecipientSuppressed':
        'reason: a code\n'
        'recipient_kind: empty: from before kinds were told',
    'messaging.RecipientUnsuppressed':
        'recipient_kind: empty: from before kinds were told',
    'messaging.ChannelLimitsSet':
        'messages: per period; 0: no limit',
    'messaging.CircuitOpened':
        "The channel's gateway failed so often in a row that nothing is sent there for a while.\n"
        '\n'
        'until: then one message tries',
    'messaging.CircuitClosed':
        "The channel's gateway works again.",
    'messaging.Message':
        'request_hash: of what makes two requests the same\n'
        'generation: how often a person retried the dead letter\n'
        'purpose: e.g. support.missed_call\n'
        "text_hash: of all steps' texts as they were when the message was accepted\n"
        'attempts: of this step in this generation\n'
        'polls: questions for the outcome since the last certain answer\n'
        'possible_duplicate: is sent again, or is not, though nobody knows whether it was sent\n'
        'failure_reason: of the last failure: a code\n'
        'correlation_id: of the request; empty when its caller gave none\n'
        'present_channel: of the present step: what waits is found by it\n'
        'tries: over all steps and generations: the number of the present try\n'
        'key_was_given: to a gateway, the present one: receipts may come for it\n'
        'claim_lapsed: of the present try: whoever claimed it may send it still\n'
        "is_named_by_store: its keys at the gateway begin with the store's name\n"
        'is_cancelled: too late for what was on its way: nothing further is tried\n'
        'recipient_kind: empty: from before kinds were told, see recipient()',
    'messaging.MessageMetric':
        'One number of the view `message_metrics`: how often it has happened since the journal began.\n'
        '\n'
        'id: from kind and channel\n'
        'channel: empty where it is of no one channel',
    'messaging.GetMessageMetrics':
        'The numbers that are not 0, in the order of their kinds.',
    'messaging.GetPrometheusText':
        'The same for a scraper: one row.',
    'messaging.SendOutcome':
        'What came of one try: of (message, generation, step, try_number) and of no other.\n'
        '\n'
        'kind: of a rejected one\n'
        'try_number: as the claim gave it',
    'messaging.OutgoingMessage':
        'One message on its way to a gateway.\n'
        '\n'
        'key: `{store}:{message}:{step}:{generation}`: the same across tries of a step, in no other store\n'
        'attempt: from 1, of this step; one that never arrived is not counted\n'
        'subject: empty except for e-mail\n'
        'text: HTML for e-mail, else plain\n'
        'at: of the claim: gateways need no clock\n'
        'is_long: a short message of more than 90 bytes: it goes as LMS\n'
        'try_number: of the message, from 1: no two tries have the same',
    'messaging.StatusQuestion':
        'A message whose outcome is asked for.',
    'messaging.GetMessages':
        'Messages in one state, in the order of release.',
    'messaging.GetDeadMessages':
        'Failed messages, those first that failed first.',
    'messaging.GetMessage':
        'One message by exactly one of its names; no row when there is none.',
    'messaging.GetTemplateVersions':
        'All versions of a template, newest first.',
    'messaging.GetQuietHours':
        "All quiet hours that were ever set: the system's, the tenant's, then the recipients' by their ids. Of one recipient\n"
        "what holds: those of before kinds were told only when there are none of that person's own.\n"
        '\n'
        "recipient_id: only this recipient's own\n"
        'recipient_kind: of that recipient; empty: a user',
    'messaging.GetSuppressions':
        'What holds, or held, for one recipient: what is from before kinds were told only as long as that person has no row\n'
        'of their own for the channel and category.\n'
        '\n'
        'recipient_kind: empty: a user',
    'messaging.GetChannelLimits':
        'The limits and circuits of all channels that have any.',
    'messaging.TextPreview':
        'What somebody would read.\n'
        '\n'
        'text: HTML for e-mail, else plain\n'
        'bytes: of a short message\n'
        'is_long: a short message that goes as LMS',
    'messaging.PreviewTemplate':
        'A template with values in place, for one channel; nothing is sent. Errors: 4901 for an unknown template, 4202 naming\n'
        'a missing or surplus variable, 4203 for a channel without a text, 4211 for a short message that is too long.\n'
        '\n'
        'version: as of this one; empty: the newest',
    'messaging.QuietHours':
        'Quiet hours of one owner: of the system, of the tenant (both once), or of one recipient. Those of a recipient from\n'
        'before kinds of persons were told hold for every kind of that number that has none of its own: nobody knows whose\n'
        'they were, and silence disturbs nobody.\n'
        '\n'
        "recipient_id: of a recipient's, else 0\n"
        "time_zone: the tenant's: of recipients without a known one; else empty\n"
        "mode: the tenant's: whom its windows hold for\n"
        "follows_tenant: a recipient's choice; counts unless the tenant's are mandatory\n"
        "recipient_kind: of a recipient's; empty there: from before kinds were told",
    'messaging.Rules':
        'The numbers of messaging, with the defaults of the specification.\n'
        '\n'
        'claim_size: messages that one claim takes at most\n'
        'tries: in all, per step; 1 is "one try per channel"\n'
        'retry_delay: after the first try; doubled after each further one\n'
        'retry_cap: no delay is longer\n'
        'full_jitter: a delay is drawn from (0, delay]\n'
        'in_flight_timeout: after which a claimed message without outcome is Unknown\n'
        'polls: questions for the outcome, in a row\n'
        'poll_delay: before the first question and between two\n'
        'unresolved: when the last question brought no answer\n'
        'seed: of the jitter\n'
        'breaker_failures: of a channel in a row, which open its circuit; 0: never\n'
        'breaker_pause: until one message tries again',
    'messaging.Suppression':
        'One recipient, one channel, one category. It stays when it is lifted, so that it is known when it held. One of\n'
        'before kinds of persons were told holds for every kind of its number: nobody knows for whom it was meant, and who\n'
        'wanted no message gets none. Whoever changes it gets a row of their own, which counts for them from then on.\n'
        '\n'
        'reason: a code\n'
        'recipient_kind: empty: from before kinds were told',
    'messaging.DecisionMark':
        'Where decisions about recipients and claims meet: what is not there guards nothing, so a claim reads the mark of\n'
        'each recipient before it asks what is suppressed, and whoever decides counts it there. Of two that meet one is\n'
        'judged again. Many recipients share a mark.\n'
        '\n'
        'decisions: since claims read it',
    'messaging.TemplateVersion':
        'One version of a template, written for one channel. Versions count per template over all its channels: "template 3\n'
        'as of version 5" names at most one text per channel, the newest that is not newer than 5.\n'
        '\n'
        'variables: declared names',
    'support.DefineOutboundPlan':
        'Adds a call to the programme, active at once. Refused: day_is_not_plannable, sequence_is_taken.',
    'support.SetOutboundPlanActive':
        'Refused: sequence_is_taken, when another active plan has the sequence.',
    'support.EnrolUserCycle':
        "Takes a user's cycle into care: plans its calls and puts the user on the roster. The same again changes nothing.\n"
        '`sequences` names the calls to plan, in any order; without it, all active ones.\n'
        'Refused: not_found for a sequence that is not active, cycle_is_enrolled_otherwise (4902), id_must_be_positive,\n'
        'nothing_is_planned, start_is_too_late, phone_is_not_a_number, time_zone_is_unknown.',
    'support.EndUserCycle':
        "The cycle's pending calls leave all lists; its history stays.\n"
        'Refused: cycle_of_another_user, cycle_has_ended.',
    'support.CompleteOutbound':
        'Early and out of sequence is allowed. Refused: call_already_completed, call_was_skipped.',
    'support.SkipOutbound':
        'Refused: call_already_completed, call_was_skipped.',
    'support.WithdrawOutbound':
        'A completed or skipped call is to be made after all, also one that the survey completed.\n'
        'Refused: call_is_not_resolved.',
    'support.RecordOutboundSchedule':
        'Refused: call_is_resolved, schedule_must_be_in_the_future.',
    'support.CancelOutboundSchedule':
        'Refused: call_is_resolved (a person only: for System nothing changes then).',
    'support.CompleteLastOutbound':
        'The last survey is in: the call of highest sequence is completed, unless it is resolved already. Coming again, it\n'
        'changes nothing. Refused: cycle_of_another_user.',
    'support.CreateMemo':
        'Refused: cycle_of_another_user, content_is_blank, memo_is_too_long.',
    'support.UpdateMemo':
        'Refused: editor_must_be_author, memo_edit_window_has_closed, content_is_blank, memo_is_too_long.',
    'support.CreateIssue':
        'Refused: cycle_of_another_user, content_is_blank, issue_is_too_long.',
    'support.UpdateIssue':
        'Refused: editor_must_be_author, issue_is_closed, issue_edit_window_has_closed, content_is_blank, issue_is_too_long.',
    'support.ChangeIssueStatus':
        'Refused: issue_cannot_become, also when it is so already.',
    'support.SendTemplateMessage':
        'Refused: cycle_of_another_user, template_is_unknown, variable_is_missing, variable_is_surplus,\n'
        'template_does_not_fit, text_is_longer_than_a_message.',
    'support.SendFreeTextMessage':
        'Refused: cycle_of_another_user, content_is_blank, free_text_is_too_long, text_is_longer_than_a_message.',
    'support.SendMissedCallMessage':
        'The call itself stays as it is; a skipped one is allowed. Without a template it says Rules::missed_call_text.\n'
        'Refused: call_already_completed, template_is_unknown, variable_is_missing, variable_is_surplus,\n'
        'template_does_not_fit, text_is_longer_than_a_message.',
    'support.SendLastSurveyReminder':
        'Without a template it says Rules::last_survey_reminder_text.\n'
        'Refused: survey_is_completed, and like SendTemplateMessage.',
    'support.CancelSupportMessage':
        'Stops a message that still waits; one that is on its way to the carrier may go out all the same.\n'
        'Refused: message_was_sent.',
    'support.RetrySupportMessage':
        'Tries a message again that no channel carried. One that is on its way, was cancelled or has expired stays as it is.\n'
        'Refused: message_was_sent.',
    'support.RecordMessageOutcome':
        'What became of a message. An outcome that says nothing new changes nothing. Refused: 4901 for a message that the\n'
        'desk does not have.\n'
        '\n'
        'reason: of a failure: a code',
    'support.UpdateUserContact':
        'A new zone holds from now on: neither log lines nor plan dates are rewritten.\n'
        'Refused: time_zone_is_unknown, phone_is_not_a_number.',
    'support.RecordSupportLog':
        "Adds a line; `LOG` is for a host's own. Refused: not_found, cycle_of_another_user, fact_is_said_twice. The policies'\n"
        'lines never are.',
    'support.OutboundPlanDefined':
        'A call was added to the programme. Only cycles that are enrolled from now on have it.',
    'support.OutboundPlanActiveSet':
        'A call of the programme was switched on or off for cycles that are enrolled from now on.',
    'support.UserCycleEnrolled':
        'A user began a cycle, and their calls were planned. Name and phone are masked.',
    'support.OutboundWithdrawn':
        'A completed or skipped call is to be made after all.\n'
        '\n'
        'from: COMPLETED or SKIPPED',
    'support.OutboundScheduleCanceled':
        'schedule_at: that is off',
    'support.LastSurveyCompleted':
        'From the Outbound Management Context: the survey of the last day is in.',
    'support.LastOutboundAutoCompleted':
        'The survey completed the last call: nobody needs to make it.',
    'support.UserIssueUpdated':
        '001 calls the new text `memo`; it is an issue.',
    'support.UserSiteUpdateRequested':
        'To the Site context.',
    'support.UserMdUpdateRequested':
        'To the Site context.',
    'support.UserMdDeleteRequested':
        'To the Site context.',
    'support.UserContactUpdated':
        'Name and phone are masked.',
    'support.SupportMessageRequested':
        'A message to the user is to go out. With a template, messaging renders it itself from `variables`.\n'
        '\n'
        'text: when there is no template',
    'support.MissedCallMessageFailed':
        'For good: there will be no further try, unless somebody asks for one.\n'
        '\n'
        'reason: a code, e.g. NO_ADDRESS',
    'support.SupportMessageFailed':
        'The same for the other types of message.',
    'support.OutboundPlan':
        'One call of the programme. An edit never touches cycles that are enrolled already.',
    'support.UserCycle':
        'enrolment_digest: of the whole enrolment: a repeated one is told from another one by it',
    'support.UserOutboundStatusVO':
        'The status of a call as people see it on a given day: like the stored one, but ACTIVE once its plan date has come.',
    'support.UserOutboundPlan':
        'day_index: the planned day of the cycle\n'
        'status: never ACTIVE: that is derived\n'
        'contact_at: when somebody agreed to be called\n'
        'resolved_by: empty as well when the survey completed the call',
    'support.UserSupport':
        'current_user_cycle_id: the one that started last\n'
        'md_id: the prescribing doctor',
    'support.LogVO':
        'What a line says: equal by value.',
    'support.LogFacts':
        'What a policy knows about a line: the members of its meta. What is empty is left out.\n'
        '\n'
        'message_type: `type`\n'
        'from: a status, or an instant\n'
        'site_from: `from`\n'
        'site_to: `to`\n'
        "note: of a host's own line",
    'support.UserSupportLog':
        'relation_id: of the call, memo, issue, message or user that the line is about',
    'support.UserSupportMessage':
        'failure_reason: a code\n'
        'created_by: 0 when System asked',
    'support.UserOverview':
        'One person on the roster, as of an instant.\n'
        '\n'
        'user_cycle_id: the current one\n'
        'next_outbound_id: the pending call of the current cycle that is due first\n'
        'next_due_on: local date of its appointment, or else its plan date\n'
        "overdue_days: 0 when nothing is due before the user's today\n"
        'open_issues: of all cycles\n'
        'last_contact_at: when the latest completed call of any cycle was completed\n'
        'place: in the order asked for; FindUsers::after takes it\n'
        "uses_desk_zone: this machine does not know the user's time zone: days are those of Rules::time_zone",
    'support.FindUsers':
        'A page of the roster. The next page begins behind `after`, the `place` of the last row, asked with the same as_of.\n'
        '\n'
        'as_of: overdue days are counted from here\n'
        'due_by: a call is due on that day or before\n'
        'text: part of the name; ASCII letters match either case\n'
        'sort: MOST_OVERDUE\n'
        'limit: 50; at most 1,000',
    'support.DueCall':
        'day_index: the planned one\n'
        'due_on: local date of the appointment, or else the plan date\n'
        "uses_desk_zone: this machine does not know the user's time zone: days are those of Rules::time_zone",
    'support.Today':
        "The pending calls of running cycles that are due at an instant, each judged on its user's own calendar:\n"
        'appointments first, by time; then the most overdue.',
    'support.GetLogs':
        'The support log of a user or of a cycle, newest first, from behind the line `after`.\n'
        'Errors: invalid_argument when neither is named; cycle_of_another_user.\n'
        '\n'
        'limit: all',
    'support.GetPlans':
        'The calls of a cycle in sequence. With `at`, their status is as people see it then: ACTIVE once the plan date has\n'
        'come.',
    'support.GetMemos':
        'Newest first.',
    'support.GetIssues':
        'Newest first.',
    'support.GetMessages':
        'Newest first.',
    'billing.LedgerEntry':
        'One of the ledger beside the bills. A payment counts on the next bill that is settled after it was recorded.\n'
        '\n'
        'bill_id: what was paid or corrected\n'
        "cycle_day: the subscriber's\n"
        'period: on whose bill it counts\n'
        'amount: paid, or to be charged (negative: to be given back), in minor units\n'
        "reference: of the payment: the same again is not another one; an adjustment's names its bill\n"
        'in_time_for: the first opening of a run of its cycle day that it came before; see BillingCycle',
    'billing.Account':
        "id: the customer's\n"
        'paid: all payments, in minor units\n'
        'adjusted: all adjustments',
    'billing.BillLine':
        'code: of a price or discount; else what it is in words\n'
        "amount: in minor units of the bill's currency; negative: in the subscriber's favour\n"
        'source_id: of the usage, entry or bill it comes from\n'
        'name: as shown, where it is not the code',
    'billing.Bill':
        'id: made of the four fields that follow\n'
        'total: to be paid: the sum of the lines, never negative\n'
        'own: of it, what is new: without arrears and late fee\n'
        'arrears: what earlier bills left, late fees in it included\n'
        'vat_included: tax within the prices, for information\n'
        "credit_carried: what goes to the next bill in the subscriber's favour\n"
        'issue_on: the last day of the cycle',
    'billing.PublishPrices':
        'A new version of the price book; the same content as the newest answers with that. Errors: prices_are_invalid.',
    'billing.RegisterSubscriber':
        'The same again answers with the line as it is. Errors: subscriber_is_invalid, cycle_day_is_not_a_day;\n'
        'add_on_is_subscribed for the same add-on twice at a time; already_exists for another line of that id, or one that\n'
        'has changed since.',
    'billing.ChangePlan':
        'The day belongs to the new plan. This, and every other change of a line, may be dated back into cycles that are\n'
        'billed: what it changes there is an adjustment on the next bill, unless CorrectBill was asked before. Errors:\n'
        'line_has_left, subscriber_is_invalid, day_is_too_early.',
    'billing.Suspend':
        'From that day on nothing is charged by the month. Errors: line_has_left, line_is_suspended, day_is_too_early.',
    'billing.Resume':
        'That day is charged again. Errors: line_is_not_suspended, day_is_too_early.',
    'billing.Leave':
        'That day is no longer charged. Arrears and late usage still come on bills. Errors: line_has_left, day_is_too_early.',
    'billing.ChangeContact':
        'Where bills go from now on, also those that are under way.',
    'billing.SubscribeAddOn':
        'Errors: line_has_left, subscriber_is_invalid, day_is_too_early, add_on_is_subscribed, nothing_is_published,\n'
        'add_on_is_unknown.',
    'billing.EndAddOn':
        'That day is no longer charged. Errors: add_on_is_not_subscribed, day_is_too_early.',
    'billing.GrantDiscount':
        "For a number of months, or the price book's term. The same again changes nothing. Errors: line_has_left,\n"
        'subscriber_is_invalid, nothing_is_published, discount_is_unknown.',
    'billing.SetGuardianLimit':
        'How much a minor may buy in a cycle; empty: what the price book says. Errors: subscriber_is_invalid.',
    'billing.RecordUsage':
        'The same source_id again answers with what was recorded first. Comes on the bill of the cycle in which it happened,\n'
        'or on the next one if that run has been opened. Errors: usage_is_invalid, use_is_negative, reference_is_taken;\n'
        'invalid_argument when Rules::time_zone does not exist.',
    'billing.RecordPayment':
        'The same reference again answers with what was recorded first; more than is owed becomes credit. Errors:\n'
        "payment_is_not_positive, invalid_argument for a reference that is empty or an adjustment's, reference_is_taken,\n"
        'bill_is_not_issued, bill_is_voided.\n'
        '\n'
        "amount: in minor units of the bill's currency",
    'billing.OpenBillingRun':
        'Begins a run, or takes over one that was begun with the same prices and cut-off: the token is a new one then, and\n'
        'whoever has the old one is shut out. A run that is settled answers with its counts. Errors: period_is_not_a_month,\n'
        'cycle_day_is_not_a_day, other_run_is_live, cut_off_is_in_the_future, period_is_past, period_is_not_next,\n'
        'cycle_is_not_over, run_before_is_not_approved, nothing_is_published; invalid_argument for Rules that make no sense.\n'
        '\n'
        'price_version: empty: the newest, or what the run has\n'
        'cut_off: empty: now, or what the run has',
    'billing.SettleNextChunk':
        'The next Rules::chunk subscribers, in one commit. Asked of a run that is settled or failed it changes nothing.\n'
        'Errors: token_is_old (4303), run_cannot_become (4301).',
    'billing.PauseRun':
        'Errors: run_cannot_become.',
    'billing.ResumeRun':
        'With a new token. Who was quarantined stays so until RetryQuarantined. Errors: run_cannot_become.',
    'billing.RetryQuarantined':
        'Judges everybody who is quarantined in a run once more; the reply tells how many are left. Until the next run of the\n'
        'cycle day is opened: after that what they used and owe is on the next bills. Errors: run_cannot_become,\n'
        'run_is_built_upon; of a released run, as ReleaseBills when it cannot be sent.',
    'billing.ApproveRun':
        'Issues all bills of the run. Errors: run_cannot_become.',
    'billing.DiscardRun':
        'Its bills are erased in pages after the commit; then the period can be run again. Errors: run_cannot_become;\n'
        'run_is_built_upon when one of them is paid, corrected or reissued, or a later run was opened.',
    'billing.DeleteDrafts':
        'One page of a discarded run (ours): all rows with a number behind `after` up to `to`. The last page frees the\n'
        'period.',
    'billing.ReleaseBills':
        'Now, or at `reserved_at`: until then it can be cancelled. Nothing is released unless it can be sent: a template, an\n'
        'address book and a gateway are there. Errors: run_cannot_become, reservation_is_past, template_is_missing,\n'
        'template_does_not_fit, address_book_is_missing, gateway_is_missing.',
    'billing.CancelRelease':
        'Errors: run_cannot_become, reservation_is_past.',
    'billing.SendBills':
        "The release's time has come (ours). Changes nothing when it was cancelled. Errors: template_is_missing,\n"
        'template_does_not_fit.',
    'billing.CloseRun':
        'Errors: run_cannot_become; deliveries_are_open, as long as a bill is not asked for, delivered, failed or stopped.',
    'billing.PublishedPage':
        'last: the next page begins behind it',
    'billing.PublishIssuedBills':
        "BillIssued for a page of a run's issued bills, for a consumer who wants each; a million events are not written for\n"
        'nobody. Errors: bill_is_not_issued, invalid_argument for a limit that is none.\n'
        '\n'
        'limit: at most 5,000',
    'billing.Correction':
        'What a correction came to: a new revision, or an adjustment on the next bill.',
    'billing.CorrectBill':
        "Charges an issued bill again, with what is known of the line now and the run's prices. An unpaid bill is voided and\n"
        'reissued; what was paid, or is part of a later bill, is adjusted on the next one. Errors: bill_is_not_issued,\n'
        'bill_is_voided, nothing_to_correct, revisions_are_used_up, plan_is_unknown and whatever else charging says; of a\n'
        'released run, as ReleaseBills when it cannot be sent.',
    'billing.DeliverBill':
        "Asks messaging for the bill's message (ours); once, however often it comes.",
    'billing.ResendBill':
        'Under a new key. Errors: delivery_cannot_become, bill_is_voided, and as ReleaseBills when it cannot be sent.',
    'billing.StopBillDelivery':
        'A voided bill is no longer sent, by none of its messages (ours). Errors: 4901 for a bill that there is not.',
    'billing.RecordBillOutcome':
        'What messaging reports (ours): Delivered, Failed, or Requested when it goes on. Errors: 4901 for a bill that there\n'
        'is not.',
    'billing.BillDelivery':
        'resend: how often somebody had it sent again\n'
        'is_correction: it says that it replaces a bill that somebody may have read\n'
        'reason: why it failed: a code',
    'billing.DeliveryBatch':
        'All deliveries of one run, counted.\n'
        '\n'
        'bills: of the run when sending began\n'
        'requested: asked for and not stopped, once a bill\n'
        'delivered: are so now',
    'billing.BillDocument':
        'hash: of the content: the same bill says the same',
    'billing.UsageRecorded':
        '`period`: the bill on which it comes.',
    'billing.PaymentRecorded':
        'period: on whose bill it counts',
    'billing.BillsSettled':
        'One chunk: the subscribers behind `after` up to `to`.',
    'billing.SubscriberQuarantined':
        "reason: the rule's name",
    'billing.BillingRunSettled':
        'All subscribers are done; `state` is Settled, or Failed when too many were quarantined.',
    'billing.RunApproved':
        'All bills of the run are issued by this.',
    'billing.RunDiscarded':
        'Its drafts are erased in pages from here on.',
    'billing.ReleaseReserved':
        'at: empty: now',
    'billing.BillsReleased':
        'Now every bill of the run is sent.',
    'billing.BillDeliveryRequested':
        'What a message about a bill says; the address is looked up when it goes out.\n'
        '\n'
        'has_email: without one the short message comes first',
    'billing.BillDeliveryStopped':
        'One for each sending of the bill: also an earlier one may be tried again by somebody, or bounce.',
    'billing.BillReissued':
        "is_released: the run's bills go out, so this one does\n"
        'was_sent: the bill that it replaces, or may have been: somebody may have read it',
    'billing.AdjustmentCreated':
        'bill_id: the one that was wrong\n'
        'period: on whose bill it comes',
    'billing.BillIssued':
        'One bill that was issued, for a consumer who wants each: see IssuedBills.',
    'billing.QuarantineResolved':
        'A subscriber who was set aside has a bill after all.\n'
        '\n'
        "is_released: the run's bills go out, so this one does",
    'billing.Price':
        "A plan or an add-on. Amounts are minor units of the book's currency.\n"
        '\n'
        'name: as the bill shows it',
    'billing.Discount':
        'percent: of the base; 0 of a FIXED one\n'
        'amount: of a FIXED one\n'
        'cap: a month, at most\n'
        'months: its term, where the grant names none; empty: for good',
    'billing.PriceBook':
        'id: the version, from 1\n'
        'discounts: in the order in which they are granted\n'
        'vat_percent: 0: no tax is charged or shown\n'
        'truncate_below: the total is cut to a multiple of it; 1: it is not\n'
        'minor_limit: micropayments of a minor in a cycle, where no guardian has set a limit\n'
        'content_hash: the same content again is the same version',
    'billing.Rules':
        'The numbers of billing, with the defaults of the specification. Prices, rates and caps are in the price book.\n'
        '\n'
        'chunk: subscribers that one SettleNextChunk takes\n'
        'most_quarantined_percent: of the targets; more, and the run has failed\n'
        'due_days: after the last day of the cycle\n'
        'holidays: on which nothing falls due\n'
        'time_zone: of days: in which cycle an instant is\n'
        'chain_release: a settled run is approved and released by itself\n'
        'bill_template: of messaging: a bill\n'
        'correction_template: of messaging: a corrected one\n'
        'link: of the bill in a message; its number follows\n'
        'contact: whom a bill names for questions',
    'billing.BillingCycle':
        'One cycle day: which bill what is recorded now comes on. Every command that depends on it reads this row, so that\n'
        "nothing slips between a run's cut-off and the next period. It counts the openings of runs, and what is recorded\n"
        'notes the next one: what comes before what is the order of commits, whatever the clocks of their callers say.\n'
        '\n'
        'id: the cycle day\n'
        'collecting: the period on whose bill usage, payments and adjustments come now\n'
        'openings: of runs, discarded ones included',
    'billing.ChunkCounts':
        'What one chunk did.\n'
        '\n'
        'targets: = bills + quarantined + excluded\n'
        'total: of the bills, in minor units\n'
        'lines: the sum of all lines: the same, unless something is wrong',
    'billing.BillingRun':
        'cut_off: where it is before the opening, what happened or was recorded later comes on the next bill\n'
        'is_live: false when it is discarded and its drafts are gone\n'
        'token: whoever settles shows it; a newer one shuts the older out\n'
        'settled_to: the last subscriber who is settled\n'
        'previous: the run whose unpaid bills are arrears here\n'
        'collecting_before: what its cycle day collected for before it was opened\n'
        'reserved_at: when the bills go out, if that is later\n'
        'going_out: bills are being sent: the release can no longer be cancelled\n'
        'opening: which one of its cycle day it was, from 1; 0 of runs that were opened uncounted\n'
        'reissued: bills that replace another one',
    'billing.Quarantined':
        'A subscriber who got no bill, and why.\n'
        '\n'
        'error: its number\n'
        "reason: the rule's name, e.g. plan_is_unknown",
    'billing.PlanTerm':
        'A plan from a day on, until the next one.',
    'billing.AddOn':
        'An add-on from a day on; on `until` it has ended.',
    'billing.GrantedDiscount':
        "A discount for a number of months; without one, for the price book's term.",
    'billing.Suspension':
        'Nothing is charged by the month from `from` on; on `until` the line works again.',
    'billing.Subscriber':
        'birth_year: of a person; without it nobody is a minor\n'
        'left_on: on that day the line has ended\n'
        'plans: ascending; the first begins on joined_on\n'
        'suspensions: ascending; only the last may lack an end\n'
        'in_time_for: the first opening of a run of its cycle day that it came before; see BillingCycle\n'
        'changed_from: a change since the last bill is dated back to this day of a billed cycle',
    'billing.Usage':
        "cycle_day: the subscriber's\n"
        'period: on whose bill it comes: what is recorded after the cut-off comes on the next one\n'
        'used_in: the period in which it happened\n'
        'description: as the bill shows it\n'
        'amount: in minor units, not negative; 0 of INFORMATION\n'
        'counterparty: of a micropayment: who was paid\n'
        'at: when it happened\n'
        'source_id: of the record where it comes from: the same again is not another one\n'
        'in_time_for: the first opening of a run of its cycle day that it came before; see BillingCycle',
    'billing.GetBillingRuns':
        'All runs of a cycle day, or of all, newest period first.',
    'billing.BillOverview':
        'A bill and where it stands.',
    'billing.GetBills':
        'Bills of a live run behind `after`, all revisions, in the order of their subscribers.\n'
        '\n'
        'limit: of bills that are looked at\n'
        'voided: only those, or only the others',
    'billing.GetBill':
        'One bill; no row when there is none.',
    'billing.GetBillsOfSubscriber':
        'All bills of a line, newest period first, all revisions.',
    'billing.PreviewBill':
        "What a line would be charged for a period now: nothing is stored. The bill's run is 0. Errors: as a quarantined\n"
        "subscriber's.\n"
        '\n'
        'price_version: empty: the newest',
    'billing.GetTargets':
        'Whom the run has come to: lines of its cycle day that were registered before it was opened.',
    'billing.GetExcluded':
        'Targets that have neither a bill nor a place in quarantine.',
    'billing.GetDeliveries':
        "Deliveries of a run's bills, of one state or of all. Bills without any are NotRequested, and have no row here.\n"
        '\n'
        'standing: of its message, as Reconcile counts it; only of bills that are not voided',
    'billing.GetBillDocument':
        'One document of a bill.\n'
        '\n'
        'with_usage: false: only usage that is charged',
    'billing.AccountStatement':
        'What a customer owes, over all lines: balance = billed + fees + adjusted - paid. Amounts are minor units of the\n'
        'currency of the bills.\n'
        '\n'
        'bills: issued and not voided\n'
        'billed: what was new on them, without late fees and adjustments\n'
        'adjusted: on a bill or not yet\n'
        'balance: to be paid now; negative: a credit\n'
        'overdue: unpaid of bills that were due before `as_of`; what was paid settles the oldest first\n'
        'fees: for paying late',
    'billing.GetLedger':
        'Payments and adjustments of a customer, in the order in which they were recorded.',
    'billing.CustomerSummary':
        "A customer's lines in one period together: one bill a line, one sum.",
    'billing.ReconciliationLine':
        'One number of a run, and the query that lists what it counts.\n'
        '\n'
        'query: its name, a blank, and its fields as JSON: what `lilac ask` takes\n'
        'is_right: of a check: both sides are equal',
    'billing.Reconcile':
        'targets = bills + quarantined + excluded; Σ bills = Σ lines = run sum; released = not yet requested + waiting + … .\n'
        "Every number is counted from the rows and not from the run's own counters.",
    'billing.MonthOverMonth':
        'One period over all cycle days, and the change from the one before.\n'
        '\n'
        'failed_per_million: of what came to an end\n'
        'bills_more: than in the period before\n'
        'total_more_per_million: of the total before',
    'billing.GetMonths':
        'Newest period first.',
    'billing.GetPrices':
        'version: empty: the newest',
    'billing.GetUsage':
        'What was used, bought or is paid by instalments on the bill of a period.',
    'billing.LineKind':
        'What a line of a bill is about, in the order of the bill.',
    'billing.Tax':
        "PASS_THROUGH is somebody else's money: no tax of ours on it.",
    'billing.UsageKind':
        'INFORMATION is shown on the bill if wanted and costs nothing.',
    'billing.DiscountBase':
        'What a discount is a share of: plan prices, what earlier discounts left of them, or of them and over-plan use. FIXED\n'
        'is an amount.',
    'billing.BillState':
        "Derived: from the run's state, and from whether there is a later revision.",
    'billing.DeliveryState':
        'NotRequested is having no BillDelivery.',
    'billing.DeliveryChannel':
        "By what a bill was delivered: messaging's channels, by the same numbers.",
}
