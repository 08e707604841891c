#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <compare>
#include <cstdint>

namespace lilac {

/// Whose numbers these are. Each context counts its own people, so user 10 of the desk is not customer 10 who pays
/// bills, nor the one who speaks on line 10.
enum class PersonKind : std::uint8_t {
  user,        ///< of the support desk
  customer,    ///< who pays
  subscriber,  ///< who uses a line
  seller,
  consultant
};
BOOST_DESCRIBE_ENUM(PersonKind, user, customer, subscriber, seller, consultant)

/// A person is a kind and a number; by number alone nobody is told. In records the name of a field tells the kind:
/// `user_id`, `customer_id`, `subscriber_id`; of a `recipient_id` the field `recipient_kind` beside it does (without
/// one, or when it is empty: a user). A struct that is a person itself says so by `static constexpr PersonKind
/// is_person`, and its first field is the number.
struct Person {
  PersonKind kind = PersonKind::user;
  std::int64_t id = 0;
  auto operator<=>(Person const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (kind, id))

}  // namespace lilac
