#include "engine/subscriptions.hpp"

#include <boost/signals2/signal.hpp>
#include <unordered_map>

namespace lilac {

namespace {

/// Calls every slot, whatever the ones before threw: a host's listener cannot take the news from the others.
struct CallAll {
  using result_type = void;
  template <class Slots>
  void operator()(Slots first, Slots last) const {
    for (; first != last; ++first) {
      try {
        *first;
      } catch (...) {  // the contract of Engine::on: what a slot throws is swallowed
      }
    }
  }
};
using Signal = boost::signals2::signal<void(void const*, Heard const&), CallAll>;

}  // namespace

/// Counted for as long as its slot may be called.
struct Subscription::Connection {
  explicit Connection(std::shared_ptr<std::atomic<std::int64_t>> counted) : live(std::move(counted)) {
    live->fetch_add(1, std::memory_order_release);
  }
  ~Connection() {
    held.disconnect();
    live->fetch_sub(1, std::memory_order_release);
  }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  std::shared_ptr<std::atomic<std::int64_t>> live;
  boost::signals2::scoped_connection held;
};

Subscription::Subscription() = default;
Subscription::Subscription(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Subscription::Subscription(Subscription&&) noexcept = default;
Subscription& Subscription::operator=(Subscription&&) noexcept = default;
Subscription::~Subscription() = default;
void Subscription::end() { connection_.reset(); }

struct Subscriptions::Signals {
  std::unordered_map<EventInfo const*, std::shared_ptr<Signal>> by_event;
};

Subscriptions::Subscriptions() : signals_(std::make_unique<Signals>()) {}
Subscriptions::~Subscriptions() = default;

Subscription Subscriptions::connect(EventInfo const& event, std::function<void(void const*, Heard const&)> slot) {
  std::lock_guard const lock(mutex_);
  auto& signal = signals_->by_event[&event];
  if (!signal) signal = std::make_shared<Signal>();
  auto connection = std::make_unique<Subscription::Connection>(live_);
  connection->held = signal->connect(std::move(slot));
  return Subscription{std::move(connection)};
}

void Subscriptions::emit(EventInfo const& event, void const* payload, Heard const& heard) {
  std::shared_ptr<Signal> signal;
  {
    std::lock_guard const lock(mutex_);
    auto const found = signals_->by_event.find(&event);
    if (found == signals_->by_event.end()) return;
    signal = found->second;
  }
  (*signal)(payload, heard);
}

}  // namespace lilac
