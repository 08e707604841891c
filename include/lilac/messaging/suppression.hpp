// Who is not to be written to, by which channel, for what.
#pragma once

#include <optional>
#include <string>

#include "lilac/kernel/entity.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

/// One recipient, one channel, one category. It stays when it is lifted, so that it is known when it held. One of
/// before kinds of persons were told holds for every kind of its number: nobody knows for whom it was meant, and who
/// wanted no message gets none. Whoever changes it gets a row of their own, which counts for them from then on.
struct Suppression {
  SuppressionId id;
  std::int64_t recipient_id = 0;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::string reason;  ///< a code
  bool holds = false;
  Instant changed_at;
  std::optional<PersonKind> recipient_kind{};  ///< empty: from before kinds were told

  static constexpr std::uint16_t number = 1004;
  static constexpr auto methods = names("suppress", "lift");
  struct find_by_recipient;
  using finders = types<find_by_recipient>;

  /// Nothing when it holds already: the first reason stays.
  std::optional<RecipientSuppressed> suppress(std::string_view why, Instant now);
  /// Nothing when it does not hold.
  std::optional<RecipientUnsuppressed> lift(Instant now);
};
BOOST_DESCRIBE_STRUCT(Suppression, (), (id, recipient_id, channel, category, reason, holds, changed_at, recipient_kind))
struct Suppression::find_by_recipient
    : Unique<&Suppression::recipient_id, &Suppression::channel, &Suppression::category, &Suppression::recipient_kind> {
};

/// Where decisions about recipients and claims meet: what is not there guards nothing, so a claim reads the mark of
/// each recipient before it asks what is suppressed, and whoever decides counts it there. Of two that meet one is
/// judged again. Many recipients share a mark.
struct DecisionMark {
  DecisionMarkId id;
  std::int64_t decisions = 0;  ///< since claims read it

  static constexpr std::uint16_t number = 1007;

  static constexpr std::int64_t shared_by_recipients = 1'024;
  static DecisionMarkId id_of(std::int64_t recipient_id) {
    return {1 + static_cast<std::int64_t>(static_cast<std::uint64_t>(recipient_id) % shared_by_recipients)};
  }
  /// Of decisions that hold for everybody, and of limits.
  static constexpr DecisionMarkId of_all{shared_by_recipients + 1};
};
BOOST_DESCRIBE_STRUCT(DecisionMark, (), (id, decisions))

}  // namespace lilac::messaging
