#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <limits>
#include <vector>

#include "kernel/json_text.hpp"
#include "kernel/place.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace json = boost::json;

namespace {

char const* kind_of(json::value const& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "null";
    case json::kind::bool_:
      return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
      return "a number";
    case json::kind::double_:
      return "a decimal number";
    case json::kind::string:
      return "text";
    case json::kind::array:
      return "a list";
    case json::kind::object:
      return "an object";
  }
  return "something else";
}

std::string_view view(json::string const& text) { return {text.data(), text.size()}; }
std::string_view view(json::string_view text) { return {text.data(), text.size()}; }

/// True when a text anywhere in `value` is not one (NUL, or bytes that a host put there without the parser).
bool has_invalid_text(json::value const& value) {
  if (auto const* text = value.if_string()) return !is_valid_text(view(*text));
  if (auto const* list = value.if_array()) return std::any_of(list->begin(), list->end(), has_invalid_text);
  auto const* object = value.if_object();
  return object && std::any_of(object->begin(), object->end(), [](json::key_value_pair const& member) {
           return !is_valid_text(view(member.key())) || has_invalid_text(member.value());
         });
}

/// A parsed value, and the text it was parsed from where that is known and wanted.
struct Source {
  json::value const& value;
  std::string_view text{};
};

/// True when a Json stands somewhere in a value of the type. Types that hold themselves pass for such.
bool holds_json(TypeInfo const& type, int deepest = 16) {
  if (deepest == 0 || type.kind == Kind::json) return true;
  if (type.kind == Kind::optional || type.kind == Kind::list) return holds_json(*type.inner, deepest - 1);
  return type.kind == Kind::record &&
         std::any_of(type.fields.begin(), type.fields.end(),
                     [deepest](Field const& field) { return holds_json(*field.type, deepest - 1); });
}

class Decoder {
 public:
  explicit Decoder(Decoding how) : how_(how) {}

  result<> decode(Place const& place, Source const& source, TypeInfo const& type, void* out) const {
    auto const& from = source.value;
    switch (type.kind) {
      case Kind::boolean:
        if (!from.is_bool()) return mismatch(place, from, type);
        write_number(type, out, from.get_bool());
        return outcome::success();
      case Kind::integer:
      case Kind::id:
      case Kind::duration:
        return decode_number(place, from, type, out);
      case Kind::text:
      case Kind::address:
        return decode_text(place, from, type, text_at(type, out));
      case Kind::json:
        return decode_object(place, source, type, *static_cast<Json*>(out));
      case Kind::dictionary:
        return decode_dictionary(place, from, type, *static_cast<Dictionary*>(out));
      case Kind::instant:
        return decode_instant(place, from, type, *static_cast<Instant*>(out));
      case Kind::date:
        return decode_date(place, from, type, *static_cast<LocalDate*>(out));
      case Kind::money:
        return decode_money(place, from, type, *static_cast<Money*>(out));
      case Kind::enumeration:
        return decode_enumerator(place, from, type, out);
      case Kind::optional:
        if (!from.is_null()) return decode(place, source, *type.inner, type.optional->emplace(out));
        type.optional->reset(out);
        return outcome::success();
      case Kind::list:
        return decode_list(place, source, type, out);
      case Kind::record:
        return decode_record(place, source, type, out);
    }
    return outcome::success();
  }

 private:
  Error wrong(Place const& place, std::string_view sentence) const {
    return say(how_ == Decoding::strict ? rules::invalid_argument : rules::corrupt, place, sentence);
  }
  Error mismatch(Place const& place, json::value const& from, TypeInfo const& type) const {
    return wrong(place, "must be " + wanted(type) + ", not " + kind_of(from));
  }
  Error must_be(Place const& place, TypeInfo const& type) const { return wrong(place, "must be " + wanted(type)); }

