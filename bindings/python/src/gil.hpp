// Who holds the interpreter. Everything that may wait for a lock, a disk or another thread runs without it.
#pragma once

#include <cstdint>

#include "python.hpp"

namespace lilac::python {

/// Lets the interpreter go for as long as it lives. A thread that wants it back while the interpreter is on its way out
/// sleeps instead, until the process ends: Python would end the thread in the middle of C++ code.
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

/// False once the interpreter is on its way out and this is not the thread that ends it.
bool may_enter();
/// False once nobody may let the interpreter go any more.
bool is_running();
/// Another number in a process that was forked off.
std::uint64_t fork_generation();

/// Notices forks. Called once, at import.
void watch_forks();
/// Waits a moment for threads that are in the engine, so that they end in order. Called by atexit.
void leave();

}  // namespace lilac::python
