#include "lilac/engine/host.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac::messaging {

namespace {

class BookByKind final : public AddressBook {
 public:
  BookByKind(PersonKind kind, AddressBook& own, AddressBook* others) : kind_(kind), own_(own), others_(others) {}

  result<std::optional<Recipient>> find(Reader& reader, Person const& person) override {
    if (person.kind == kind_) return own_.find(reader, person);
    if (others_ == nullptr) return std::optional<Recipient>{};
    return others_->find(reader, person);
  }

 private:
  PersonKind kind_;
  AddressBook& own_;
  AddressBook* others_;
};

}  // namespace

Host& bind_address_book(Host& host, PersonKind kind, AddressBook& book) {
  auto* const others = static_cast<AddressBook*>(host.find_port(port_info<AddressBook>()));
  std::shared_ptr<AddressBook> by_kind = std::make_shared<BookByKind>(kind, book, others);
  return host.bind(std::move(by_kind));
}

}  // namespace lilac::messaging
