#include "layout.hpp"

#include <stdexcept>
#include <string>

namespace lilac::capi {

Extent extent_of(TypeInfo const& type) {
  switch (type.kind) {
    case Kind::boolean:
      return extent<std::uint8_t>;
    case Kind::integer:
      return type.width == sizeof(std::int32_t) ? extent<std::int32_t> : extent<std::int64_t>;
    case Kind::enumeration:
    case Kind::date:
      return extent<std::int32_t>;
    case Kind::id:
    case Kind::instant:
    case Kind::duration:
      return extent<std::int64_t>;
    case Kind::text:
    case Kind::address:
    case Kind::json:
      return extent<lilac_text>;
    case Kind::dictionary:
      return extent<lilac_dictionary>;
    case Kind::money:
      return extent<lilac_money>;
    case Kind::list:
      return extent<List>;
    case Kind::record:
      return extent<void const*>;
    case Kind::optional:
      break;
  }
  auto const kind = type.inner->kind;
  if (is_number(kind)) return extent<lilac_optional>;
  if (kind == Kind::money) return extent<void const*>;
  if (kind == Kind::optional) throw std::logic_error("an optional of an optional has no struct in C");
  return extent_of(*type.inner);  // a null address means there is none
}

Extent item_extent_of(TypeInfo const& type) {
  if (type.kind == Kind::list || type.kind == Kind::optional) {
    throw std::logic_error("a list of lists or optionals has no struct in C");
  }
  return extent_of(type);
}

Extent struct_extent_of(TypeInfo const& record) {
  Extent whole = extent<lilac_head>;
  for_each_field(record, [&](Field const&, std::size_t offset, Extent const& field) {
    whole.size = offset + field.size;
    whole.align = std::max(whole.align, field.align);
  });
  whole.size = aligned(whole.size, whole.align);
  return whole;
}

}  // namespace lilac::capi
