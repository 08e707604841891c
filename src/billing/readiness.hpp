// What sending bills takes, looked at before anybody asks for it: a million messages that nobody can write are not
// refused one by one.
#pragma once

#include "lilac/billing/rules.hpp"
#include "lilac/engine/work.hpp"

namespace lilac::billing {

/// The host's template for bills, or for corrected ones, has a text for e-mail and for short messages, with exactly the
/// variables that a bill gives; it is no advertisement, and not too long for a bill of the largest amount. It is in the
/// store, so that this holds for every process. Errors: template_is_missing, template_does_not_fit (4315).
result<> check_template(Work& work, bool is_correction);

/// The same, and this process has an address book and a gateway. Errors: also address_book_is_missing,
/// gateway_is_missing (4315).
result<> check_can_send(Work& work, bool is_correction);

}  // namespace lilac::billing
