// Fills a TypeInfo table from a Boost.Describe description, once per type, at compile time.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <concepts>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "lilac/kernel/id.hpp"
#include "lilac/kernel/money.hpp"
#include "lilac/kernel/text.hpp"
#include "lilac/kernel/time.hpp"
#include "lilac/kernel/type_info.hpp"
#include "lilac/kernel/type_name.hpp"

namespace lilac {

template <class T>
struct TypeOf {
  static TypeInfo const value;
};
/// The table of T.
template <class T>
constexpr TypeInfo const& type_of() {
  return TypeOf<T>::value;
}

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

template <class T, class M>
T class_of(M T::*);
template <class T, class M>
M member_of(M T::*);

template <auto Pointer>
void* member_at(void* record) {
  using T = decltype(class_of(Pointer));
  return &(static_cast<T*>(record)->*Pointer);
}

template <class T>
struct Objects {
  static constexpr ObjectOps value{sizeof(T),
                                   alignof(T),
                                   std::is_trivially_destructible_v<T>,
                                   [](void* at) { new (at) T{}; },
                                   [](void* to, void const* from) { new (to) T(*static_cast<T const*>(from)); },
                                   [](void* to, void* from) { new (to) T(std::move(*static_cast<T*>(from))); },
                                   [](void* at) { static_cast<T*>(at)->~T(); }};
};
template <class T>
struct Optionals {
  static constexpr OptionalOps value{
      [](void const* optional) -> void const* {
        auto const& held = *static_cast<std::optional<T> const*>(optional);
        return held ? &*held : nullptr;
      },
      [](void* optional) -> void* { return &static_cast<std::optional<T>*>(optional)->emplace(); },
      [](void* optional) { static_cast<std::optional<T>*>(optional)->reset(); }};
};
template <class T>
struct Lists {
  static constexpr ListOps value{
      [](void const* list) { return static_cast<std::vector<T> const*>(list)->size(); },
      [](void const* list, std::size_t index) -> void const* {
        return &(*static_cast<std::vector<T> const*>(list))[index];
      },
      [](void* list) -> void* { return &static_cast<std::vector<T>*>(list)->emplace_back(); }};
};

template <class T, class Members>
struct Fields;
template <class T, template <class...> class List, class... Members>
struct Fields<T, List<Members...>> {
  static constexpr std::array<Field, sizeof...(Members)> value{
      Field{Members::name, &TypeOf<decltype(member_of(Members::pointer))>::value, &member_at<Members::pointer>}...};
};
template <class Enumerators>
struct Names;
template <template <class...> class List, class... Enumerators>
struct Names<List<Enumerators...>> {
  static constexpr std::array<Enumerator, sizeof...(Enumerators)> value{
      Enumerator{Enumerators::name, static_cast<std::int64_t>(Enumerators::value)}...};
};

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr bool needs_check();
template <class Members>
struct AnyNeedsCheck;
template <template <class...> class List, class... Members>
struct AnyNeedsCheck<List<Members...>> {
  static constexpr bool value = (needs_check<decltype(member_of(Members::pointer))>() || ... || false);
};
template <class T>
constexpr bool needs_check() {
  if constexpr (is_optional<T> || is_list<T>)
    return needs_check<typename T::value_type>();
  else if constexpr (std::is_base_of_v<std::string, T> || std::is_same_v<T, Address> || std::is_same_v<T, Json> ||
                     std::is_same_v<T, Dictionary> || std::is_same_v<T, Instant> || std::is_same_v<T, LocalDate> ||
                     std::is_same_v<T, Money> || std::is_enum_v<T>)
    return true;
  else if constexpr (boost::describe::has_describe_members<T>::value)
    return AnyNeedsCheck<MembersOf<T>>::value;
  else
    return false;
}

template <class T>
constexpr TypeInfo scalar(Kind kind, char const* name, bool personal = false) {
  return {kind,
          static_cast<std::uint8_t>(sizeof(T)),
          personal,
          name,
          {},
          {},
          nullptr,
          nullptr,
          nullptr,
          &Objects<T>::value,
          needs_check<T>()};
}

template <class T>
constexpr TypeInfo make_type() {
  if constexpr (std::is_same_v<T, bool>)
    return scalar<T>(Kind::boolean, "true or false");
  else if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t>)
    return scalar<T>(Kind::integer, "a whole number");
  else if constexpr (is_id<T>)
    return scalar<T>(Kind::id, "an id");
  else if constexpr (std::is_same_v<T, std::string>)
    return scalar<T>(Kind::text, "text");
  else if constexpr (std::is_same_v<T, PersonalDigest>)
    return scalar<T>(Kind::integer, "an integer", true);
  else if constexpr (std::is_same_v<T, PersonalText>)
    return scalar<T>(Kind::text, "text", true);
  else if constexpr (std::is_same_v<T, Address>)
    return scalar<T>(Kind::address, "an address", true);
  else if constexpr (std::is_same_v<T, Json>)
    return scalar<T>(Kind::json, "an object", true);
  else if constexpr (std::is_same_v<T, Dictionary>)
    return scalar<T>(Kind::dictionary, "an object of texts", true);
  else if constexpr (std::is_same_v<T, Instant>)
    return scalar<T>(Kind::instant, "an instant");
  else if constexpr (std::is_same_v<T, LocalDate>)
    return scalar<T>(Kind::date, "a date");
  else if constexpr (std::is_same_v<T, Duration>)
    return scalar<T>(Kind::duration, "a duration");
  else if constexpr (std::is_same_v<T, Money>)
    return scalar<T>(Kind::money, "an amount of money");
  else if constexpr (std::is_enum_v<T>) {
    auto type = scalar<T>(Kind::enumeration, type_name<T>);
    type.names = Names<boost::describe::describe_enumerators<T>>::value;
    return type;
  } else if constexpr (is_optional<T>) {
    using Inner = typename T::value_type;
    auto type = scalar<T>(Kind::optional, "optional");
    type.inner = &TypeOf<Inner>::value;
    type.optional = &Optionals<Inner>::value;
    return type;
  } else if constexpr (is_list<T>) {
    using Inner = typename T::value_type;
    auto type = scalar<T>(Kind::list, "a list");
    type.inner = &TypeOf<Inner>::value;
    type.list = &Lists<Inner>::value;
    return type;
  } else {
    static_assert(boost::describe::has_describe_members<T>::value, "describe the struct with BOOST_DESCRIBE_STRUCT");
    auto type = scalar<T>(Kind::record, type_name<T>);
    type.width = 0;
    type.fields = Fields<T, MembersOf<T>>::value;
    if constexpr (requires { T::is_person; }) type.is_person = &T::is_person;
    if constexpr (requires(T const& record) {
                    { record.recipient() } -> std::same_as<Person>;
                  })
      type.recipient = [](void const* record) { return static_cast<T const*>(record)->recipient(); };
    return type;
  }
}

}  // namespace detail

template <class T>
constinit TypeInfo const TypeOf<T>::value = detail::make_type<T>();

}  // namespace lilac
