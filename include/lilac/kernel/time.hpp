// Time is an argument everywhere: an instant is UTC milliseconds, a local date has no zone, and zones come in by a
// port.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lilac {

/// UTC milliseconds since 1970-01-01T00:00Z (the same type as date::sys_time<milliseconds>).
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;
/// A day on somebody's calendar.
using LocalDate = std::chrono::local_days;
/// A wall-clock reading, without a zone.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

/// Instants and dates outside 0001-01-01 … 9999-12-31 are refused at the boundary.
bool in_range(Instant instant);
bool in_range(LocalDate day);
/// True when the instant's date is in range on everybody's calendar: from 0001-01-02 to 9999-12-30 in UTC, since no
/// clock is more than a day away from it.
bool has_date_everywhere(Instant instant);

/// `2026-01-12T00:30:00.000Z`: always UTC, always milliseconds, always 24 characters.
std::string to_text(Instant instant);
/// `2026-01-12`.
std::string to_text(LocalDate day);
/// `24h`, `90m`, `30s`, `250ms`: the largest unit that divides it.
std::string to_text(Duration duration);

/// Appends what to_text() returns, without a temporary.
void append_text(std::string& out, Instant instant);
void append_text(std::string& out, LocalDate day);

/// ISO 8601 with `Z` or an offset, seconds and fraction (at most milliseconds) optional. Nothing for anything else.
std::optional<Instant> parse_instant(std::string_view text);
/// `yyyy-mm-dd`, a day that exists. Nothing for anything else.
std::optional<LocalDate> parse_date(std::string_view text);

/// The port through which time zones come in: IANA names, e.g. Asia/Seoul.
struct Zones {
  virtual ~Zones() = default;
  virtual bool knows(std::string_view zone) const = 0;
  /// The wall clock of `zone` at `instant`. `zone` must be known.
  virtual LocalTime to_local(std::string_view zone, Instant instant) const = 0;
  /// The first instant at which the clock of `zone` shows `local` or later (so a DST gap's end, and the earlier of
  /// two).
  virtual Instant to_instant(std::string_view zone, LocalTime local) const = 0;

  LocalDate local_date(std::string_view zone, Instant instant) const {
    return std::chrono::floor<std::chrono::days>(to_local(zone, instant));
  }
};

}  // namespace lilac
