#include <algorithm>

#include "kernel/json_text.hpp"
#include "kernel/place.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

constexpr char const* outside_the_calendar = "must be between the years 1 and 9999";

/// Walks a value up to the first fault. Nearly every value is good, so only a fault costs more than a look.
class Checker {
 public:
  explicit Checker(FirstAndLastDay ends) : ends_(ends) {}

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
        return check_instant(place, *static_cast<Instant const*>(value));
      case Kind::date:
        return in_range(*static_cast<LocalDate const*>(value)) || refuse(place, outside_the_calendar);
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
  bool check_instant(Place const& place, Instant instant) {
    if (!in_range(instant)) return refuse(place, outside_the_calendar);
    return ends_ == FirstAndLastDay::allowed || has_date_everywhere(instant) ||
           refuse(place, "must not be on the first or the last day of the years 1 to 9999 in UTC");
  }

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

  FirstAndLastDay ends_;
  std::optional<Error> fault_{};
};

/// Nothing unless some instant or date in the value is out of range: then where.
std::optional<std::string> out_of_range(Place const& place, TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::instant:
    case Kind::date:
      if (fits(type, read_number(type, value))) return std::nullopt;
      return place.path();
    case Kind::optional: {
      void const* const held = type.optional->get(value);
      return held ? out_of_range(place, *type.inner, held) : std::nullopt;
    }
    case Kind::list: {
      auto const size = type.inner->needs_check ? type.list->size(value) : 0;
      for (std::size_t i = 0; i < size; ++i) {
        if (auto found = out_of_range(place.element(i), *type.inner, type.list->at(value, i))) return found;
      }
      return std::nullopt;
    }
    case Kind::record:
      for (auto const& field : type.fields) {
        if (!field.type->needs_check) continue;
        if (auto found = out_of_range(place.field(field.name), *field.type, field.at_const(value))) return found;
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

result<> check_times(TypeInfo const& type, void const* value, std::string_view name) {
  Place const root;
  auto const found = out_of_range(root.field(name), type, value);
  if (!found) return outcome::success();
  return refuse_saying(rules::invalid_argument, field(*found), *found + ": " + outside_the_calendar);
}

result<> check_value(TypeInfo const& type, void const* value, FirstAndLastDay ends) {
  Checker checker{ends};
  if (checker.check({}, type, value)) return outcome::success();
  return std::move(checker).fault();
}

}  // namespace lilac
