#include "lilac/kernel/type_info.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "lilac/kernel/text.hpp"
#include "lilac/kernel/time.hpp"

namespace lilac {

namespace {

template <class T>
void write(void* at, std::int64_t wide) {
  auto const number = static_cast<T>(wide);
  std::memcpy(at, &number, sizeof number);
}

}  // namespace

void write_number(TypeInfo const& type, void* at, std::int64_t number) {
  assert(is_number(type.kind));
  if (type.width == 8) return write<std::int64_t>(at, number);
  if (type.width == 4) return write<std::int32_t>(at, number);
  return type.width == 1 ? write<std::uint8_t>(at, number) : write<std::uint16_t>(at, number);
}

bool fits(TypeInfo const& type, std::int64_t number) {
  switch (type.kind) {
    case Kind::boolean:
      return number == 0 || number == 1;
    case Kind::integer:
      return type.width != 4 ||
             (number >= std::numeric_limits<std::int32_t>::min() && number <= std::numeric_limits<std::int32_t>::max());
    case Kind::enumeration:
      return name_of(type, number) != nullptr;
    case Kind::instant:
      return in_range(Instant{Duration{number}});
    case Kind::date:
      return in_range(LocalDate{std::chrono::days{number}});
    default:
      return true;
  }
}

std::string& text_at(TypeInfo const& type, void* at) {
  if (type.kind == Kind::address) return static_cast<Address*>(at)->secret;
  if (type.kind == Kind::json) return static_cast<Json*>(at)->text;
  assert(type.kind == Kind::text);
  if (type.personal) return *static_cast<PersonalText*>(at);
  return *static_cast<std::string*>(at);
}

std::string const& text_at(TypeInfo const& type, void const* at) { return text_at(type, const_cast<void*>(at)); }

char const* name_of(TypeInfo const& enumeration, std::int64_t value) {
  auto const& names = enumeration.names;
  // Most enumerations count from 0 without gaps.
  if (value >= 0 && static_cast<std::uint64_t>(value) < names.size() &&
      names[static_cast<std::size_t>(value)].value == value)
    return names[static_cast<std::size_t>(value)].name;
  auto const found =
      std::find_if(names.begin(), names.end(), [value](Enumerator const& one) { return one.value == value; });
  return found == names.end() ? nullptr : found->name;
}

}  // namespace lilac
