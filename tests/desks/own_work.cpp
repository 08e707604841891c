#include "desks/own_work.hpp"

#include "lilac/engine/records.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"
#include "lilac/messaging/message.hpp"

namespace lilac::desks {

namespace {

template <class T>
T const* as(EntityInfo const& entity, void const* row) {
  return &entity == &entity_info<T>() ? static_cast<T const*>(row) : nullptr;
}

std::string first_part(std::string const& text, char mark) { return text.substr(0, text.find(mark)); }

}  // namespace

OwnWork::OwnWork(Store& inner, std::span<ModuleInfo const* const> lacked) : PassingStore(inner), inner_(inner) {
  for (auto const* module : lacked) {
    auto& commands = lacked_[module->name];
    for (auto const& entry : module->commands) commands.insert(entry.info->number);
  }
}

std::string OwnWork::context_of(EntityInfo const& entity, void const* row) const {
  auto const context_of_command = [&](std::int32_t number) -> std::string {
    for (auto const& [name, commands] : lacked_)
      if (commands.contains(number)) return name;
    return {};
  };
  if (auto const* deadline = as<engine::Deadline>(entity, row)) return context_of_command(deadline->command);
  if (auto const* cursor = as<engine::Cursor>(entity, row)) return first_part(cursor->consumer, '.');
  if (auto const* message = as<messaging::Message>(entity, row)) return first_part(message->purpose, '.');
  if (auto const* entry = as<engine::RelayEntry>(entity, row))
    return entry->command != 0 ? context_of_command(entry->command) : first_part(entry->consumer, '.');
  return entity.context;
}

void OwnWork::touched(std::string const& context, std::string const& what) {
  if (lacked_.contains(context)) trespasses_.push_back(context + ": " + what);
}

void OwnWork::check(EntityInfo const& entity, void const* row) {
  touched(context_of(entity, row), std::string(entity.name) + " " + std::to_string(entity.id_of(row)));
}

result<> OwnWork::commit(WriteSet const& set) {
  StoreReader reader{inner_};
  for (auto const& write : set.rows) {
    if (write.action == RowWrite::Action::check) continue;
    if (write.row != nullptr) check(*write.entity, write.row);
    if (write.action == RowWrite::Action::insert) continue;
    BOOST_OUTCOME_TRY(auto const* present, reader.read_row(*write.entity, write.id));
    if (present != nullptr) check(*write.entity, present);
  }
  for (auto const& command : set.commands)
    if (command.command != nullptr) touched(command.command->context, command.command->name);
  return PassingStore::commit(set);
}

}  // namespace lilac::desks
