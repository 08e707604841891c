#include "to_c.hpp"

#include <cstring>

#include "contexts.hpp"
#include "layout.hpp"

namespace lilac::capi {

namespace {

class Writer {
 public:
  Writer(Showing showing, std::pmr::memory_resource& memory) : showing_(showing), memory_(memory) {}

  void const* record(TypeInfo const& type, void const* object) {
    auto const whole = struct_extent_of(type);
    auto* const out = take(whole.size, whole.align);
    auto head = head_of(type);
    head.struct_size = static_cast<std::uint32_t>(whole.size);
    put(out, head);
    for_each_field(type, [&](Field const& field, std::size_t offset, Extent const&) {
      write(*field.type, field.at_const(object), out + offset);
    });
    return out;
  }

  lilac_text text(std::string_view from) {
    auto* const out = reinterpret_cast<char*>(take(from.size() + 1, 1));
    if (!from.empty()) std::memcpy(out, from.data(), from.size());
    return {out, from.size()};
  }

 private:
  /// Zeroed.
  std::byte* take(std::size_t size, std::size_t align) {
    auto* const at = memory_.allocate(size, align);
    std::memset(at, 0, size);
    return static_cast<std::byte*>(at);
  }
  template <class T>
  static void put(std::byte* out, T const& value) {
    std::memcpy(out, &value, sizeof value);
  }

  void write(TypeInfo const& type, void const* from, std::byte* out) {
    switch (type.kind) {
      case Kind::boolean:
      case Kind::integer:
      case Kind::id:
      case Kind::instant:
      case Kind::date:
      case Kind::duration:
      case Kind::enumeration:
        return write_as(extent_of(type).size, read_number(type, from), out);
      case Kind::text:
      case Kind::json:
        return put(out, text(text_at(type, from)));
      case Kind::address: {
        auto const& address = *static_cast<Address const*>(from);
        return put(out, text(showing_ == Showing::whole ? address.secret : address.masked()));
      }
      case Kind::dictionary:
        return put(out, dictionary(*static_cast<Dictionary const*>(from)));
      case Kind::money:
        return put(out, money(*static_cast<Money const*>(from)));
      case Kind::list:
        return put(out, list(type, from));
      case Kind::record:
        return put(out, record(type, from));
      case Kind::optional:
        if (auto const* held = type.optional->get(from)) write_present(*type.inner, held, out);
    }
  }

  static void write_as(std::size_t size, std::int64_t number, std::byte* out) {
    if (size == sizeof(std::int64_t)) return put(out, number);
    if (size == sizeof(std::int32_t)) return put(out, static_cast<std::int32_t>(number));
    put(out, static_cast<std::uint8_t>(number));
  }

  void write_present(TypeInfo const& type, void const* from, std::byte* out) {
    if (is_number(type.kind)) return put(out, lilac_some(read_number(type, from)));
    if (type.kind == Kind::money) {
      auto* const at = take(sizeof(lilac_money), alignof(lilac_money));
      put(at, money(*static_cast<Money const*>(from)));
      return put(out, static_cast<void const*>(at));
    }
    write(type, from, out);
  }

  static lilac_money money(Money const& from) {
    auto const& letters = from.currency.letters;
    return {from.minor, {letters[0], letters[1], letters[2], '\0'}, 0};
  }

  lilac_dictionary dictionary(Dictionary const& from) {
    auto* const entries = take(sizeof(lilac_entry) * std::max<std::size_t>(from.size(), 1), alignof(lilac_entry));
    auto* at = entries;
    for (auto const& [key, value] : from) {
      put(at, lilac_entry{text(key), text(value)});
      at += sizeof(lilac_entry);
    }
    return {reinterpret_cast<lilac_entry const*>(entries), from.size()};
  }

  List list(TypeInfo const& type, void const* from) {
    auto const count = type.list->size(from);
    auto const item = item_extent_of(*type.inner);
    auto* const items = take(item.size * std::max<std::size_t>(count, 1), item.align);
    for (std::size_t n = 0; n < count; ++n) write(*type.inner, type.list->at(from, n), items + n * item.size);
    return {items, count};
  }

  Showing showing_;
  std::pmr::memory_resource& memory_;
};

}  // namespace

void const* struct_of(TypeInfo const& record, void const* object, Showing showing, std::pmr::memory_resource& memory) {
  return Writer{showing, memory}.record(record, object);
}

lilac_text copy_of(std::string_view text, std::pmr::memory_resource& memory) {
  return Writer{Showing::whole, memory}.text(text);
}

}  // namespace lilac::capi
