#include "lilac/support/bridges.hpp"

#include "support/desk.hpp"

namespace lilac::support {

namespace {

/// Nothing can be read.
class FailingReader final : public Reader {
 public:
  result<void const*> read_row(EntityInfo const&, std::int64_t) override { return failure(); }
  result<> scan_rows(IndexInfo const&, Key const&, Key const&, std::size_t, RowSink) override { return failure(); }
  result<> scan_entity(EntityInfo const&, std::int64_t, std::size_t, RowSink) override { return failure(); }

 private:
  result<void const*> first_row(IndexInfo const&, Key const&) override { return failure(); }
  static Error failure() { return refuse(rules::storage_failed, field("store"), value("the disk is gone")); }
};

}  // namespace

TEST_CASE("the roster is messaging's address book") {
  Desk desk;
  StoreReader reader{desk.store()};
  RosterAddressBook book;
  auto const found = book.find(reader, {PersonKind::user, 7});
  REQUIRE(found);
  REQUIRE(found.value());
  CHECK(found.value()->address_for(messaging::Channel::SMS) == Address{"010-1234-5678"});
  CHECK(found.value()->address_for(messaging::Channel::EMAIL) == Address{});
  CHECK(found.value()->time_zone == "Asia/Seoul");
  auto const nobody = book.find(reader, {PersonKind::user, 8});
  REQUIRE(nobody);
  CHECK_FALSE(nobody.value());
  for (auto const kind : {PersonKind::customer, PersonKind::subscriber, PersonKind::seller, PersonKind::consultant}) {
    auto const somebody_else = book.find(reader, {kind, 7});
    REQUIRE(somebody_else);
    CHECK_FALSE(somebody_else.value());
  }
}

TEST_CASE("a store that fails is not the fault of the template that was to be read") {
  FailingReader reader;
  auto const failed = MessagingTemplates{}.render(reader, {9}, {});
  CHECK_REFUSED(failed, rules::storage_failed);
  CHECK(failed.error().number() == 5901);
}

}  // namespace lilac::support
