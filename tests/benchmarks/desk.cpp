#include "benchmarks/desk.hpp"

#include <cstdlib>
#include <deque>
#include <variant>

namespace lilac::benchmarks {

Zones& zones() {
  static TzdbZones known;
  return known;
}

void fill(Store& store, std::int64_t plans) {
  using Row = std::variant<support::UserCycle, support::UserSupport, support::UserOutboundPlan>;
  std::deque<Row> rows;
  std::vector<RowWrite> writes;
  auto const write = [&] {
    WriteSet set;
    set.rows = writes;
    if (!store.commit(set)) std::abort();
    writes.clear();
    rows.clear();
  };
  for_each_row(plans, [&]<class T>(T const& row) {
    auto& kept = std::get<T>(rows.emplace_back(row));
    auto const& entity = entity_info<T>();
    writes.push_back({&entity, entity.id_of(&kept), 0, 1, RowWrite::Action::insert, &kept, 0});
    if (writes.size() == 4096) write();
  });
  write();
}

}  // namespace lilac::benchmarks
