#include "kernel/place.hpp"

#include "lilac/kernel/text.hpp"

namespace lilac {

namespace {

constexpr std::size_t longest_name = 64;

/// A name may come from the input, so it may be huge or broken.
std::string shortened(std::string_view name) {
  if (name.size() <= longest_name) return is_valid_text(name) ? std::string{name} : "?";
  auto end = longest_name;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  name = name.substr(0, end);
  return is_valid_text(name) ? std::string{name} + "…" : "?";
}

std::string names_of(TypeInfo const& enumeration) {
  std::string out;
  for (auto const& one : enumeration.names) {
    if (!out.empty()) out += ", ";
    out += one.name;
  }
  return out;
}

}  // namespace

std::string Place::path() const {
  if (!outer) return {};
  auto path = outer->path();
  if (is_element) return path + '[' + std::to_string(index) + ']';
  if (!path.empty()) path += '.';
  return path += shortened(name);
}

Error say(Rule const& rule, Place const& place, std::string_view sentence) {
  auto path = place.path();
  auto note = path;
  if (!note.empty()) note += ": ";
  note += sentence;
  return refuse_saying(rule, field(path), std::move(note));
}

std::string wanted(TypeInfo const& type) {
  switch (type.kind) {
    case Kind::integer:
    case Kind::id:
      return "a whole number";
    case Kind::duration:
      return "a whole number of milliseconds";
    case Kind::text:
    case Kind::address:
      return "text";
    case Kind::instant:
      return "an instant like 2026-01-12T09:30:00+09:00";
    case Kind::date:
      return "a date like 2026-01-12";
    case Kind::enumeration:
      return "one of " + names_of(type);
    case Kind::money:
    case Kind::record:
      return "an object";
    case Kind::optional:
      return wanted(*type.inner);
    default:
      return type.name;
  }
}

}  // namespace lilac
