// A host with its own tables links the desk: the rules are Lilac's, the call list stays the clinic's.
#include <iostream>

#include "lilac/adapters/repository_store.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "tables.hpp"

int main() {
  using namespace lilac::support;
  clinic::Database database;
  clinic::Transaction transaction{database};
  clinic::Documents documents{database};
  clinic::Journal journal{database};
  clinic::CallRepository calls{database};
  lilac::RepositoryStore store{transaction, documents, journal, {&calls}};

  lilac::TzdbZones zones;
  lilac::Host host;
  host.bind<lilac::Zones>(zones);
  lilac::Engine engine{store, {&lilac::support::module, &lilac::messaging::module}, bind_bridges(host)};

  auto const morning = lilac::parse_instant("2026-01-12T10:00:00+09:00").value();
  auto must = [](auto const& done) {
    if (done) return;
    std::cerr << done.error().message() << '\n';
    std::exit(1);
  };
  must(engine.execute(DefineOutboundPlan{1, 7}, lilac::admin(1), {morning}));
  must(engine.execute(EnrolUserCycle{{7},
                                     {70},
                                     lilac::parse_date("2026-01-05").value(),
                                     {1},
                                     {},
                                     "Kim Minji",
                                     {"010-1234-5678"},
                                     "Asia/Seoul",
                                     {}},
                      lilac::system_actor, {morning}));
  must(engine.execute(CompleteOutbound{{1}}, lilac::operation_user(3), {morning}));
  std::cout << "the clinic's call 1 is " << database.calls.at(1).state << " by nurse " << *database.calls.at(1).nurse
            << '\n';

  auto const again = engine.execute(CompleteOutbound{{1}}, lilac::operation_user(4), {morning});
  std::cout << "again: " << again.error().number() << ' ' << again.error().name() << ", still revision "
            << database.calls.at(1).revision << '\n';

  auto const log = engine.ask(GetLogs{.user_id = UserId{7}}).value();
  for (auto const& line : log) {
    std::cout << "log: " << word(line.type) << ' ' << line.meta.text << '\n';
  }
}
