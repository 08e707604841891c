// The store contract, for a host's own store.
#include "boundary.hpp"
#include "from_c.hpp"
#include "host_tables.hpp"
#include "lilac/testing/store_contract.hpp"

namespace lilac::capi {

namespace {

struct OwnPort {
  PortEnd end;
  HostFailures failures;
};
/// Tables of the host that end with the store over them.
class OwnTables final : private OwnPort, public HostTables {
 public:
  OwnTables(lilac_store const& store, PortEnd end) : OwnPort{std::move(end), {}}, HostTables(store, failures) {}
};

std::unique_ptr<Store> made_by(lilac_status (*make_empty)(void*, lilac_store*), void* user_data) {
  lilac_store made = LILAC_STORE_INIT;
  auto status = LILAC_OK;
  try {
    status = make_empty(user_data, &made);
  } catch (...) {
    throw Misuse(LILAC_E_HOST, "make_empty", "make_empty threw");
  }
  if (status != LILAC_OK) {
    throw Misuse(LILAC_E_HOST, "make_empty", "make_empty returned " + std::to_string(status), status);
  }
  PortEnd end{&made};
  auto const store = options_from(&made, lilac_store LILAC_STORE_INIT, "store");
  return std::make_unique<EncodedStore>(std::make_unique<OwnTables>(store, std::move(end)));
}

}  // namespace

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_status lilac_check_store(lilac_status (*make_empty)(void* user_data, lilac_store* out), void* user_data,
                               lilac_on_check report, lilac_error** error) {
  return guarded(error, [&] {
    if (make_empty == nullptr) throw Misuse(LILAC_E_ARGUMENT, "make_empty", "make_empty is NULL");
    auto const found = lilac::testing::check_store_contract([&] { return made_by(make_empty, user_data); });
    auto const tell = [&](std::string_view check, std::string_view failed) {
      if (report == nullptr) return;
      try {
        report(user_data, check.data(), check.size(), failed.data(), failed.size());
      } catch (...) {
        throw Misuse(LILAC_E_HOST, "report", "report threw");
      }
    };
    for (auto const& check : found.passed) tell(check, {"", 0});
    for (auto const& check : found.failed) tell(check, check);
    if (found.ok()) return LILAC_OK;
    return fail(error, LILAC_E_HOST, "store",
                "the store fails " + std::to_string(found.failed.size()) + " of " +
                    std::to_string(found.failed.size() + found.passed.size()) + " checks");
  });
}
