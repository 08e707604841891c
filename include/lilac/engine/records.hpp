// What the engine itself keeps in the store, as entities like any other: a host can look at them.
#pragma once

#include <optional>
#include <string>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/person.hpp"
#include "lilac/kernel/seal.hpp"

namespace lilac::engine {

/// A stored command with a due time. Its name is unique: scheduling again moves it.
struct Deadline {
  Id<Deadline> id;
  std::string name;
  Instant due_at;
  std::int32_t command{};  ///< stable number
  Json payload;
  std::string correlation_id;
  std::int32_t attempts{};                ///< that failed and may do better later
  std::optional<Instant> first_due_at{};  ///< when it was due before its first failed try: its command's time

  static constexpr std::uint16_t number = 1;
  struct find_by_name;
  struct find_by_due;
  using finders = types<find_by_name, find_by_due>;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (id, name, due_at, command, payload, correlation_id, attempts, first_due_at))
struct Deadline::find_by_name : Unique<&Deadline::name> {};
struct Deadline::find_by_due : Index<&Deadline::due_at> {};

/// How far a consumer has read the journal.
struct Cursor {
  Id<Cursor> id;
  std::string consumer;
  std::int64_t position{};

  static constexpr std::uint16_t number = 2;
  struct find_by_consumer;
  using finders = types<find_by_consumer>;
};
BOOST_DESCRIBE_STRUCT(Cursor, (), (id, consumer, position))
struct Cursor::find_by_consumer : Unique<&Cursor::consumer> {};

enum class RelayState : std::uint8_t {
  waiting,  ///< to be tried at next_at
  parked,   ///< behind a dead one of the same key
  dead      ///< gave up; a person decides
};
BOOST_DESCRIBE_ENUM(RelayState, waiting, parked, dead)

/// What orders a consumer's entries and parks them behind a dead one: the row that published the event. A received
/// event has no row here: its key is the person it is about (see person.hpp), or else only itself (its command's
/// position).
namespace relay_key {
inline constexpr std::int32_t user = 0;  ///< RelayEntry::key_entity, beside the numbers of entities
inline constexpr std::int32_t itself = -1;
/// Of persons: so that user 7 and customer 7 do not park each other.
constexpr std::int32_t of(PersonKind kind) {
  return kind == PersonKind::user ? user : itself - static_cast<std::int32_t>(kind);
}
}  // namespace relay_key

/// One event that one policy has taken from the journal and not finished, or one command of a fan-out that was not
/// done. Tries are counted before they are made.
struct RelayEntry {
  Id<RelayEntry> id;
  /// Whose entries of one key keep their order: of a delivery its port, so that the order holds over all policies of
  /// that port; of a fan-out the policy itself. Of one command of a fan-out the policy and `:key`, of a deadline
  /// `deadline:name`.
  std::string consumer;
  std::int64_t position{};    ///< of the event
  std::int32_t key_entity{};  ///< the entity's number, or of a received event a relay_key
  std::int64_t key_id{};
  RelayState state{};
  std::int32_t attempts{};
  Instant next_at;
  std::int64_t page_after{};  ///< how far a fan-out has come
  std::string error;
  std::int32_t command{};  ///< of a refused command: its stable number, and
  Json payload;            ///< what it said
  std::string policy;      ///< of a delivery; else empty, and `consumer` tells

  static constexpr std::uint16_t number = 3;
  struct find_by_key;
  struct find_due;
  struct find_by_state;
  struct find_by_position;
  using finders = types<find_by_key, find_due, find_by_state, find_by_position>;
};
BOOST_DESCRIBE_STRUCT(RelayEntry, (),
                      (id, consumer, position, key_entity, key_id, state, attempts, next_at, page_after, error, command,
                       payload, policy))
struct RelayEntry::find_by_key
    : Index<&RelayEntry::consumer, &RelayEntry::key_entity, &RelayEntry::key_id, &RelayEntry::position> {};
struct RelayEntry::find_due : Where<Index<&RelayEntry::next_at>, &RelayEntry::state, RelayState::waiting> {};
struct RelayEntry::find_by_state : Index<&RelayEntry::state> {};
struct RelayEntry::find_by_position : Index<&RelayEntry::position> {};

/// Who the store is: one row, number 1, written when an engine of this version first opens it. What leaves the store
/// bears its name, so that two stores never use the same key at one vendor or team.
struct Identity {
  Id<Identity> id;
  std::string name;  ///< 16 hexadecimal digits, drawn by chance
  /// Deliveries of events up to this position have keys without the name, from before it was there.
  std::int64_t since{};

  static constexpr std::uint16_t number = 4;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (id, name, since))

/// A module that some engine has opened the store with. Its work is left alone by engines that lack it.
struct KnownModule {
  Id<KnownModule> id;
  std::string name;

  static constexpr std::uint16_t number = 5;
  struct find_by_name;
  using finders = types<find_by_name>;
};
BOOST_DESCRIBE_STRUCT(KnownModule, (), (id, name))
struct KnownModule::find_by_name : Unique<&KnownModule::name> {};

/// How late it has become, by the commands that were committed: one row, number 1, right to the minute.
struct SeenTime {
  Id<SeenTime> id;
  Instant at;

  static constexpr std::uint16_t number = 6;
};
BOOST_DESCRIBE_STRUCT(SeenTime, (), (id, at))

/// With what the digests are keyed that the journal keeps of a person's words. Forgetting the person draws another one,
/// and nobody can test a guess against the old digests any more. Its id is the person's, see forget_key_id().
struct ForgetKey {
  Id<ForgetKey> id;
  std::int64_t first{};  ///< the secret
  std::int64_t second{};
  std::int64_t generation{};  ///< how often the person was forgotten; a digest ends with its last byte

  static constexpr std::uint16_t number = 7;
  Secret secret() const { return {static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(second)}; }
};
BOOST_DESCRIBE_STRUCT(ForgetKey, (), (id, first, second, generation))
/// Two persons with giant numbers may share a key: when one is forgotten, nothing can be told of the other's digests.
Id<ForgetKey> forget_key_id(Person person);

/// Where the journal speaks of a person in words: in an event, or in what its command's caller was answered. Fed as a
/// view is, so that a person is found without reading the whole journal.
struct Mention {
  Id<Mention> id;
  PersonKind kind{};
  std::int64_t person{};
  std::int64_t position{};  ///< of the event

  static constexpr std::uint16_t number = 8;
  struct find_by_person;
  using finders = types<find_by_person>;
};
BOOST_DESCRIBE_STRUCT(Mention, (), (id, kind, person, position))
struct Mention::find_by_person : Index<&Mention::kind, &Mention::person, &Mention::position> {};

}  // namespace lilac::engine
