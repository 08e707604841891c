#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>

namespace lilac {

/// Who acts. Who may run which command is said on the command; everybody else is refused (4004).
enum class ActorKind : std::uint8_t {
  System,
  OperationUser,
  Admin,
  Customer,
  Staff,
  Salesman,
  Seller,
  Operations,
  ProductTeam,
  PaymentTeam,
  LogisticsTeam,
  MemberTeam,
  PromotionTeam,
  FinanceTeam
};
BOOST_DESCRIBE_ENUM(ActorKind, System, OperationUser, Admin, Customer, Staff, Salesman, Seller, Operations, ProductTeam,
                    PaymentTeam, LogisticsTeam, MemberTeam, PromotionTeam, FinanceTeam)

struct Actor {
  ActorKind kind = ActorKind::System;
  std::int64_t id = 0;
  bool operator==(Actor const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Actor, (), (kind, id))

inline constexpr Actor system_actor{ActorKind::System, 0};
constexpr Actor operation_user(std::int64_t id) { return {ActorKind::OperationUser, id}; }
constexpr Actor admin(std::int64_t id) { return {ActorKind::Admin, id}; }

/// A set of actor kinds; empty allows nobody.
struct ActorSet {
  std::uint32_t bits = 0;
  constexpr bool contains(ActorKind kind) const { return (bits >> static_cast<unsigned>(kind) & 1U) != 0; }
};
template <class... Kinds>
constexpr ActorSet allow(Kinds... kinds) {
  return {((1U << static_cast<unsigned>(kinds)) | ... | 0U)};
}

}  // namespace lilac
