#include "error.hpp"

#include "boundary.hpp"
#include "contexts.hpp"
#include "to_c.hpp"

namespace lilac::capi {

namespace {

char const* name_of(lilac_status status) {
  switch (status) {
    case LILAC_E_HANDLE:
      return "HANDLE";
    case LILAC_E_ARGUMENT:
      return "ARGUMENT";
    case LILAC_E_MEMORY:
      return "MEMORY";
    case LILAC_E_HOST:
      return "HOST";
    case LILAC_E_UNSUPPORTED:
      return "UNSUPPORTED";
    case LILAC_E_CONFIGURATION:
      return "CONFIGURATION";
    case LILAC_E_INVALID_ARGUMENT:
      return rules::invalid_argument.name;
    default:
      return "INTERNAL";
  }
}

}  // namespace

Failure::Failure(Error const& refusal)
    : name_(refusal.name()),
      rule_(refusal.rule().id),
      context_(context_of(refusal.rule())),
      field_(refusal.field()),
      message_(refusal.message()),
      value_(refusal.value()),
      view_{static_cast<std::uint32_t>(sizeof view_),
            refusal.number(),
            0,
            static_cast<std::uint8_t>(refusal.retriable()),
            {},
            view_of(name_),
            view_of(rule_),
            view_of(context_),
            view_of(field_),
            value_ ? view_of(*value_) : lilac_text{},
            view_of(message_)} {}

Failure::Failure(lilac_status status, std::string field, std::string message, std::int32_t host_code)
    : name_(name_of(status)),
      rule_(status == LILAC_E_INVALID_ARGUMENT ? rules::invalid_argument.id : ""),
      field_(std::move(field)),
      message_(std::move(message)),
      view_{static_cast<std::uint32_t>(sizeof view_),
            status,
            host_code,
            0,
            {},
            view_of(name_),
            view_of(rule_),
            view_of(context_),
            view_of(field_),
            {},
            view_of(message_)} {}

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_error_view const* lilac_error_get(lilac_error const* error) {
  static lilac_error_view const none{
      static_cast<std::uint32_t>(sizeof none), 0, 0, 0, {}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {}, {"", 0}};
  auto const failure = find<Failure>(error);
  return failure == nullptr ? &none : &failure->view();
}

lilac_status lilac_error_destroy(lilac_error* error) { return destroy<Failure>(error); }
