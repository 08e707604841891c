#include <algorithm>

#include "kernel/json_text.hpp"
#include "kernel/place.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

/// Walks a value up to the first fault. Nearly every value is good, so only a fault costs more than a look.
class Checker {
 public:
  bool check(Place const& place, TypeInfo const& type, void const* value) {
    switch (type.kind) {
      case Kind::text:
      case Kind::address:
        return is_valid_text(text_at(type, value)) || refuse(place, not_valid_text);
      case Kind::json: {
        char const* const fault = fault_of_object(text_at(type, value));
        return fault == nullptr || refuse(place, fault);
      }
      case Kind::dictionary:
        return check_texts(place, *static_cast<Dictionary const*>(value));
      case Kind::instant:
      case Kind::date:
        return fits(type, read_number(type, value)) || refuse(place, "must be between the years 1 and 9999");
      case Kind::enumeration:
        return fits(type, read_number(type, value)) || refuse(place, "must be " + wanted(type));
      case Kind::money:
        return Currency::parse(static_cast<Money const*>(value)->currency.text()) ||
               refuse(place, "must have a currency of three capital letters");
      case Kind::optional: {
        void const* const held = type.optional->get(value);
        return !held || check(place, *type.inner, held);
      }
      case Kind::list:
        return check_elements(place, type, value);
      case Kind::record:
        return check_fields(place, type, value);
      default:
        return true;
    }
  }

  /// After check() found one.
  Error fault() && { return std::move(*fault_); }

 private:
  bool check_texts(Place const& place, Dictionary const& texts) {
    return std::all_of(texts.begin(), texts.end(), [&](auto const& entry) {
      auto const& [name, text] = entry;
      return (is_valid_text(name) && is_valid_text(text)) || refuse(place.field(name), not_valid_text);
    });
  }

  bool check_elements(Place const& place, TypeInfo const& type, void const* list) {
    auto const size = type.inner->needs_check ? type.list->size(list) : 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (!check(place.element(i), *type.inner, type.list->at(list, i))) return false;
    }
    return true;
  }

  bool check_fields(Place const& place, TypeInfo const& type, void const* record) {
    return std::all_of(type.fields.begin(), type.fields.end(), [&](Field const& field) {
      return !field.type->needs_check || check(place.field(field.name), *field.type, field.at_const(record));
    });
  }

  bool refuse(Place const& place, std::string_view sentence) {
    fault_ = say(rules::invalid_argument, place, sentence);
    return false;
  }

  std::optional<Error> fault_{};
};

}  // namespace

result<> check_value(TypeInfo const& type, void const* value) {
  Checker checker;
  if (checker.check({}, type, value)) return outcome::success();
  return std::move(checker).fault();
}

}  // namespace lilac
