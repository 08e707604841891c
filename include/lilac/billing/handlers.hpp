#pragma once

#include "lilac/billing/commands.hpp"
#include "lilac/engine/work.hpp"

namespace lilac::billing {

result<PriceBook> handle(Handling<PublishPrices>& work, PublishPrices const& command);
result<Subscriber> handle(Handling<RegisterSubscriber>& work, RegisterSubscriber const& command);
result<Subscriber> handle(Handling<ChangePlan>& work, ChangePlan const& command);
result<Subscriber> handle(Handling<Suspend>& work, Suspend const& command);
result<Subscriber> handle(Handling<Resume>& work, Resume const& command);
result<Subscriber> handle(Handling<Leave>& work, Leave const& command);
result<Subscriber> handle(Handling<ChangeContact>& work, ChangeContact const& command);
result<Subscriber> handle(Handling<SubscribeAddOn>& work, SubscribeAddOn const& command);
result<Subscriber> handle(Handling<EndAddOn>& work, EndAddOn const& command);
result<Subscriber> handle(Handling<GrantDiscount>& work, GrantDiscount const& command);
result<Subscriber> handle(Handling<SetGuardianLimit>& work, SetGuardianLimit const& command);
result<Usage> handle(Handling<RecordUsage>& work, RecordUsage const& command);
result<LedgerEntry> handle(Handling<RecordPayment>& work, RecordPayment const& command);

result<BillingRun> handle(Handling<OpenBillingRun>& work, OpenBillingRun const& command);
result<BillingRun> handle(Handling<SettleNextChunk>& work, SettleNextChunk const& command);
result<BillingRun> handle(Handling<PauseRun>& work, PauseRun const& command);
result<BillingRun> handle(Handling<ResumeRun>& work, ResumeRun const& command);
result<BillingRun> handle(Handling<RetryQuarantined>& work, RetryQuarantined const& command);
result<BillingRun> handle(Handling<ApproveRun>& work, ApproveRun const& command);
result<BillingRun> handle(Handling<DiscardRun>& work, DiscardRun const& command);
result<> handle(Handling<DeleteDrafts>& work, DeleteDrafts const& command);
result<BillingRun> handle(Handling<ReleaseBills>& work, ReleaseBills const& command);
result<BillingRun> handle(Handling<CancelRelease>& work, CancelRelease const& command);
result<> handle(Handling<SendBills>& work, SendBills const& command);
result<BillingRun> handle(Handling<CloseRun>& work, CloseRun const& command);
result<PublishedPage> handle(Handling<PublishIssuedBills>& work, PublishIssuedBills const& command);

result<Correction> handle(Handling<CorrectBill>& work, CorrectBill const& command);
result<> handle(Handling<DeliverBill>& work, DeliverBill const& command);
result<BillDelivery> handle(Handling<ResendBill>& work, ResendBill const& command);
result<> handle(Handling<StopBillDelivery>& work, StopBillDelivery const& command);
result<> handle(Handling<RecordBillOutcome>& work, RecordBillOutcome const& command);

}  // namespace lilac::billing
