// Who holds the interpreter. Everything that may wait for a lock, a disk or another thread runs without it.
//
// At its end Python makes a thread that wants the interpreter back unwind its stack at once, through whatever C++ code
// stands on it. Threads of ours sleep instead until the process is gone.
#pragma once

#include <cstdint>

#include "python.hpp"

namespace lilac::python {

/// Lets the interpreter go for as long as it lives.
class WithoutGil {
 public:
  WithoutGil();
  ~WithoutGil();
  WithoutGil(WithoutGil const&) = delete;
  WithoutGil& operator=(WithoutGil const&) = delete;

 private:
  PyThreadState* state_;
};

/// Holds the interpreter for as long as it lives; for what the engine calls back.
class WithGil {
 public:
  WithGil();
  ~WithGil();
  WithGil(WithGil const&) = delete;
  WithGil& operator=(WithGil const&) = delete;

 private:
  PyGILState_STATE state_;
};

[[noreturn]] void sleep_for_good();

/// Runs Python code below C++ code of ours.
template <class Call>
auto call_python(Call call) {
  struct Unwinding {
    bool returned = false;
    ~Unwinding() {
      if (!returned) sleep_for_good();
    }
  } unwinding;
  auto const answer = call();
  unwinding.returned = true;
  return answer;
}
/// PyObject_CallMethod through call_python.
template <class... Arguments>
PyObject* call_method(PyObject* object, char const* name, char const* format, Arguments... arguments) {
  return call_python([&] { return PyObject_CallMethod(object, name, format, arguments...); });
}

/// Called with the interpreter held when a thread comes in from Python. It does not come back once the interpreter is
/// about to end, except on the thread that ends it.
void come_in();
/// False once the interpreter is about to end: it must not be let go of any more.
bool is_running();
/// Another number in a process that was forked off.
std::uint64_t fork_generation();

/// Notices forks. Called once, at import.
void watch_forks();
/// Nobody comes in any more; waits a moment for those that are inside. Called by atexit.
void leave();

}  // namespace lilac::python
