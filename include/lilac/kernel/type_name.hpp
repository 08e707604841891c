#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace lilac {

namespace detail {

template <class T>
constexpr std::string_view signature_of_type() {
  return __PRETTY_FUNCTION__;
}
template <auto V>
constexpr std::string_view signature_of_value() {
  return __PRETTY_FUNCTION__;
}
/// What a compiler writes around the name differs; `int` shows where the name begins and ends.
constexpr std::string_view spelled(std::string_view signature, std::string_view probe, std::string_view known) {
  auto const before = probe.find(known);
  auto const after = probe.size() - before - known.size();
  return signature.substr(before, signature.size() - before - after);
}
template <std::size_t N>
struct Literal {
  std::array<char, N + 1> text{};
  constexpr explicit Literal(std::string_view from) {
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
};
constexpr std::string_view last_part(std::string_view name) {
  auto const colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
/// `lilac::support::CompleteOutbound` belongs to `support`; `lilac::order::ordering::PlaceOrder` to `order`.
constexpr std::string_view context_part(std::string_view name) {
  constexpr std::string_view root = "lilac::";
  if (name.substr(0, root.size()) == root) name.remove_prefix(root.size());
  auto const colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

template <class T>
constexpr std::string_view full_name() {
  return spelled(signature_of_type<T>(), signature_of_type<int>(), "int");
}
template <auto Function>
constexpr std::string_view function_name() {
  auto name = signature_of_value<Function>();
  auto const open = name.find('=');  // … [with auto V = lilac::support::log_withdrawn_call]
  name = name.substr(open == std::string_view::npos ? 0 : open + 1);
  auto const end = name.find_first_of("(];", 1);  // gcc may append the parameter list
  name = last_part(name.substr(0, end));
  if (!name.empty() && name.front() == '&') name.remove_prefix(1);
  return name;
}

template <class T>
struct TypeNames {
  static constexpr std::string_view short_view = last_part(full_name<T>());
  static constexpr std::string_view context_view = context_part(full_name<T>());
  static constexpr Literal<short_view.size()> short_name{short_view};
  static constexpr Literal<context_view.size()> context{context_view};
};
template <auto Function>
struct FunctionNames {
  static constexpr std::string_view view = function_name<Function>();
  static constexpr Literal<view.size()> name{view};
};

}  // namespace detail

/// The unqualified name of a type as its source spells it: `CompleteOutbound`.
template <class T>
inline constexpr char const* type_name = detail::TypeNames<T>::short_name.text.data();
/// The context a type belongs to, which is its namespace: `support`.
template <class T>
inline constexpr char const* context_name = detail::TypeNames<T>::context.text.data();
/// The unqualified name of a function: `log_withdrawn_call`.
template <auto Function>
inline constexpr char const* name_of_function = detail::FunctionNames<Function>::name.text.data();

}  // namespace lilac
