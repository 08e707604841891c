// A file of before kinds of persons were told is opened and goes on.
#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "messaging/desk.hpp"

// The rows as they were: the context and the name of a table come from the outer namespace.
namespace lilac::messaging::before {

struct Suppression {
  SuppressionId id;
  std::int64_t recipient_id = 0;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::string reason;
  bool holds = false;
  Instant changed_at;
  static constexpr std::uint16_t number = 1004;
  struct find_by_recipient;
  using finders = types<find_by_recipient>;
};
BOOST_DESCRIBE_STRUCT(Suppression, (), (id, recipient_id, channel, category, reason, holds, changed_at))
struct Suppression::find_by_recipient
    : Unique<&Suppression::recipient_id, &Suppression::channel, &Suppression::category> {};

struct QuietHours {
  QuietHoursId id;
  QuietOwner owner = QuietOwner::SYSTEM;
  std::int64_t recipient_id = 0;
  std::vector<QuietWindow> windows;
  std::string time_zone;
  QuietMode mode = QuietMode::MANDATORY;
  std::optional<bool> follows_tenant;
  Instant updated_at;
  static constexpr std::uint16_t number = 1003;
  struct find_by_owner;
  using finders = types<find_by_owner>;
};
BOOST_DESCRIBE_STRUCT(QuietHours, (), (id, owner, recipient_id, windows, time_zone, mode, follows_tenant, updated_at))
struct QuietHours::find_by_owner : Unique<&QuietHours::owner, &QuietHours::recipient_id> {};

}  // namespace lilac::messaging::before

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

std::unique_ptr<SqliteStore> open_store(std::string const& path) {
  auto store = SqliteStore::open(path, {});
  REQUIRE(store);
  return std::move(store).value();
}

template <class T>
void insert(Store& store, T row) {
  RowWrite const write{&entity_info<T>(), row.id.value, 0, 1, RowWrite::Action::insert, &row, 0};
  WriteSet set;
  set.rows = {&write, 1};
  REQUIRE(store.commit(set));
}

TEST_CASE("Suppressions and quiet hours of before kinds were told hold for every kind, in a file that was migrated") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  {
    auto store = open_store(path);
    std::array<EntityInfo const*, 2> const entities{&entity_info<before::Suppression>(),
                                                    &entity_info<before::QuietHours>()};
    REQUIRE(store->prepare(entities, {}));
    insert(*store, before::Suppression{{1}, 7, Channel::SMS, Category::TRANSACTIONAL, "OPTED_OUT", true, noon - 24h});
    before::QuietHours hours;
    hours.id = {1};
    hours.owner = QuietOwner::RECIPIENT;
    hours.recipient_id = 8;
    hours.windows = {{21h, 8h, {}}};
    insert(*store, hours);
  }
  auto const store = open_store(path);
  testing::RecordingGateway gateway;
  Book book;
  book.recipients[8] = {Address{phone}, {}, {}, "Asia/Seoul"};
  book.others[{PersonKind::customer, 8}] = book.recipients[8];
  Host host;
  host.bind<MessageGateway>(gateway).bind<AddressBook>(book).bind<Zones>(zones());
  Engine engine{*store, {&module}, host};
  auto const state_of = [&](PersonKind kind, std::int64_t id) {
    auto request = Desk::text_to(id, std::to_string(static_cast<int>(kind)) + "-" + std::to_string(id));
    request.recipient_kind = kind;
    auto const answer = engine.execute(request, system_actor, {.at = noon});
    REQUIRE(answer);
    return answer.value().state;
  };
  for (auto const kind : {PersonKind::user, PersonKind::customer}) {
    CHECK(state_of(kind, 7) == State::Suppressed);
    CHECK(state_of(kind, 8) == State::Held);
  }
  // From here on each kind has its own, and never two.
  for (int i = 0; i < 2; ++i) {
    REQUIRE(engine.execute(Suppress{7, {}, {}, "OPTED_OUT", PersonKind::customer}, admin(1), {.at = noon}));
    REQUIRE(engine.execute(Unsuppress{7, {}, {}, PersonKind::user}, admin(1), {.at = noon}));
  }
  auto const user = engine.ask(GetSuppressions{7, PersonKind::user}).value();
  REQUIRE(user.size() == 1);
  CHECK_FALSE(user[0].holds);
  CHECK(engine.ask(GetSuppressions{7, PersonKind::customer}).value().size() == 8);
  auto const others = engine.ask(GetSuppressions{7, PersonKind::subscriber}).value();
  REQUIRE(others.size() == 1);
  CHECK(others[0].holds);
}

}  // namespace
}  // namespace lilac::messaging
