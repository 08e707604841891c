#include "lilac/engine/work.hpp"

#include "engine/absent_modules.hpp"
#include "engine/unit_of_work.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

Instant Work::now() const { return unit_->now(); }
Actor const& Work::actor() const { return unit_->actor(); }
Actor const& Work::origin() const { return unit_->origin(); }
std::string_view Work::correlation_id() const { return unit_->correlation(); }
Host const& Work::host() const { return unit_->host(); }

std::string_view Work::store_identity() const { return unit_->facts().identity; }
result<std::vector<std::string>> Work::absent_modules() { return modules_absent_from(unit_->registry(), *this); }

result<void const*> Work::read_row(EntityInfo const& entity, std::int64_t id) { return unit_->read(entity, id); }
result<> Work::scan_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) {
  return unit_->scan(index, prefix, after, limit, sink);
}
result<> Work::scan_entity(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  return unit_->scan(entity, after, limit, sink);
}
result<void const*> Work::first_row(IndexInfo const& index, Key const& prefix) {
  void const* first = nullptr;
  BOOST_OUTCOME_TRY(unit_->scan(index, prefix, Key{}, 1, [&](RowView const& view) {
    first = view.row;
    return false;
  }));
  return first;
}

result<void*> Work::load_row(EntityInfo const& entity, std::int64_t id) {
  BOOST_OUTCOME_TRY(auto* row, unit_->load(entity, id));
  if (row == nullptr) return missing(entity, id);
  return row;
}
Error Work::missing(EntityInfo const& entity, std::int64_t id) const {
  auto const& running = unit_->running();
  return Reader::missing(entity, id, running.type, running.payload);
}
std::span<EntityInfo const* const> Work::entities() const { return unit_->entities(); }
result<Secret> Work::draw_secret() { return unit_->store().draw_secret(); }
result<> Work::erase_by_id(EntityInfo const& entity, std::int64_t id) {
  BOOST_OUTCOME_TRY(auto* row, load_row(entity, id));
  unit_->erase(row);
  return outcome::success();
}
void* Work::create_row(EntityInfo const& entity, std::int64_t id) { return unit_->create(entity, id); }
void Work::erase_row(void* row) { unit_->erase(row); }
void Work::save_row(void* row) { unit_->save(row); }
void Work::publish(EventInfo const& type, void* payload, void const* row) { unit_->publish(type, payload, row); }
void* Work::take(std::size_t size, std::size_t align) { return unit_->take(size, align); }
result<std::int64_t> Work::next_id(EntityInfo const& entity) { return unit_->next_id(entity); }
result<> Work::dispatch(CommandInfo const& command, void const* payload) { return unit_->dispatch(command, payload); }

result<> Work::schedule_command(std::string_view name, Instant due, CommandInfo const& command, void const* payload) {
  BOOST_OUTCOME_TRY(auto* deadline, load_first<engine::Deadline::find_by_name>(std::string(name)));
  if (deadline == nullptr) {
    BOOST_OUTCOME_TRY(deadline, create<engine::Deadline>());
    deadline->name = name;
  }
  deadline->due_at = due;
  deadline->first_due_at.reset();
  deadline->attempts = 0;
  deadline->command = command.number;
  deadline->payload.text.clear();
  append_json(deadline->payload.text, *command.type, payload, Showing::whole);
  deadline->correlation_id = unit_->correlation();
  keep(*deadline);
  return outcome::success();
}

result<> Work::unschedule(std::string_view name) {
  BOOST_OUTCOME_TRY(auto* deadline, load_first<engine::Deadline::find_by_name>(std::string(name)));
  if (deadline != nullptr) erase(*deadline);
  return outcome::success();
}

}  // namespace lilac
