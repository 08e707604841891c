// The words of billing.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>

#include "lilac/billing/ids.hpp"

namespace lilac::billing {

enum class CustomerKind : std::uint8_t { PERSONAL, CORPORATE };
BOOST_DESCRIBE_ENUM(CustomerKind, PERSONAL, CORPORATE)

enum class SubscriberStatus : std::uint8_t { ACTIVE, SUSPENDED, LEFT };
BOOST_DESCRIBE_ENUM(SubscriberStatus, ACTIVE, SUSPENDED, LEFT)

/// What a line of a bill is about, in the order of the bill.
enum class LineKind : std::uint8_t {
  PLAN,
  ADD_ON,
  USE,           ///< over-plan use
  MICROPAYMENT,  ///< bought elsewhere, paid with the bill
  INSTALMENT,    ///< of a device
  DISCOUNT,
  ADJUSTMENT,  ///< what a corrected bill that was paid, or is part of a later one, had too much or too little
  CREDIT,      ///< what an earlier bill or payment left over
  ARREARS,     ///< what is unpaid of earlier bills
  LATE_FEE,
  VAT,             ///< of what is priced without
  ROUNDING,        ///< the last step: the total is cut
  CREDIT_CARRIED,  ///< a negative total goes to the next bill
};
BOOST_DESCRIBE_ENUM(LineKind, PLAN, ADD_ON, USE, MICROPAYMENT, INSTALMENT, DISCOUNT, ADJUSTMENT, CREDIT, ARREARS,
                    LATE_FEE, VAT, ROUNDING, CREDIT_CARRIED)

enum class Unit : std::uint8_t { ONCE, MONTH, DAY, ITEM, MINUTE, MESSAGE, MEGABYTE };
BOOST_DESCRIBE_ENUM(Unit, ONCE, MONTH, DAY, ITEM, MINUTE, MESSAGE, MEGABYTE)

/// PASS_THROUGH is somebody else's money: no tax of ours on it.
enum class Tax : std::uint8_t { TAXABLE, EXEMPT, PASS_THROUGH };
BOOST_DESCRIBE_ENUM(Tax, TAXABLE, EXEMPT, PASS_THROUGH)

/// INFORMATION is shown on the bill if wanted and costs nothing.
enum class UsageKind : std::uint8_t { OVER_PLAN, MICROPAYMENT, INSTALMENT, INFORMATION };
BOOST_DESCRIBE_ENUM(UsageKind, OVER_PLAN, MICROPAYMENT, INSTALMENT, INFORMATION)

/// What a discount is a share of: plan prices, what earlier discounts left of them, or of them and over-plan use. FIXED
/// is an amount.
enum class DiscountBase : std::uint8_t { LIST_PLAN, PLAN_LEFT, PLAN_AND_USE_LEFT, FIXED };
BOOST_DESCRIBE_ENUM(DiscountBase, LIST_PLAN, PLAN_LEFT, PLAN_AND_USE_LEFT, FIXED)

enum class EntryKind : std::uint8_t { PAYMENT, ADJUSTMENT };
BOOST_DESCRIBE_ENUM(EntryKind, PAYMENT, ADJUSTMENT)

enum class RunState : std::uint8_t { Opened, Settling, Paused, Settled, Failed, Approved, Released, Closed, Discarded };
BOOST_DESCRIBE_ENUM(RunState, Opened, Settling, Paused, Settled, Failed, Approved, Released, Closed, Discarded)

/// Derived: from the run's state, and from whether there is a later revision.
enum class BillState : std::uint8_t { Draft, Issued, Voided };
BOOST_DESCRIBE_ENUM(BillState, Draft, Issued, Voided)

/// NotRequested is having no BillDelivery.
enum class DeliveryState : std::uint8_t { NotRequested, Requested, Delivered, Failed, Stopped };
BOOST_DESCRIBE_ENUM(DeliveryState, NotRequested, Requested, Delivered, Failed, Stopped)

/// By what a bill was delivered: messaging's channels, by the same numbers.
enum class DeliveryChannel : std::uint8_t { EMAIL, SMS, PUSH, ALARM };
BOOST_DESCRIBE_ENUM(DeliveryChannel, EMAIL, SMS, PUSH, ALARM)

enum class DocumentForm : std::uint8_t { TEXT, HTML, SMS };
BOOST_DESCRIBE_ENUM(DocumentForm, TEXT, HTML, SMS)

}  // namespace lilac::billing
