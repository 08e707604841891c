#include "lilac/engine/host.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac::messaging {

namespace {

class BookByPurpose final : public AddressBook {
 public:
  BookByPurpose(std::string prefix, AddressBook& own, AddressBook* others)
      : prefix_(std::move(prefix)), own_(own), others_(others) {}

  result<std::optional<Recipient>> find(Reader& reader, std::int64_t recipient_id) override {
    return find_for(reader, {}, recipient_id);
  }
  result<std::optional<Recipient>> find_for(Reader& reader, std::string_view purpose,
                                            std::int64_t recipient_id) override {
    if (purpose.starts_with(prefix_)) return own_.find_for(reader, purpose, recipient_id);
    if (others_ == nullptr) return std::optional<Recipient>{};
    return others_->find_for(reader, purpose, recipient_id);
  }

 private:
  std::string prefix_;
  AddressBook& own_;
  AddressBook* others_;
};

}  // namespace

Host& bind_address_book(Host& host, std::string prefix, AddressBook& book) {
  auto* const others = static_cast<AddressBook*>(host.find_port(port_info<AddressBook>()));
  std::shared_ptr<AddressBook> by_purpose = std::make_shared<BookByPurpose>(std::move(prefix), book, others);
  return host.bind(std::move(by_purpose));
}

}  // namespace lilac::messaging