  result<> decode_number(Place const& place, json::value const& from, TypeInfo const& type, void* out) const {
    if (from.is_string()) return decode_digits(place, from, type, out);
    if (from.is_uint64() && from.get_uint64() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
      return out_of_width(place, type);
    if (!from.is_int64() && !from.is_uint64()) return mismatch(place, from, type);
    auto const number = from.is_int64() ? from.get_int64() : static_cast<std::int64_t>(from.get_uint64());
    if (!fits(type, number)) return out_of_width(place, type);
    write_number(type, out, number);
    return outcome::success();
  }
  /// A number as text, just as it would stand without its quotes: other spellings of it are no numbers.
  result<> decode_digits(Place const& place, json::value const& from, TypeInfo const& type, void* out) const {
    auto const text = view(from.get_string());
    auto const digits = text.substr(text.starts_with('-') ? 1 : 0);
    auto const is_number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos &&
                           (digits.front() != '0' || text == "0");
    if (!is_number) return mismatch(place, from, type);
    std::int64_t number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || !fits(type, number)) return out_of_width(place, type);
    write_number(type, out, number);
    return outcome::success();
  }
  Error out_of_width(Place const& place, TypeInfo const& type) const {
    return wrong(place, type.width == 4 ? "must be between -2147483648 and 2147483647"
                                        : "must be between -9223372036854775808 and 9223372036854775807");
  }

  result<> decode_text(Place const& place, json::value const& from, TypeInfo const& type, std::string& out) const {
    if (!from.is_string()) return mismatch(place, from, type);
    auto const text = view(from.get_string());
    if (!is_valid_text(text)) return wrong(place, not_valid_text);
    out.assign(text);
    return outcome::success();
  }

  result<> decode_object(Place const& place, Source const& source, TypeInfo const& type, Json& out) const {
    auto const& from = source.value;
    if (!from.is_object()) return mismatch(place, from, type);
    if (has_invalid_text(from)) return wrong(place, not_valid_text);
    // What was accepted comes back byte for byte: neither numbers nor escapes are written anew.
    if (source.text.empty())
      out.text = json::serialize(from);
    else if (how_ == Decoding::strict)
      out.text = compact(source.text);
    else
      out.text = source.text;
    if (how_ == Decoding::tolerant) return outcome::success();
    char const* const fault = fault_of_object(out.text);
    return fault == nullptr ? result<>{outcome::success()} : wrong(place, fault);
  }

  result<> decode_dictionary(Place const& place, json::value const& from, TypeInfo const& type, Dictionary& out) const {
    if (!from.is_object()) return mismatch(place, from, type);
    out.clear();
    for (auto const& member : from.get_object()) {
      auto const name = view(member.key());
      auto const inside = place.field(name);
      if (!is_valid_text(name)) return wrong(inside, not_valid_text);
      BOOST_OUTCOME_TRY(decode_text(inside, member.value(), type_of<std::string>(), out[std::string{name}]));
    }
    return outcome::success();
  }

  result<> decode_instant(Place const& place, json::value const& from, TypeInfo const& type, Instant& out) const {
    if (!from.is_string()) return mismatch(place, from, type);
    auto const instant = parse_instant(view(from.get_string()));
    if (!instant) return must_be(place, type);
    out = *instant;
    return outcome::success();
  }

  result<> decode_date(Place const& place, json::value const& from, TypeInfo const& type, LocalDate& out) const {
    if (!from.is_string()) return mismatch(place, from, type);
    auto const day = parse_date(view(from.get_string()));
    if (!day) return must_be(place, type);
    out = *day;
    return outcome::success();
  }

  result<> decode_enumerator(Place const& place, json::value const& from, TypeInfo const& type, void* out) const {
    if (!from.is_string()) return mismatch(place, from, type);
    auto const name = view(from.get_string());
    auto const found =
        std::find_if(type.names.begin(), type.names.end(), [name](Enumerator const& one) { return one.name == name; });
    if (found == type.names.end()) return must_be(place, type);
    write_number(type, out, found->value);
    return outcome::success();
  }

