// Where a value stands in an input, and the sentences that say what is wrong with it.
#pragma once

#include <string>
#include <string_view>

#include "lilac/kernel/result.hpp"
#include "lilac/kernel/type_info.hpp"

namespace lilac {

/// Lives on the stack of the functions that walk the value.
struct Place {
  Place const* outer = nullptr;
  std::string_view name{};  ///< of a field; an element has its index instead
  std::size_t index = 0;
  bool is_element = false;

  Place field(std::string_view of) const { return {this, of, 0, false}; }
  Place element(std::size_t at) const { return {this, {}, at, true}; }
  /// `lines[1].quantity`; empty for the whole input. Names that the input made up are cut short.
  std::string path() const;
};

/// `rule` at `place`, with the path before the sentence.
Error say(Rule const& rule, Place const& place, std::string_view sentence);

/// What a value of `type` must be, as a sentence says it: `a whole number`.
std::string wanted(TypeInfo const& type);

inline constexpr char const* not_valid_text = "must be valid UTF-8 without NUL";

}  // namespace lilac
