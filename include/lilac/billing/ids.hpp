#pragma once

#include "lilac/kernel/id.hpp"

namespace lilac::billing {

struct Subscriber;
struct Account;
struct LedgerEntry;
struct PriceBook;
struct Usage;
struct BillingCycle;
struct BillingRun;
struct Quarantined;
struct Bill;
struct BillDelivery;
struct DeliveryBatch;

using SubscriberId = Id<Subscriber>;
using AccountId = Id<Account>;  ///< the customer's id
using LedgerEntryId = Id<LedgerEntry>;
using PriceBookId = Id<PriceBook>;  ///< its version
using UsageId = Id<Usage>;
using BillingCycleId = Id<BillingCycle>;  ///< its cycle day
using BillingRunId = Id<BillingRun>;
using QuarantinedId = Id<Quarantined>;  ///< the number of the bill that there is not, with revision 0
using BillId = Id<Bill>;
using BillDeliveryId = Id<BillDelivery>;    ///< the bill's number
using DeliveryBatchId = Id<DeliveryBatch>;  ///< the run's number

}  // namespace lilac::billing
