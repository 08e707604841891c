// What an entity says about itself: its stable number, its key (the first field) and its declared indexes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>

#include "lilac/kernel/message.hpp"

namespace lilac {

struct EntityInfo;

struct IndexColumn {
  std::uint16_t field;  ///< position among the entity's fields
  bool descending;
};
/// A row is in the index only when this field has this value.
struct IndexCondition {
  std::uint16_t field;
  std::int64_t value;
};

/// An ordered index, served by prefix range. Equal keys are ordered by id (descending when the last column is).
struct IndexInfo {
  char const* name;  ///< the finder it serves, e.g. find_by_user_cycle_id
  EntityInfo const* entity;
  bool unique;  ///< among the rows that meet all conditions
  std::span<IndexColumn const> columns;
  std::span<IndexCondition const> conditions;
};

struct EntityInfo {
  char const* context;
  char const* name;
  std::uint16_t number;  ///< stable: written in journals and files
  TypeInfo const* type;
  std::span<IndexInfo const* const> indexes;
  std::span<char const* const> aliases;
  std::span<char const* const> methods;  ///< of the aggregate, as the catalogue lists them

  std::int64_t id_of(void const* row) const {
    return read_number(*type->fields[0].type, type->fields[0].at_const(row));
  }
};

template <class T>
struct EntityOf {
  static EntityInfo const value;
};
template <class T>
constexpr EntityInfo const& entity_info() {
  return EntityOf<T>::value;
}

/// Marks an index column as descending: Index<&Log::user_id, desc<&Log::id>>.
template <auto Member>
struct Descending {};
template <auto Member>
inline constexpr Descending<Member> desc{};

template <auto... Columns>
struct Index {
  static constexpr bool unique = false;
};
template <auto... Columns>
struct Unique {
  static constexpr bool unique = true;
};
/// An index over the rows whose `Member` equals `Value`; a Unique one is unique among them only.
template <class Base, auto Member, auto Value>
struct Where : Base {};

namespace detail {

template <auto Member>
struct Column {
  static constexpr auto member = Member;
  static constexpr bool descending = false;
};
template <class Spec>
struct FromDescending;
template <auto Member>
struct FromDescending<Descending<Member>> {
  static constexpr auto member = Member;
  static constexpr bool descending = true;
};
template <auto Spec>
constexpr auto column() {
  if constexpr (std::is_member_object_pointer_v<decltype(Spec)>)
    return Column<Spec>{};
  else
    return FromDescending<std::remove_cv_t<decltype(Spec)>>{};
}

template <auto Member, class List>
struct FieldIndex;
template <auto Member, template <class...> class List, class... Members>
struct FieldIndex<Member, List<Members...>> {
  template <class Candidate>
  static constexpr bool is() {
    if constexpr (std::is_same_v<std::remove_cv_t<decltype(Candidate::pointer)>, std::remove_cv_t<decltype(Member)>>)
      return Candidate::pointer == Member;
    else
      return false;
  }
  static constexpr std::uint16_t value = [] {
    std::uint16_t found = 0, position = 0;
    ((is<Members>() ? void(found = position) : void(), ++position), ...);
    return found;
  }();
};
template <auto Member>
inline constexpr std::uint16_t field_index = FieldIndex<Member, MembersOf<decltype(class_of(Member))>>::value;

template <auto First, auto... Rest>
struct FirstColumn {
  using entity = decltype(class_of(decltype(column<First>())::member));
};

template <class Base>
struct IndexParts;
template <auto... Columns>
struct IndexParts<Index<Columns...>> {
  using entity = typename FirstColumn<Columns...>::entity;
  static constexpr std::array<IndexColumn, sizeof...(Columns)> columns{
      IndexColumn{field_index<decltype(column<Columns>())::member>, decltype(column<Columns>())::descending}...};
  static constexpr std::array<IndexCondition, 0> conditions{};
};
template <auto... Columns>
struct IndexParts<Unique<Columns...>> : IndexParts<Index<Columns...>> {};
template <class Base, auto Member, auto Value>
struct IndexParts<Where<Base, Member, Value>> : IndexParts<Base> {
  static constexpr auto conditions = [] {
    constexpr auto& inner = IndexParts<Base>::conditions;
    std::array<IndexCondition, inner.size() + 1> all{};
    for (std::size_t i = 0; i < inner.size(); ++i) all[i] = inner[i];
    all[inner.size()] = {field_index<Member>, static_cast<std::int64_t>(Value)};
    return all;
  }();
};

template <auto... Columns>
Index<Columns...> base_of(Index<Columns...> const*);
template <auto... Columns>
Unique<Columns...> base_of(Unique<Columns...> const*);
template <class Base, auto Member, auto Value>
Where<Base, Member, Value> base_of(Where<Base, Member, Value> const*);
template <class Finder>
struct FinderParts : IndexParts<decltype(base_of(static_cast<Finder const*>(nullptr)))> {};

}  // namespace detail

/// The table of a finder, which is a struct nested in its entity:
/// `struct UserSupportLog::find_by_user_id : Index<&UserSupportLog::user_id, desc<&UserSupportLog::id>> {};`
template <class Finder>
struct IndexOf {
  using entity = typename detail::FinderParts<Finder>::entity;
  static constexpr IndexInfo value{type_name<Finder>, &EntityOf<entity>::value, Finder::unique,
                                   detail::FinderParts<Finder>::columns, detail::FinderParts<Finder>::conditions};
};
template <class Finder>
constexpr IndexInfo const& index_info() {
  return IndexOf<Finder>::value;
}
template <class Finder>
using entity_of_finder = typename IndexOf<Finder>::entity;

namespace detail {

template <class List>
struct IndexList {
  static constexpr std::array<IndexInfo const*, 0> value{};
};
template <class... Finders>
struct IndexList<types<Finders...>> {
  static constexpr std::array<IndexInfo const*, sizeof...(Finders)> value{&IndexOf<Finders>::value...};
};
template <class T>
constexpr std::span<IndexInfo const* const> indexes_of() {
  if constexpr (requires { typename T::finders; })
    return IndexList<typename T::finders>::value;
  else
    return {};
}
template <class T>
constexpr std::span<char const* const> methods_of() {
  if constexpr (requires { T::methods; })
    return T::methods;
  else
    return {};
}

}  // namespace detail

template <class T>
constinit EntityInfo const EntityOf<T>::value{
    context_name<T>,         type_name<T>,           T::number, &type_of<T>(), detail::indexes_of<T>(),
    detail::aliases_of<T>(), detail::methods_of<T>()};

}  // namespace lilac
