// Messaging in Python: its tables, and its ports (lilac/_messaging.py).
#include "lilac/messaging/ports.hpp"

#include "contexts.hpp"
#include "errors.hpp"
#include "gateways.hpp"
#include "lilac/messaging/module.hpp"
#include "ports.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

using messaging::FailureKind;
using messaging::OutgoingMessage;
using messaging::Recipient;
using messaging::SendResult;
using messaging::StatusQuestion;
using messaging::StatusResult;

constexpr char const* python_half = "lilac._messaging";

/// Fills what SendResult and StatusResult have in common. False with an exception set.
template <class Result>
bool read_result(PyObject* given, char const* class_name, char const* what, Result& out) {
  std::int64_t answer = 0;
  if (!check_instance(given, python_half, class_name, what) ||
      !read_attribute(given, "answer", type_of<std::int64_t>(), &answer) ||
      !read_attribute(given, "vendor_id", type_of<std::string>(), &out.vendor_id) ||
      !read_attribute(given, "kind", type_of<FailureKind>(), &out.kind) ||
      !read_attribute(given, "reason", type_of<std::string>(), &out.reason))
    return false;
  out.answer = static_cast<typename Result::Answer>(answer);
  return true;
}

class PythonGateway final : public messaging::MessageGateway {
 public:
  explicit PythonGateway(PyObject* gateway) : gateway_(gateway) {}

  std::vector<SendResult> send(std::span<OutgoingMessage const> batch) override {
    PortCall call{"MessageGateway.send"};
    std::vector<SendResult> results;
    if (!try_to_send(batch, results)) {
      call.report();
      throw RaisedInPython{};  // nobody knows what became of them
    }
    return results;
  }

  StatusResult status(StatusQuestion const& question) override {
    PortCall call{"MessageGateway.status"};
    StatusResult result;
    Ref const asked{copy_to_record(type_of<StatusQuestion>(), &question, Showing::whole)};
    Ref const answer{asked ? call_method(gateway_, "status", "(O)", asked.get()) : nullptr};
    if (!answer || !read_result(answer.get(), "StatusResult", "MessageGateway.status()", result)) {
      call.report();
      throw RaisedInPython{};
    }
    return result;
  }

  std::size_t max_in_flight() const override {
    PortCall call{"MessageGateway.max_in_flight"};
    std::int64_t most = 0;
    Ref const answer{call_method(gateway_, "max_in_flight", nullptr)};
    if (!answer || !integer_from_python(answer.get(), most, Place{"MessageGateway.max_in_flight()"})) {
      call.report();
      throw RaisedInPython{};
    }
    return most < 0 ? 0 : static_cast<std::size_t>(most);
  }

 private:
  bool try_to_send(std::span<OutgoingMessage const> batch, std::vector<SendResult>& results) const {
    Ref const messages{PyList_New(static_cast<Py_ssize_t>(batch.size()))};
    for (std::size_t i = 0; messages && i < batch.size(); ++i) {
      auto* message = copy_to_record(type_of<OutgoingMessage>(), &batch[i], Showing::whole);
      if (message == nullptr) return false;
      PyList_SET_ITEM(messages.get(), static_cast<Py_ssize_t>(i), message);
    }
    Ref const answer{messages ? call_method(gateway_, "send", "(O)", messages.get()) : nullptr};
    if (!answer) return false;
    if (!PyList_Check(answer.get()) && !PyTuple_Check(answer.get()))
      return raise_type(Place{"MessageGateway.send()"}, "a list of lilac.SendResult", answer.get());
    auto const size = PySequence_Fast_GET_SIZE(answer.get());
    if (static_cast<std::size_t>(size) != batch.size()) {
      PyErr_Format(PyExc_ValueError, "MessageGateway.send() must return one result per message: %zu, not %zd",
                   batch.size(), size);
      return false;
    }
    for (Py_ssize_t i = 0; i < size; ++i) {
      auto const one = Ref::to(PySequence_Fast_GET_ITEM(answer.get(), i));
      if (!read_result(one.get(), "SendResult", "MessageGateway.send()", results.emplace_back())) return false;
    }
    return true;
  }

  PyObject* gateway_;
};

class PythonAddressBook final : public messaging::AddressBook {
 public:
  explicit PythonAddressBook(PyObject* book) : book_(book) {}

  result<std::optional<Recipient>> find(Reader&, Person const& person) override {
    PortCall call{"AddressBook.find"};
    Ref const whom{copy_to_record(type_of<Person>(), &person, Showing::whole)};
    Ref const found{whom ? call_method(book_, "find_person", "(O)", whom.get()) : nullptr};
    if (!found) return call.failure();
    if (found.get() == Py_None) return std::optional<Recipient>{};
    Recipient recipient;
    if (!check_instance(found.get(), python_half, "Recipient", "AddressBook.find()") ||
        !read_attribute(found.get(), "phone", type_of<Address>(), &recipient.phone) ||
        !read_attribute(found.get(), "email", type_of<Address>(), &recipient.email) ||
        !read_attribute(found.get(), "push_token", type_of<Address>(), &recipient.push_token) ||
        !read_attribute(found.get(), "time_zone", type_of<std::string>(), &recipient.time_zone) ||
        !read_attribute(found.get(), "advertising_consent", type_of<bool>(), &recipient.advertising_consent) ||
        !read_attribute(found.get(), "night_consent", type_of<bool>(), &recipient.night_consent))
      return call.failure();
    return std::optional{std::move(recipient)};
  }

 private:
  PyObject* book_;
};

std::shared_ptr<void> bind_gateway(PyObject* given, Core& core, Host& host) {
  if (!check_instance(given, python_half, "MessageGateway", "gateway")) return nullptr;
  auto gateway = shipped_gateway(given);
  if (!gateway) gateway = std::make_shared<PythonGateway>(core.keep(given));
  host.bind<messaging::MessageGateway>(*gateway);
  return gateway;
}

/// Whether the class of `book` overrides a method of lilac.AddressBook.
bool has_own_method(PyObject* book, char const* name) {
  Ref const half{PyImport_ImportModule(python_half)};
  Ref const base{half ? PyObject_GetAttrString(half.get(), "AddressBook") : nullptr};
  Ref const shipped{base ? PyObject_GetAttrString(base.get(), name) : nullptr};
  Ref const own{shipped ? PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(book)), name) : nullptr};
  if (!own) PyErr_Clear();
  return own && own.get() != shipped.get();
}

std::shared_ptr<void> bind_address_book(PyObject* given, Core& core, Host& host) {
  if (!check_instance(given, python_half, "AddressBook", "address_book")) return nullptr;
  auto book = std::make_shared<PythonAddressBook>(core.keep(given));
  // A book by number has users: whoever is of another kind is found where a context keeps them.
  if (has_own_method(given, "find_person"))
    host.bind<messaging::AddressBook>(*book);
  else
    messaging::bind_address_book(host, PersonKind::user, *book);
  return book;
}

constexpr PortFace ports[] = {{"gateway", "MessageGateway", &bind_gateway},
                              {"address_book", "AddressBook", &bind_address_book}};

}  // namespace

ContextFace const messaging_face{&messaging::module, {}, nullptr, ports};

}  // namespace lilac::python
