#include "core.hpp"

#include <algorithm>
#include <chrono>

#include "datetimes.hpp"
#include "entry.hpp"
#include "errors.hpp"
#include "gil.hpp"
#include "own_records.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

/// The engine may let go of a listener on any thread.
std::shared_ptr<Listener> make_listener(PyObject* callable) {
  return {new Listener{Ref::to(callable)}, [](Listener* listener) {
            WithGil const held;
            delete listener;
          }};
}

void call(Listener const& listener, EventInfo const& event, void const* payload, Heard const& heard) {
  auto* entry = Entry::current();
  if (entry == nullptr || !entry->may_call()) return;
  WithGil const held;
  if (listener.is_ended) return;
  auto const callable = listener.callable;  // it may end itself
  auto const shown = shown_of(heard);
  Ref const first{copy_to_record(*event.type, payload, Showing::masked)};
  Ref const second{first ? copy_to_record(type_of<HeardRecord>(), &shown, Showing::masked) : nullptr};
  auto const tell = [&] { return PyObject_CallFunctionObjArgs(callable.get(), first.get(), second.get(), nullptr); };
  Ref const answer{second ? call_python(tell) : nullptr};
  if (!answer) entry->report("a listener");
}

}  // namespace

Core::Core() : generation_(fork_generation()) {}

Core::~Core() {
  if (!is_of_this_process()) {
    // Locks and connections are the parent's: to close them here would do harm there. The memory is given up.
    static_cast<void>(parts_.release());
    return;
  }
  auto const close = [this] {
    parts_->listeners.clear();
    parts_->engine.reset();
    parts_->store.reset();
  };
  // While the interpreter ends it cannot be let go of.
  if (is_running()) {
    WithoutGil const free;
    close();
  } else {
    close();
  }
}

bool Core::is_of_this_process() const { return generation_ == fork_generation(); }

PyObject* Core::keep(PyObject* object) { return kept_.emplace_back(Ref::to(object)).get(); }

void Core::start(std::span<ModuleInfo const* const> modules, Host const& host) {
  parts_->engine = std::make_unique<Engine>(*parts_->store, modules, host);
}

bool Core::instant_of(PyObject* at, Instant& out) const {
  if (at != nullptr && at != Py_None) return from_python(at, out, Place{"at"});
  if (!clock_) {
    out = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return true;
  }
  Ref const now{call_python([this] { return PyObject_CallNoArgs(clock_.get()); })};
  return now && from_python(now.get(), out, Place{"clock()"});
}

std::shared_ptr<Listener> Core::listen(EventInfo const& event, PyObject* callable) {
  auto listener = make_listener(callable);
  listener->subscription = engine().on_raw(
      event, [&event, weak = std::weak_ptr<Listener>(listener)](void const* payload, Heard const& heard) {
        if (auto const alive = weak.lock()) call(*alive, event, payload, heard);
      });
  parts_->listeners.push_back(listener);
  return listener;
}

void Core::end(std::shared_ptr<Listener> const& listener) {
  listener->is_ended = true;
  listener->subscription.end();
  parts_->listeners.remove(listener);
}

int Core::traverse(visitproc visit, void* arg) const {
  for (auto const& object : kept_) Py_VISIT(object.get());
  for (auto const& listener : parts_->listeners) Py_VISIT(listener->callable.get());
  Py_VISIT(clock_.get());
  Py_VISIT(error_hook_.get());
  return 0;
}

}  // namespace lilac::python
