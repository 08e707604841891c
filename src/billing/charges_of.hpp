#pragma once

#include "billing/known.hpp"

namespace lilac::billing {

/// Charges a line with all that is known of it. Errors: those of charge(), and the store's own.
result<Charges> charges_of(Reader& reader, Settling const& settling, Subscriber const& line, PriceBook const& prices,
                           Known const& known);

}  // namespace lilac::billing
