// Forgetting many people while the desk goes on: a file with so many memos, one thread that writes so many a second,
// and another that forgets people meanwhile. Tells how long each took, how often somebody was in the way, and whether a
// word of theirs is left in the file or its log. Exits with 1 when one is.
//
//   forget_people FILE [MEMOS] [PEOPLE] [MEMOS-A-SECOND]
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace {

using namespace lilac::support;
using lilac::Engine;
using lilac::Instant;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t memos_of_one = 100;
constexpr std::int64_t of_a_batch = 1'000;
auto const by_operator = lilac::operation_user(3);

void must(lilac::result<> const& done, char const* what) {
  if (!done) throw std::runtime_error(std::string(what) + ": " + done.error().message());
}

std::string word_of(std::int64_t user) { return "<words of user " + std::to_string(user) + ">"; }

EnrolUserCycle enrolment_of(std::int64_t user) {
  EnrolUserCycle enrol;
  enrol.user_id = {user};
  enrol.user_cycle_id = {user};
  enrol.started_on = *lilac::parse_date("2026-01-05");
  enrol.site_id = {1};
  enrol.name = word_of(user);
  enrol.phone.secret = "010-0000-" + std::to_string(1000 + user % 9000);
  enrol.time_zone = "Asia/Seoul";
  return enrol;
}

CreateMemo memo_of(std::int64_t user) { return {{user}, {user}, lilac::PersonalText{word_of(user)}}; }

void fill(Engine& engine, std::int64_t memos, Instant at) {
  for (auto const sequence : {1, 2, 3}) {
    auto const done = engine.execute(DefineOutboundPlan{sequence, 7 * sequence}, lilac::admin(1), {.at = at});
    if (!done) throw std::runtime_error("the programme: " + done.error().message());
  }
  for (std::int64_t written = 0; written < memos;) {
    auto const begun = written;
    must(engine.batch([&](lilac::Batch& batch) {
      written = begun;
      for (std::int64_t i = 0; i < of_a_batch && written < memos; ++i, ++written) {
        auto const user = 1 + written / memos_of_one;
        if (written % memos_of_one == 0)
          static_cast<void>(batch.execute(enrolment_of(user), lilac::admin(1), {.at = at}).value());
        static_cast<void>(batch.execute(memo_of(user), by_operator, {.at = at}).value());
      }
    }),
         "filling the file");
    if (written % 100'000 == 0) std::printf("%lld memos\n", static_cast<long long>(written));
    must(engine.run_until_idle(at), "feeding the views");
  }
}

/// How often a word of these people is in the bytes of the file and its log.
std::int64_t words_left(std::string const& path, std::int64_t people) {
  std::int64_t left = 0;
  for (auto const* suffix : {"", "-wal", "-journal", "-shm"}) {
    std::ifstream in(path + suffix, std::ios::binary);
    std::string const begin = "<words of user ";
    std::string bytes;
    std::vector<char> page(1 << 20);
    while (in.read(page.data(), static_cast<std::streamsize>(page.size())), in.gcount() > 0) {
      bytes.append(page.data(), static_cast<std::size_t>(in.gcount()));
      for (std::size_t at = 0; (at = bytes.find(begin, at)) != std::string::npos; ++at) {
        std::int64_t user = 0;
        std::from_chars(bytes.data() + at + begin.size(), bytes.data() + bytes.size(), user);
        if (user >= 1 && user <= people && at + 64 < bytes.size()) ++left;
      }
      if (bytes.size() > 64) bytes.erase(0, bytes.size() - 64);
    }
  }
  return left;
}

int run(std::string const& path, std::int64_t memos, std::int64_t people, std::int64_t a_second) {
  auto opened = lilac::SqliteStore::open(path);
  if (!opened) throw std::runtime_error(opened.error().message());
  auto const store = std::move(opened).value();
  lilac::TzdbZones zones;
  lilac::Host host;
  host.bind<lilac::Zones>(zones);
  bind_bridges(host);
  Engine engine{*store, {&module, &lilac::messaging::module}, host};
  auto const at = *lilac::parse_instant("2026-01-05T00:00:00Z");
  auto const users = (memos + memos_of_one - 1) / memos_of_one;
  people = std::min(people, users - 1);
  fill(engine, memos, at);

  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> written{0};
  std::atomic<std::int64_t> refused{0};
  std::thread desk([&] {  // all the while, about those who are not forgotten
    auto const begin = Clock::now();
    for (std::int64_t n = 0; !stop; ++n) {
      std::this_thread::sleep_until(begin + std::chrono::microseconds(n * 1'000'000 / a_second));
      auto const done = engine.execute(memo_of(people + 1 + n % (users - people)), by_operator, {.at = at});
      ++(done ? written : refused);
    }
  });
  std::vector<double> seconds;
  std::int64_t failed = 0;
  auto const begin = Clock::now();
  for (std::int64_t user = 1; user <= people; ++user) {
    auto const started = Clock::now();
    auto const done = engine.redact(user, lilac::admin(1), {.at = at});
    seconds.push_back(std::chrono::duration<double>(Clock::now() - started).count());
    if (!done) {
      ++failed;
      std::printf("user %lld: %s\n", static_cast<long long>(user), done.error().message().c_str());
    }
  }
  auto const took = std::chrono::duration<double>(Clock::now() - begin).count();
  stop = true;
  desk.join();
  std::sort(seconds.begin(), seconds.end());
  auto const left = words_left(path, people);
  std::printf("%lld memos; %lld people forgotten in %.1f s: median %.3f s, longest %.3f s, %lld failed\n",
              static_cast<long long>(memos), static_cast<long long>(people), took, seconds[seconds.size() / 2],
              seconds.back(), static_cast<long long>(failed));
  std::printf("meanwhile %lld memos were written, %.0f a second, and %lld refused\n",
              static_cast<long long>(written.load()), static_cast<double>(written.load()) / took,
              static_cast<long long>(refused.load()));
  std::printf("words of the forgotten in the file and its log: %lld\n", static_cast<long long>(left));
  return failed == 0 && left == 0 && refused == 0 ? 0 : 1;
}

std::int64_t number(char const* text) {
  std::int64_t value = 0;
  auto const* end = text + std::strlen(text);
  if (std::from_chars(text, end, value).ptr != end || value < 1)
    throw std::runtime_error(std::string(text) + " is no number");
  return value;
}

}  // namespace

int main(int count, char** values) {
  if (count < 2 || values[1][0] == '-') {
    std::puts("forget_people FILE [MEMOS=100000] [PEOPLE=100] [MEMOS-A-SECOND=1000]");
    return count < 2 ? 2 : 0;
  }
  try {
    return run(values[1], count > 2 ? number(values[2]) : 100'000, count > 3 ? number(values[3]) : 100,
               count > 4 ? number(values[4]) : 1'000);
  } catch (std::exception const& failed) {
    std::fprintf(stderr, "forget_people: %s\n", failed.what());
    return 1;
  }
}
