// For how long a port's deliveries are tried again.
#include "engine/post.hpp"

namespace lilac::parcel {

template <std::int64_t Milliseconds>
struct Patient {
  virtual ~Patient() = default;
  virtual result<> hear(ParcelSent const& event, Delivery const& delivery) = 0;
  static constexpr Duration patience{Milliseconds};
};

namespace {

template <std::int64_t Milliseconds>
struct Never final : Patient<Milliseconds> {
  std::vector<Duration> tries;
  Instant now;
  result<> hear(ParcelSent const&, Delivery const&) override {
    tries.push_back(now - noon);
    return refuse(rules::gateway_failed, field("Patient"), value("never"));
  }
};

/// When it was tried, until it was given up.
template <std::int64_t Milliseconds>
std::vector<Duration> tries_of() {
  static constexpr PolicyInfo policies[] = {deliver<&Patient<Milliseconds>::hear>("It hears")};
  static constexpr auto ports = port_table<Patient<Milliseconds>>();
  static constexpr ModuleInfo patient{.name = "patient", .policies = policies, .ports = ports};
  Never<Milliseconds> port;
  Host host;
  host.bind<Patient<Milliseconds>>(port);
  Post post;
  Engine engine{post.memory, {&module, &patient}, host};
  post.sent();
  for (port.now = noon; engine.dead_letters().value().empty() && port.now < noon + 80h; port.now += 30s)
    REQUIRE(engine.run_until_idle(port.now));
  return port.tries;
}

using Tries = std::vector<Duration>;

TEST_CASE("A port is tried again for as long as it has patience, and not a millisecond longer") {
  CHECK(tries_of<0>() == Tries{0s});
  CHECK(tries_of<29'999>() == Tries{0s});
  CHECK(tries_of<30'000>() == Tries{0s, 30s});
  CHECK(tries_of<89'999>() == Tries{0s, 30s});
  CHECK(tries_of<450'000>() == Tries{0s, 30s, 90s, 210s, 450s});
}

TEST_CASE("Pauses grow up to an hour: a port with 72 hours of patience is tried 78 times") {
  auto const tries = tries_of<72LL * 3'600'000>();
  REQUIRE(tries.size() == 78);
  CHECK(tries[7] - tries[6] == 1920s);
  CHECK(tries[8] - tries[7] == 1h);
  CHECK(tries.back() - tries[76] == 1h);
  CHECK(tries.back() <= 72h);
}

TEST_CASE("A port may have patience without end") {
  CHECK(tries_of<std::numeric_limits<std::int64_t>::max()>().size() > 78);
}

}  // namespace
}  // namespace lilac::parcel
