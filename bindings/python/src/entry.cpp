#include "entry.hpp"

#include <new>

#include "core.hpp"
#include "errors.hpp"

namespace lilac::python {

namespace {

thread_local Entry* innermost = nullptr;

/// Stands for a C++ exception until settle() has made a Python one of it.
constexpr Rule misconfigured{5997, "CONFIGURATION", "misconfigured", "{value}"};
constexpr Rule unexpected{5999, "UNEXPECTED", "unexpected", "{value}"};
constexpr Rule out_of_memory{5998, "OUT_OF_MEMORY", "out_of_memory", "There is no memory left."};

}  // namespace

Error error_of_current_exception() {
  try {
    throw;
  } catch (std::bad_alloc const&) {
    return refuse(out_of_memory);
  } catch (ConfigurationError const& error) {
    return refuse(misconfigured, field("engine"), value(std::string_view(error.what())));
  } catch (std::exception const& error) {
    return refuse(unexpected, field("engine"), value(std::string_view(error.what())));
  }
}

bool is_failure_of_port(Error const& error) {
  return error.is(misconfigured) || error.is(rules::storage_failed) || error.is(rules::corrupt) ||
         error.is(rules::gateway_failed);
}

Entry::Entry(std::shared_ptr<Core> core) : core_(std::move(core)), outer_(innermost) { innermost = this; }
Entry::~Entry() { innermost = outer_; }
Entry* Entry::current() { return innermost; }

bool Entry::take_interrupt(Ref const& exception) {
  if (PyErr_GivenExceptionMatches(exception.get(), PyExc_Exception) != 0) return false;
  interrupt_ = exception;
  return true;
}

void Entry::keep(char const* port) {
  auto exception = take_exception();
  if (!exception || take_interrupt(exception)) return;
  kept_.push_back({port, std::move(exception)});
}

void Entry::report(char const* port) {
  auto exception = take_exception();
  if (!exception || take_interrupt(exception)) return;
  tell({port, std::move(exception)});
}

void Entry::tell(Kept const& kept) {
  auto* hook = core_->error_hook();
  if (hook != nullptr && hook != Py_None) {
    Ref const answer{call_python([&] { return PyObject_CallFunction(hook, "sO", kept.port, kept.exception.get()); })};
    if (answer) return;
    PyErr_WriteUnraisable(hook);
  }
  set_exception(kept.exception);
  Ref const where{PyUnicode_FromString(kept.port)};
  PyErr_WriteUnraisable(where.get());
}

void Entry::tell_kept() {
  if (kept_.empty()) return;
  WithGil const held;
  for (auto const& kept : std::exchange(kept_, {})) tell(kept);
}

bool Entry::settle(result<>&& done, bool thrown) {
  auto const fails_by_port = thrown || (!done && is_failure_of_port(done.error()));
  Ref cause;
  if (fails_by_port && !kept_.empty()) {
    cause = std::move(kept_.back().exception);
    kept_.pop_back();
  }
  for (auto const& kept : std::exchange(kept_, {})) tell(kept);
  if (interrupt_) {
    set_exception(std::exchange(interrupt_, {}));
    return false;
  }
  if (cause) {
    set_exception(std::move(cause));
    return false;
  }
  if (done) return true;
  if (done.error().is(out_of_memory)) {
    PyErr_NoMemory();
  } else if (done.error().is(misconfigured)) {
    raise_named("ConfigurationError", done.error().message());
  } else if (done.error().is(unexpected)) {
    raise_named("Error", done.error().message());
  } else {
    raise(done.error());
  }
  return false;
}

}  // namespace lilac::python
