#include "frozen/filled.hpp"

#include <fstream>
#include <memory>

#include "lilac/billing/billing.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace lilac::frozen {

namespace {

/// Gives every field a value of its own, from a running number.
void fill(TypeInfo const& type, void* at, std::int64_t& next) {
  auto const number = ++next;
  switch (type.kind) {
    case Kind::boolean:
      write_number(type, at, 1);
      break;
    case Kind::integer:
    case Kind::id:
      write_number(type, at, number);
      break;
    case Kind::duration:
      write_number(type, at, number * 1000);
      break;
    case Kind::instant:
      write_number(type, at, 1'768'000'000'000 + number * 1001);
      break;
    case Kind::date:
      write_number(type, at, 20'000 + number);
      break;
    case Kind::enumeration:
      write_number(type, at, type.names.back().value);
      break;
    case Kind::text:
    case Kind::address:
      text_at(type, at) = "text " + std::to_string(number) + " \"한글\"";
      break;
    case Kind::json:
      text_at(type, at) = "{\"n\":" + std::to_string(number) + "}";
      break;
    case Kind::dictionary:
      *static_cast<Dictionary*>(at) = {{"name", std::to_string(number)}};
      break;
    case Kind::money:
      *static_cast<Money*>(at) = {number, Currency{"USD"}};
      break;
    case Kind::optional:
      fill(*type.inner, type.optional->emplace(at), next);
      break;
    case Kind::list:
      fill(*type.inner, type.list->push(at), next);
      break;
    case Kind::record:
      for (auto const& field : type.fields) fill(*field.type, field.at(at), next);
      break;
  }
}

std::string filled(TypeInfo const& type) {
  std::unique_ptr<void, void (*)(void*)> raw{::operator new(type.object->size),
                                             [](void* at) { ::operator delete(at); }};
  type.object->construct(raw.get());
  std::int64_t next = 0;
  fill(type, raw.get(), next);
  std::string text;
  append_json(text, type, raw.get(), Showing::whole);
  type.object->destroy(raw.get());
  return text;
}

}  // namespace

std::vector<Sample> present_samples(std::span<ModuleInfo const* const> modules) {
  std::vector<Sample> samples;
  for (auto const* module : modules) {
    for (auto const* event : module->events) {
      samples.push_back(
          {"event", std::string(event->context) + "." + event->name, event->version, filled(*event->type)});
    }
    for (auto const& command : module->commands) {
      if (command.info->reply == nullptr) continue;
      samples.push_back(
          {"reply", std::string(command.info->context) + "." + command.info->name, 1, filled(*command.info->reply)});
    }
  }
  return samples;
}

std::string line_of(Sample const& sample) {
  return sample.what + "\t" + sample.name + "\t" + std::to_string(sample.version) + "\t" + sample.payload;
}

std::vector<Sample> read_samples(std::string const& path) {
  std::vector<Sample> samples;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    auto const name = line.find('\t') + 1;
    auto const version = line.find('\t', name) + 1;
    auto const payload = line.find('\t', version) + 1;
    samples.push_back({line.substr(0, name - 1), line.substr(name, version - name - 1),
                       std::stoi(line.substr(version, payload - version - 1)), line.substr(payload)});
  }
  return samples;
}

std::span<ModuleInfo const* const> all_modules() {
  static constexpr ModuleInfo const* modules[] = {&messaging::module, &support::module, &billing::module};
  return modules;
}

}  // namespace lilac::frozen
