// A night of bills: so many messages by e-mail, then by SMS, through a simulated carrier that takes a second for each
// e-mail and fails once in a hundred tries. Then everything is counted. Exits with 1 when a number is wrong.
//
//   million_messages [NUMBER] [--store FILE] [--one-try]
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"

namespace {

using namespace lilac::messaging;
using lilac::Instant;

constexpr std::int64_t of_a_batch = 10'000;

struct Arguments {
  std::int64_t messages = 1'000'000;
  std::string store;  ///< empty: in memory
  bool one_try = false;
};

bool parse(int count, char** values, Arguments& arguments) {
  for (int i = 1; i < count; ++i) {
    std::string_view const value = values[i];
    if (value == "--one-try") {
      arguments.one_try = true;
    } else if (value == "--store" && i + 1 < count) {
      arguments.store = values[++i];
    } else if (std::from_chars(value.data(), value.data() + value.size(), arguments.messages).ptr !=
                   value.data() + value.size() ||
               arguments.messages < 1) {
      return false;
    }
  }
  return true;
}

/// Everybody has a mailbox and a telephone.
struct Everybody final : lilac::messaging::AddressBookOfOneKind {
  Everybody() : AddressBookOfOneKind(lilac::PersonKind::customer) {}
  lilac::result<std::optional<Recipient>> find_number(lilac::Reader&, std::int64_t id) override {
    auto const number = std::to_string(id);
    Recipient recipient;
    recipient.email.secret = "customer" + number + "@example.com";
    recipient.phone.secret = "010-" + number;
    recipient.time_zone = "Asia/Seoul";
    return std::optional{std::move(recipient)};
  }
};

template <class T>
T expect(lilac::result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return std::move(result).value();
}
void expect(lilac::result<> result) {
  if (!result) throw std::runtime_error(result.error().message());
}

std::unique_ptr<lilac::Store> open_store(std::string const& path) {
  if (path.empty()) return std::make_unique<lilac::MemoryStore>();
  return expect(lilac::SqliteStore::open(path));
}

void define_bill(lilac::Engine& engine, Channel channel, std::string subject, std::string body, Instant at) {
  DefineTemplate bill;
  bill.template_id = {1};
  bill.channel = channel;
  bill.subject = std::move(subject);
  bill.body = std::move(body);
  bill.variables = {"name", "sum"};
  expect(engine.execute(bill, lilac::admin(1), {.at = at}));
}

RequestMessage bill_for(std::int64_t customer) {
  RequestMessage request;
  request.dedup_key = "billing:2026-01:" + std::to_string(customer);
  request.purpose = "billing.bill";
  request.recipient_id = customer;
  request.recipient_kind = lilac::PersonKind::customer;
  request.steps = {Channel::EMAIL, Channel::SMS};
  request.template_id = TemplateId{1};
  request.variables = {{"name", "Customer " + std::to_string(customer)}, {"sum", "35,200"}};
  return request;
}

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

void report(char const* what, std::int64_t messages, double seconds) {
  std::printf("%s: %.1f s, %.0f messages/s\n", what, seconds, static_cast<double>(messages) / seconds);
}

int run(Arguments const& arguments) {
  auto const night = lilac::parse_instant("2026-01-12T09:00:00+09:00").value();
  auto const store = open_store(arguments.store);
  if (expect(store->last_position()) != 0) throw std::runtime_error(arguments.store + " is in use already");
  lilac::SimulationGateway carrier{lilac::Simulation::of_tr1l(2026)};
  lilac::TzdbZones zones;
  Everybody everybody;
  lilac::Host host;
  host.bind<lilac::Zones>(zones).bind<MessageGateway>(carrier).bind<AddressBook>(everybody);
  host.set(arguments.one_try ? one_try_per_channel() : Rules{});
  lilac::Engine engine{*store, {&module}, host};
  define_bill(engine, Channel::EMAIL, "Your bill", "<p>Dear {name}, you owe {sum} won.</p>", night);
  define_bill(engine, Channel::SMS, "", "{name}: {sum} won", night);

  Watch const requesting;
  for (std::int64_t next = 1; next <= arguments.messages;) {
    expect(engine.batch([&, first = next](lilac::Batch& batch) {
      next = first;
      for (auto const end = std::min(first + of_a_batch, arguments.messages + 1); next < end; ++next)
        expect(batch.execute(bill_for(next), lilac::system_actor, {.at = night}));
    }));
  }
  report("asked for", arguments.messages, requesting.seconds());
  Watch const sending;
  expect(engine.advance_to(night + std::chrono::hours(24)));
  report("sent", arguments.messages, sending.seconds());

  std::int64_t sent = 0, by_sms = 0;
  auto see = [&](Message const& message) {
    ++sent;
    by_sms += message.step;
    return true;
  };
  expect(engine.query(GetMessages{MessageState::Sent}, lilac::FunctionRef<bool(Message const&)>{see}));
  auto const counts = carrier.counts();
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("sent %lld, of them by SMS %lld; carried %lld, twice %lld; at most %ld MiB of memory\n",
              static_cast<long long>(sent), static_cast<long long>(by_sms), static_cast<long long>(counts.carried),
              static_cast<long long>(counts.duplicates), used.ru_maxrss / 1024);
  auto const expected = static_cast<double>(arguments.messages) / 100;
  auto const is_expected = std::abs(static_cast<double>(by_sms) - expected) <= 3 * std::sqrt(expected * 0.99) + 1;
  auto const is_right = sent == arguments.messages && counts.carried == sent && counts.duplicates == 0 &&
                        (!arguments.one_try || is_expected);
  if (!is_right) std::puts("these numbers are wrong");
  return is_right ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  Arguments arguments;
  if (!parse(count, values, arguments)) {
    std::fputs("usage: million_messages [NUMBER] [--store FILE] [--one-try]\n", stderr);
    return 2;
  }
  try {
    return run(arguments);
  } catch (std::exception const& failure) {
    std::fprintf(stderr, "million_messages: %s\n", failure.what());
    return 2;
  }
}
