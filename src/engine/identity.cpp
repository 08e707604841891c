// A store and the engines that open it get to know each other: its name, their modules, how late it is.
#include <cstdio>

#include "engine/absent_modules.hpp"
#include "engine/engine_impl.hpp"

namespace lilac {

using engine::Identity;
using engine::KnownModule;
using engine::SeenTime;

namespace {

std::string name_from(std::uint64_t drawn) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(drawn));
  return text;
}

}  // namespace

/// Names the store and lists the modules, whatever of it is not there yet.
result<> Engine::Impl::introduce_in(Work& work) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(Id<Identity>{1}));
  if (known == nullptr) {
    BOOST_OUTCOME_TRY(auto const drawn, store.draw_secret());
    BOOST_OUTCOME_TRY(auto const end, store.last_position());
    auto* identity = work.create(Id<Identity>{1});
    identity->name = name_from(drawn[0]);
    identity->since = end;
    work.keep(*identity);
  }
  for (auto const* module : registry.modules()) {
    BOOST_OUTCOME_TRY(auto const* listed, work.first<KnownModule::find_by_name>(std::string(module->name)));
    if (listed != nullptr) continue;
    BOOST_OUTCOME_TRY(auto* added, work.create<KnownModule>());
    added->name = module->name;
    work.keep(*added);
  }
  return outcome::success();
}

result<bool> Engine::Impl::is_known(Reader& reader) {
  BOOST_OUTCOME_TRY(auto const* identity, reader.find(Id<Identity>{1}));
  if (identity == nullptr) return false;
  for (auto const* module : registry.modules()) {
    BOOST_OUTCOME_TRY(auto const* listed, reader.first<KnownModule::find_by_name>(std::string(module->name)));
    if (listed == nullptr) return false;
  }
  return true;
}

result<> Engine::Impl::introduce() {
  if (introduced) return outcome::success();
  StoreReader before{store};
  BOOST_OUTCOME_TRY(auto const known, is_known(before));
  if (!known) {  // two that open a new store at once draw two names; the one that commits first names it
    BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) { return introduce_in(work); }));
  }
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto const* identity, reader.find(Id<Identity>{1}));
  if (identity == nullptr) return corrupt_error("the store's identity is gone");
  BOOST_OUTCOME_TRY(auto const* seen, reader.find(Id<SeenTime>{1}));
  std::lock_guard const lock(spares_mutex);
  if (introduced) return outcome::success();
  facts.identity = identity->name;
  facts.identity_since = identity->since;
  if (seen != nullptr) facts.see(seen->at);
  introduced = true;
  return outcome::success();
}

result<std::vector<std::string>> modules_absent_from(Registry const& registry, Reader& reader) {
  std::vector<std::string> absent;
  BOOST_OUTCOME_TRY(reader.each_of(Id<KnownModule>{}, no_limit, [&](KnownModule const& known) {
    if (!registry.has_module(known.name)) absent.push_back(known.name);
  }));
  return absent;
}

result<std::vector<std::string>> Engine::absent_modules() {
  StoreReader reader{impl_->store};
  return modules_absent_from(impl_->registry, reader);
}

result<std::string> Engine::store_identity() {
  BOOST_OUTCOME_TRY(impl_->introduce());
  return impl_->facts.identity;
}

}  // namespace lilac