  result<> decode_money(Place const& place, json::value const& from, TypeInfo const& type, Money& out) const {
    static constexpr std::string_view members[] = {"minor", "currency"};
    if (!from.is_object()) return mismatch(place, from, type);
    auto const& object = from.get_object();
    BOOST_OUTCOME_TRY(refuse_surplus(place, object, members));
    auto const* const minor = object.if_contains("minor");
    auto const* const currency = object.if_contains("currency");
    // Half an amount is no amount, however tolerant one is.
    if (!minor) return wrong(place.field("minor"), "is missing");
    if (!currency) return wrong(place.field("currency"), "is missing");
    BOOST_OUTCOME_TRY(decode_number(place.field("minor"), *minor, type_of<std::int64_t>(), &out.minor));
    if (!currency->is_string()) return mismatch(place.field("currency"), *currency, type_of<std::string>());
    auto const parsed = Currency::parse(view(currency->get_string()));
    if (!parsed) return wrong(place.field("currency"), "must be three capital letters like KRW");
    out.currency = *parsed;
    return outcome::success();
  }

  result<> decode_list(Place const& place, Source const& source, TypeInfo const& type, void* out) const {
    auto const& from = source.value;
    if (!from.is_array()) return mismatch(place, from, type);
    if (type.list->size(out) > 0) {
      type.object->destroy(out);
      type.object->construct(out);
    }
    auto const texts = texts_in(source, type);
    std::size_t index = 0;
    for (auto const& element : from.get_array()) {
      auto const text = texts.empty() ? std::string_view{} : texts[index];
      BOOST_OUTCOME_TRY(decode(place.element(index++), {element, text}, *type.inner, type.list->push(out)));
    }
    return outcome::success();
  }

  result<> decode_record(Place const& place, Source const& source, TypeInfo const& type, void* out) const {
    auto const& from = source.value;
    if (!from.is_object()) return mismatch(place, from, type);
    auto const& object = from.get_object();
    // A misspelt field is both surplus and missing; its own name says more.
    BOOST_OUTCOME_TRY(refuse_surplus(place, object, type.fields));
    auto const texts = texts_in(source, type);
    for (auto const& field : type.fields) {
      auto const inside = place.field(field.name);
      if (auto const member = object.find(field.name); member != object.end()) {
        auto const text = texts.empty() ? std::string_view{} : texts[static_cast<std::size_t>(member - object.begin())];
        BOOST_OUTCOME_TRY(decode(inside, {member->value(), text}, *field.type, field.at(out)));
      } else if (how_ == Decoding::strict) {
        if (field.type->kind != Kind::optional) return wrong(inside, "is missing");
        field.type->optional->reset(field.at(out));
      }
    }
    return outcome::success();
  }

  /// The texts of an object's members or an array's elements, as the parsed value has them in order; none where no Json
  /// asks for them.
  static std::vector<std::string_view> texts_in(Source const& source, TypeInfo const& type) {
    if (source.text.empty() || !holds_json(type)) return {};
    return parts_of(source.text);
  }

  static std::string_view name_of(Field const& field) { return field.name; }
  static std::string_view name_of(std::string_view name) { return name; }

  template <class Known>
  result<> refuse_surplus(Place const& place, json::object const& object, Known const& known) const {
    if (how_ == Decoding::tolerant) return outcome::success();
    for (auto const& member : object) {
      auto const name = view(member.key());
      if (std::none_of(std::begin(known), std::end(known), [name](auto const& one) { return name_of(one) == name; }))
        return wrong(place.field(name), "is not a field");
    }
    return outcome::success();
  }

  Decoding how_;
};

}  // namespace

result<> decode_json(json::value const& json, TypeInfo const& type, void* out, Decoding how, std::string_view text) {
  return Decoder{how}.decode({}, {json, text.empty() ? text : value_text(text)}, type, out);
}

}  // namespace lilac
