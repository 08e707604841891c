// How many decimals the amounts of a currency have.
//
// Source: ISO 4217, list one ("current currency & funds"), column "minor unit", as its maintenance agency publishes it
// (SIX, https://www.six-group.com/en/products-services/financial-information/data-standards.html). Most have two; the
// table has those that have not. Where the list says N.A. (metals, bond units, the IMF's, for tests, none) amounts are
// whole.
#include <algorithm>
#include <array>

#include "lilac/kernel/money.hpp"

namespace lilac {

namespace {

struct Decimals {
  std::string_view currency;
  std::int32_t count;
};
constexpr std::int32_t of_most = 2;
/// By code.
constexpr std::array others{
    Decimals{"BHD", 3}, Decimals{"BIF", 0}, Decimals{"CLF", 4}, Decimals{"CLP", 0}, Decimals{"DJF", 0},
    Decimals{"GNF", 0}, Decimals{"IQD", 3}, Decimals{"ISK", 0}, Decimals{"JOD", 3}, Decimals{"JPY", 0},
    Decimals{"KMF", 0}, Decimals{"KRW", 0}, Decimals{"KWD", 3}, Decimals{"LYD", 3}, Decimals{"OMR", 3},
    Decimals{"PYG", 0}, Decimals{"RWF", 0}, Decimals{"TND", 3}, Decimals{"UGX", 0}, Decimals{"UYI", 0},
    Decimals{"UYW", 4}, Decimals{"VND", 0}, Decimals{"VUV", 0}, Decimals{"XAF", 0}, Decimals{"XAG", 0},
    Decimals{"XAU", 0}, Decimals{"XBA", 0}, Decimals{"XBB", 0}, Decimals{"XBC", 0}, Decimals{"XBD", 0},
    Decimals{"XDR", 0}, Decimals{"XOF", 0}, Decimals{"XPD", 0}, Decimals{"XPF", 0}, Decimals{"XPT", 0},
    Decimals{"XSU", 0}, Decimals{"XTS", 0}, Decimals{"XUA", 0}, Decimals{"XXX", 0}};
static_assert(std::ranges::is_sorted(others, {}, &Decimals::currency));

}  // namespace

std::int32_t Currency::decimals() const {
  auto const found = std::ranges::lower_bound(others, text(), {}, &Decimals::currency);
  return found != others.end() && found->currency == text() ? found->count : of_most;
}

}  // namespace lilac
