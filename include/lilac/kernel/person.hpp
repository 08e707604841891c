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

/// A person is a kind and a number; by number alone nobody is told.
struct Person {
  PersonKind kind = PersonKind::user;
  std::int64_t id = 0;
  auto operator<=>(Person const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (kind, id))

}  // namespace lilac
