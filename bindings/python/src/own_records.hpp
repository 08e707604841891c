// Small records of the module itself: what goes with an event, dead letters, what the catalogue lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/engine/catalogue.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/policy.hpp"
#include "lilac/kernel/describe.hpp"

namespace lilac::python {

/// lilac.Heard
struct HeardRecord {
  std::int32_t ordinal{};
  std::optional<std::string> entity{};
  std::optional<std::int64_t> entity_id{};
  Actor actor{};
  Instant at{};
  std::optional<std::string> correlation_id{};
};
BOOST_DESCRIBE_STRUCT(HeardRecord, (), (ordinal, entity, entity_id, actor, at, correlation_id))

/// lilac.Delivery
struct DeliveryRecord {
  std::string idempotency_key;
  Instant at{};
  std::int32_t attempt{};
};
BOOST_DESCRIBE_STRUCT(DeliveryRecord, (), (idempotency_key, at, attempt))

/// lilac.DeadLetter
struct DeadLetterRecord {
  std::int64_t id{};
  std::string policy;
  std::int64_t position{};
  std::string key;
  std::int32_t attempts{};
  bool parked{};
  std::string error;
};
BOOST_DESCRIBE_STRUCT(DeadLetterRecord, (), (id, policy, position, key, attempts, parked, error))

/// lilac.CatalogueItem
struct CatalogueItemRecord {
  std::string kind;
  std::string context;
  std::string name;
  std::string sentence;
  std::vector<std::string> aliases;
  std::vector<std::string> links;
};
BOOST_DESCRIBE_STRUCT(CatalogueItemRecord, (), (kind, context, name, sentence, aliases, links))

inline std::string qualified(char const* context, char const* name) { return std::string(context) + "." + name; }

inline HeardRecord shown_of(Heard const& heard) {
  HeardRecord shown;
  shown.ordinal = heard.ordinal;
  if (heard.entity != nullptr) {
    shown.entity = qualified(heard.entity->context, heard.entity->name);
    shown.entity_id = heard.entity_id;
  }
  shown.actor = heard.actor;
  shown.at = heard.at;
  if (!heard.correlation_id.empty()) shown.correlation_id = std::string(heard.correlation_id);
  return shown;
}
inline DeliveryRecord shown_of(Delivery const& delivery) {
  return {std::string(delivery.idempotency_key), delivery.at, delivery.attempt};
}
inline DeadLetterRecord shown_of(DeadLetter const& letter) {
  return {letter.id, letter.policy, letter.position, letter.key, letter.attempts, letter.parked, letter.error};
}
inline CatalogueItemRecord shown_of(CatalogueItem const& item) {
  return {item.kind, item.context, item.name, item.sentence, item.aliases, item.links};
}

}  // namespace lilac::python
