#include "lilac/billing/module.hpp"

#include "billing/personal_rows.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"
#include "lilac/billing/policies.hpp"
#include "lilac/billing/views.hpp"

namespace lilac::billing {

namespace {

constexpr auto commands =
    command_table<PublishPrices, RegisterSubscriber, ChangePlan, Suspend, Resume, Leave, ChangeContact, SubscribeAddOn,
                  EndAddOn, GrantDiscount, SetGuardianLimit, RecordUsage,
                  RecordPayment,  //
                  OpenBillingRun, SettleNextChunk, PauseRun, ResumeRun, RetryQuarantined, ApproveRun, DiscardRun,
                  DeleteDrafts, ReleaseBills, CancelRelease, SendBills, CloseRun, PublishIssuedBills,  //
                  CorrectBill, DeliverBill, ResendBill, StopBillDelivery, RecordBillOutcome>();

constexpr auto published =
    event_table<PricesPublished, SubscriberRegistered, PlanChanged, SubscriberSuspended, SubscriberResumed,
                SubscriberLeft, ContactChanged, AddOnSubscribed, AddOnEnded, DiscountGranted, GuardianLimitSet,
                UsageRecorded,
                PaymentRecorded,  //
                BillingRunOpened, BillsSettled, SubscriberQuarantined, BillingRunSettled, BillingRunPaused,
                BillingRunResumed, RunApproved, RunDiscarded, ReleaseReserved, ReleaseCancelled, BillsReleased,
                RunClosed,  //
                BillDeliveryRequested, BillDelivered, BillDeliveryFailed, BillDeliveryStopped, BillVoided, BillReissued,
                AdjustmentCreated, BillIssued, QuarantineResolved>();

constexpr auto entities = entity_table<PriceBook, Subscriber, Usage, Account, LedgerEntry, BillingCycle, BillingRun,
                                       Bill, Quarantined, BillDelivery, DeliveryBatch>();

constexpr auto values =
    value_table<CustomerKind, SubscriberStatus, LineKind, Unit, Tax, UsageKind, DiscountBase, EntryKind, RunState,
                BillState, DeliveryState, DeliveryChannel, DocumentForm, Price, Discount, PlanTerm, AddOn,
                GrantedDiscount, Suspension, BillLine, ChunkCounts, Correction, PublishedPage, BillDocument,
                BillOverview, TargetLine, ExcludedSubscriber, AccountStatement, CustomerSummary, ReconciliationLine,
                MonthOverMonth>();

constexpr auto queries =
    query_table<GetBillingRuns, GetBills, GetBill, GetBillsOfSubscriber, PreviewBill, GetQuarantined, GetTargets,
                GetExcluded, GetDeliveries, GetBillDocument, GetAccount, GetLedger, GetCustomerSummary, Reconcile,
                GetMonths, GetPrices, GetSubscriber, GetUsage>();

constexpr PersonalRows personal_rows[] = {{&entity_info<Bill>(), &find_bills_of}};

constexpr auto ports = port_table<Zones>();

constexpr Rule const* errors[] = {&run_cannot_become,
                                  &run_before_is_not_approved,
                                  &run_is_built_upon,
                                  &other_run_is_live,
                                  &token_is_old,
                                  &plan_is_unknown,
                                  &add_on_is_unknown,
                                  &discount_is_unknown,
                                  &nothing_is_published,
                                  &period_is_not_a_month,
                                  &cycle_day_is_not_a_day,
                                  &period_is_past,
                                  &period_is_not_next,
                                  &cycle_is_not_over,
                                  &cut_off_is_in_the_future,
                                  &subscriber_is_invalid,
                                  &line_has_left,
                                  &line_is_suspended,
                                  &line_is_not_suspended,
                                  &add_on_is_subscribed,
                                  &add_on_is_not_subscribed,
                                  &day_is_too_early,
                                  &bill_is_not_issued,
                                  &bill_is_voided,
                                  &delivery_cannot_become,
                                  &nothing_to_correct,
                                  &revisions_are_used_up,
                                  &reservation_is_past,
                                  &deliveries_are_open,
                                  &prices_are_invalid,
                                  &usage_is_invalid,
                                  &use_is_negative,
                                  &payment_is_not_positive,
                                  &too_much_in_one_cycle,
                                  &guardian_limit_is_passed,
                                  &template_is_missing,
                                  &template_does_not_fit,
                                  &address_book_is_missing,
                                  &gateway_is_missing,
                                  &reference_is_taken};

/// What 002 asks, and what answers it; README has the answers in words.
constexpr AlsoKnownAs answers[] = {
    {"question", "4.1 실패율 1% 환경", "MessageGateway"},
    {"question", "4.1 500만 건 청구 이력", "GetMonths"},
    {"question", "4.1 1개월 추가 시 600만 건", "GetMonths"},
    {"question", "4.2 평가 우선순위", "README#answers-to-002"},
    {"question", "4.2 코드 품질", "README#answers-to-002"},
    {"question", "4.3 성능 요구사항, 배치와 발송", "README#what-it-costs"},
    {"question", "4.3 rate limit/TPS", "SetChannelLimits"},
    {"question", "4.3 성능 테스트 툴", "README#answers-to-002"},
    {"question", "4.4 최종 실패 정의", "FailureKind"},
    {"question", "4.4 SMS fallback", "ChannelFellBack"},
    {"question", "4.4 발송 상태 추적/메트릭", "message_metrics"},
    {"question", "4.5 정산 완료 후 즉시 발송 여부", "ReleaseBills"},
    {"question", "4.5 정산/발송 분리", "request_bill_message"},
    {"question", "4.5 예약 발송", "ReleaseReserved"},
    {"question", "4.5 하나의 트리거로 연쇄 실행", "chain_release"},
    {"question", "4.6 배치 두 번 실행 중복 방지", "other_run_is_live"},
    {"question", "4.6 재시도/재시작", "ResumeRun"},
    {"question", "4.6 이벤트 처리 exactly-once에 준하는 설계", "deliver_released_bills"},
    {"question", "4.7 정산 주기", "BillingCycle"},
    {"question", "4.7 롤백(정정/재처리/보정/취소)", "CorrectBill"},
    {"question", "4.7 롤백(정정/재처리/보정/취소)", "DiscardRun"},
    {"question", "4.7 롤백(정정/재처리/보정/취소)", "AdjustmentCreated"},
    {"question", "4.8 장애 유형·엣지 케이스", "SubscriberQuarantined"},
    {"question", "4.9 명세서 포맷(이미지/PDF/링크)", "BillDocument"},
    {"question", "4.9 이미지 파일 형태", "DocumentForm"},
    {"question", "4.9 필수 항목", "GetBillDocument"},
    {"question", "4.10 금지 시간대 설정 주체", "QuietHours"},
    {"concept", "Policy", "request_bill_message"},
    {"concept", "External System", "AddressBook"},
    {"concept", "Aggregate", "Bill"},
    {"concept", "Bounded Context", "README#answers-to-002"},
};

}  // namespace

ModuleInfo const module{
    .name = "billing",
    .commands = commands,
    .events = published,
    .entities = entities,
    .values = values,
    .policies = policies,
    .queries = queries,
    .personal_rows = personal_rows,
    .ports = ports,
    .errors = errors,
    .rules = &type_of<Rules>(),
    .answers = answers,
};

}  // namespace lilac::billing
