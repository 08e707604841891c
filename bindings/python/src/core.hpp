// What stands behind a desk: the engine, its store and ports, and the Python objects that they call.
#pragma once

#include <list>
#include <memory>
#include <vector>

#include "lilac/engine/engine.hpp"
#include "python.hpp"

namespace lilac::python {

/// Somebody who listens to the desk. Ended: told nothing more, even where the engine is about to.
struct Listener {
  Ref callable;
  bool is_ended = false;
  Subscription subscription{};
};

/// Lives as long as its desk is open and as every call that is under way. Made and dropped with the interpreter held.
class Core {
 public:
  Core();
  ~Core();
  Core(Core const&) = delete;
  Core& operator=(Core const&) = delete;

  Engine& engine() { return *parts_->engine; }
  Store& store() { return *parts_->store; }
  /// False in a process that inherited it through fork().
  bool is_of_this_process() const;

  /// Keeps a Python object as long as this; adapters only borrow it.
  PyObject* keep(PyObject* object);
  void keep(std::shared_ptr<void> adapter) { parts_->adapters.push_back(std::move(adapter)); }
  void take_store(std::unique_ptr<Store> store) { parts_->store = std::move(store); }
  /// Throws ConfigurationError.
  void start(std::span<ModuleInfo const* const> modules, Host const& host);

  void set_clock(PyObject* callable) { clock_ = Ref::to(callable); }
  void set_error_hook(PyObject* callable) { error_hook_ = Ref::to(callable); }
  PyObject* error_hook() const { return error_hook_.get(); }
  /// The instant that `at` names, or the clock's when it is None or null. False with an exception set.
  bool instant_of(PyObject* at, Instant& out) const;

  std::shared_ptr<Listener> listen(EventInfo const& event, PyObject* callable);
  void end(std::shared_ptr<Listener> const& listener);

  int traverse(visitproc visit, void* arg) const;

 private:
  struct Parts {
    std::vector<std::shared_ptr<void>> adapters;
    std::unique_ptr<Store> store;
    std::unique_ptr<Engine> engine;
    std::list<std::shared_ptr<Listener>> listeners;
  };
  std::unique_ptr<Parts> parts_ = std::make_unique<Parts>();
  std::vector<Ref> kept_;
  Ref clock_;
  Ref error_hook_;
  std::uint64_t generation_;
};

}  // namespace lilac::python
