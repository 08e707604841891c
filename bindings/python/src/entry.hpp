// One call from Python into the engine: what it holds on to, and what becomes of exceptions that Python code raised
// while the engine called it back.
#pragma once

#include <memory>
#include <vector>

#include "lilac/kernel/result.hpp"
#include "python.hpp"

namespace lilac::python {

class Core;

/// Thrown through the engine where a port has no other way to fail. The exception itself is kept by the Entry.
struct RaisedInPython {};

/// Stands on the stack while the engine works for one call. Entries nest when a port calls the desk again.
class Entry {
 public:
  explicit Entry(std::shared_ptr<Core> core);
  ~Entry();
  Entry(Entry const&) = delete;
  Entry& operator=(Entry const&) = delete;

  Core& core() const { return *core_; }
  /// The innermost one of this thread, or null.
  static Entry* current();
  /// False once something was raised that must end the call soon, as KeyboardInterrupt: ports are not called any more.
  bool may_call() const { return !interrupt_; }

  // With the interpreter held, from a port:
  /// Keeps the exception that is set; `port` names who raised it. The call fails with it if the engine does.
  void keep(char const* port);
  /// The same for what the engine never fails by: the desk's on_port_error gets it, or sys.unraisablehook.
  void report(char const* port);

  /// Tells the hook about all that was kept; for calls whose caller is told nothing but that they failed.
  void tell_kept();

  /// Runs `work`, which returns result<>, without the interpreter; then decides. True when it went well. Else an
  /// exception is set: what a port raised, or the refusal.
  template <class Work>
  bool run(Work&& work);

 private:
  struct Kept {
    char const* port;
    Ref exception;
  };
  bool settle(result<>&& done, bool thrown);
  void tell(Kept const& kept);
  bool take_interrupt(Ref const& exception);

  std::shared_ptr<Core> core_;
  Entry* outer_;
  std::vector<Kept> kept_;
  Ref interrupt_{};
};

/// True when the error came of a port's failure rather than of a rule.
bool is_failure_of_port(Error const& error);
/// Keeps what a thrown C++ exception says as the outcome of a call; used by Entry::run.
Error error_of_current_exception();

}  // namespace lilac::python

#include "gil.hpp"

template <class Work>
bool lilac::python::Entry::run(Work&& work) {
  bool thrown = false;
  auto done = [&]() -> result<> {
    WithoutGil const free;
    try {
      return work();
    } catch (RaisedInPython const&) {
      thrown = true;
      return outcome::success();
    } catch (std::exception const&) {
      return error_of_current_exception();
    }
  }();
  return settle(std::move(done), thrown);
}
