// Refusals are values: a rule of the business said no, and nothing was changed.
#pragma once

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <boost/outcome/try.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lilac {

namespace outcome = BOOST_OUTCOME_V2_NAMESPACE;

/// One sentence of the business that can say no. Rules are constants; their numbers and names are stable API.
/// Several rules may share a number (the numbers are the source documents'); `id` tells them apart.
struct Rule {
  int number;
  char const* name;      ///< The source's name, e.g. MEMO_UPDATED_FAIL.
  char const* id;        ///< The identifier of the constant, e.g. edit_window_has_closed.
  char const* sentence;  ///< May name {field}, {value} and {limit}.
  bool retriable = false;
  char const* alias = nullptr;  ///< The name as a source document misspells it, if it does.
};

/// What a refusal adds to its rule. Personal values are never put here.
struct Detail {
  std::string field;
  std::optional<std::string> value;
  std::optional<std::string> limit;
  std::string note;  ///< Replaces the rule's sentence when not empty.
};

/// A refusal: its rule, and which field broke it. Two words wide; moves, and is cloned only on purpose.
class [[nodiscard]] Error {
 public:
  Error(Rule const& rule) : rule_(&rule) {}
  Error(Rule const& rule, Detail detail) : rule_(&rule), detail_(std::make_unique<Detail>(std::move(detail))) {}

  Rule const& rule() const { return *rule_; }
  int number() const { return rule_->number; }
  std::string_view name() const { return rule_->name; }
  bool retriable() const { return rule_->retriable; }
  /// Path of the field that broke the rule, e.g. `lines[1].quantity`; empty when none did.
  std::string_view field() const { return detail_ ? std::string_view{detail_->field} : std::string_view{}; }
  /// The offending value as text, unless it is personal or there is none.
  std::optional<std::string> value() const { return detail_ ? detail_->value : std::nullopt; }
  /// The rule's sentence with {field}, {value} and {limit} filled in.
  std::string message() const;
  Error clone() const { return detail_ ? Error{*rule_, *detail_} : Error{*rule_}; }
  bool is(Rule const& rule) const { return rule_ == &rule; }

 private:
  Rule const* rule_;
  std::unique_ptr<Detail> detail_;
};
static_assert(sizeof(Error) == 2 * sizeof(void*));

/// A value, or the refusal that stands in its place.
template <class T = void>
using result = outcome::basic_result<T, Error, outcome::policy::terminate>;

/// Arguments of refuse(), named so that a guard reads as a sentence.
struct field {
  std::string path;
  explicit field(std::string_view path) : path(path) {}
};
struct value {
  std::string text;
  explicit value(std::string_view text) : text(text) {}
  explicit value(std::int64_t number) : text(std::to_string(number)) {}
  explicit value(std::chrono::sys_time<std::chrono::milliseconds> instant);
};
struct limit {
  std::string text;
  explicit limit(std::string_view text) : text(text) {}
  explicit limit(std::int64_t number) : text(std::to_string(number)) {}
  explicit limit(std::chrono::milliseconds duration);
};

Error refuse(Rule const& rule);
Error refuse(Rule const& rule, field of);
Error refuse(Rule const& rule, field of, value found);
Error refuse(Rule const& rule, field of, limit allowed);
Error refuse(Rule const& rule, field of, value found, limit allowed);
/// For errors whose sentence depends on the case (decoding, storage): `note` is the whole sentence.
Error refuse_saying(Rule const& rule, field of, std::string note);

/// Rules shared by all contexts.
namespace rules {
inline constexpr Rule actor_not_allowed{4004, "UNAUTHORIZED_ACTION", "actor_not_allowed",
                                        "This actor may not do that: {value}."};
inline constexpr Rule not_found{4901, "NOT_FOUND", "not_found", "There is no such {field}: {value}."};
inline constexpr Rule already_exists{4902, "ALREADY_EXISTS", "already_exists", "{field} exists already: {value}."};
inline constexpr Rule conflict{4903, "CONFLICT", "conflict",
                               "Somebody else changed {field} {value} at the same time; try again.", true};
inline constexpr Rule invalid_argument{4904, "INVALID_ARGUMENT", "invalid_argument", "{field} is not valid: {value}."};
inline constexpr Rule idempotency_key_reused{4905, "IDEMPOTENCY_KEY_REUSED", "idempotency_key_reused",
                                             "The command id {value} was used before for another request."};
inline constexpr Rule journal_was_trimmed{
    4906, "JOURNAL_TRIMMED", "journal_was_trimmed",
    "{field} {value} cannot be built again: the journal was trimmed and no longer tells everything."};
inline constexpr Rule clock_stepped_back{4908, "CLOCK_STEPPED_BACK", "clock_stepped_back",
                                         "{field} {value} lies too far before what the store has seen: {limit}."};
inline constexpr Rule storage_failed{5901, "STORAGE", "storage_failed", "The store failed: {value}.", true};
inline constexpr Rule gateway_failed{5902, "GATEWAY", "gateway_failed", "The gateway failed: {value}.", true};
inline constexpr Rule corrupt{5903, "CORRUPT", "corrupt", "Stored data is damaged: {value}."};
inline constexpr Rule chain_too_long{5904, "CHAIN_TOO_LONG", "chain_too_long",
                                     "Policies call each other without end: {value}."};
}  // namespace rules

}  // namespace lilac
