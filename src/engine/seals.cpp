#include "engine/seals.hpp"

#include "engine/persons.hpp"
#include "engine/unit_of_work.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

constexpr int kind_bits = 4;
constexpr std::int64_t beyond_plain_ids = std::int64_t{1} << (62 - kind_bits);

}  // namespace

namespace engine {

Id<ForgetKey> forget_key_id(Person person) {
  auto id = person.id;
  if (id <= -beyond_plain_ids || id >= beyond_plain_ids)
    id = static_cast<std::int64_t>(static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15U >> (2 + kind_bits));
  return {id * (std::int64_t{1} << kind_bits) + static_cast<std::int64_t>(person.kind)};
}

}  // namespace engine

std::uint64_t sealed_with(engine::ForgetKey const& key, std::uint64_t digest) {
  auto const generation = digest + static_cast<std::uint64_t>(key.generation);
  return unsealed(seal(key.secret(), digest)) | (generation & 0xFF);
}

result<engine::ForgetKey> UnitOfWork::key_of(Person person) {
  Work work{*this};
  auto const id = engine::forget_key_id(person);
  BOOST_OUTCOME_TRY(auto const* known, work.find(id));
  if (known != nullptr) return *known;
  BOOST_OUTCOME_TRY(auto const drawn, store_.draw_secret());
  auto* key = work.create(id);
  key->first = static_cast<std::int64_t>(drawn[0]);
  key->second = static_cast<std::int64_t>(drawn[1]);
  work.keep(*key);
  return *key;
}

result<std::uint64_t> UnitOfWork::sealed(std::uint64_t value, TypeInfo const& type, void const* record) {
  boost::container::small_vector<Person, 2> persons;
  each_person(type, record, [&](Person person) { persons.push_back(person); });
  if (persons.empty()) return value;
  value = unsealed(value);
  for (auto const person : persons) {
    BOOST_OUTCOME_TRY(auto const key, key_of(person));
    value = sealed_with(key, value);
  }
  return value;
}

bool UnitOfWork::has_words(Root const& root) const {
  return root.received != nullptr ? registry_.has_words(*root.received) : registry_.has_words(*root.command);
}

std::uint16_t UnitOfWork::number_of(Root const& root) {
  return root.received != nullptr ? root.received->number : root.command->number;
}

// A command that names nobody is about whom the row is about that it changed.
result<> UnitOfWork::seal_hash(CommandRecord& record, std::size_t first_row) {
  auto const& root = record.root;
  record.sealed_hash = root.payload_hash;
  if (!has_words(root)) return outcome::success();
  auto const& type = root.received != nullptr ? *root.received->type : *root.command->type;
  if (may_be_about_persons(type)) {
    BOOST_OUTCOME_TRY(auto const seal, sealed(root.payload_hash, type, root.payload));
    if (seal != root.payload_hash) record.sealed_hash = numbered(seal, number_of(root));  // it does name somebody
    return outcome::success();
  }
  for (auto i = first_row, end = rows_.size(); i < end; ++i) {
    auto const row = rows_[i];
    if (!row.saved || row.replaced || row.erased || registry_.is_bookkeeping(*row.entity)) continue;
    if (!may_be_about_persons(*row.entity->type)) continue;
    BOOST_OUTCOME_TRY(auto const seal, sealed(root.payload_hash, *row.entity->type, row.object));
    record.sealed_hash = numbered(seal, number_of(root));
    break;
  }
  return outcome::success();
}

// Nothing is drawn for a question.
result<std::optional<std::uint64_t>> resealed(Reader& reader, std::uint64_t digest, TypeInfo const& type,
                                              void const* record) {
  boost::container::small_vector<Person, 2> persons;
  each_person(type, record, [&](Person person) { persons.push_back(person); });
  auto value = unsealed(digest);
  for (auto const person : persons) {
    BOOST_OUTCOME_TRY(auto const* key, reader.find(engine::forget_key_id(person)));
    if (key == nullptr) return std::optional<std::uint64_t>{};
    value = sealed_with(*key, value);
  }
  return std::optional{value};
}

result<bool> UnitOfWork::is_same_request(Root const& root, StoredCommand const& stored) {
  if (stored.payload_hash == root.payload_hash) return true;  // without words, or from before digests were sealed
  if (!has_words(root)) return false;
  Work work{*this};
  auto const compare = [&](TypeInfo const& about, void const* record) -> result<bool> {
    BOOST_OUTCOME_TRY(auto const value, resealed(work, root.payload_hash, about, record));
    if (!value) return false;
    auto const seal = numbered(*value, number_of(root));
    if (numbered(stored.payload_hash, number_of(root)) != stored.payload_hash) return false;  // of another command
    return seal == stored.payload_hash || may_be_older(stored.payload_hash, seal);
  };
  auto const& type = root.received != nullptr ? *root.received->type : *root.command->type;
  if (may_be_about_persons(type)) return compare(type, root.payload);
  struct Changed {
    EntityInfo const* entity;
    std::int64_t id;
    bool erased;
  };
  std::vector<Changed> changed;
  BOOST_OUTCOME_TRY(store_.read_changes(stored.position - 1, no_limit, [&](ChangeRow const& change) {
    if (change.command == stored.position) changed.push_back({change.entity, change.id, change.erased});
    return change.command == stored.position;
  }));
  for (auto const& [entity, id, erased] : changed) {
    if (erased || !may_be_about_persons(*entity->type)) continue;
    BOOST_OUTCOME_TRY(auto const* row, read(*entity, id));
    // Whom it was about is not to be told any more, when the row is gone.
    if (row == nullptr) return numbered(stored.payload_hash, number_of(root)) == stored.payload_hash;
    return compare(*entity->type, row);
  }
  return false;
}

bool is_sealed(EntityInfo const& entity) { return may_hold_words(*entity.type) && may_be_about_persons(*entity.type); }

result<bool> is_row_digest(Reader& reader, EntityInfo const& entity, void const* row, std::uint64_t stored) {
  auto const value = digest(*entity.type, row);
  if (value == stored) return true;  // without words, or from before digests were sealed
  if (!is_sealed(entity)) return false;
  BOOST_OUTCOME_TRY(auto const seal, resealed(reader, value, *entity.type, row));
  return seal && (*seal == stored || may_be_older(stored, *seal));
}

}  // namespace lilac
