#include "datetimes.hpp"

#include <datetime.h>

#include "errors.hpp"

namespace lilac::python {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;

struct Civil {
  int year, month, day, hour, minute, second, microsecond;
};

template <class Days>
Civil civil_of(Days since_epoch, milliseconds in_day) {
  std::chrono::year_month_day const date{since_epoch};
  auto const ms = in_day.count();
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(ms / 3'600'000),
          static_cast<int>(ms / 60'000 % 60),
          static_cast<int>(ms / 1000 % 60),
          static_cast<int>(ms % 1000 * 1000)};
}

template <class Time>
PyObject* datetime_of(Time time, PyObject* zone) {
  auto const day = floor<days>(time);
  auto const at = civil_of(day, time - day);
  return PyDateTimeAPI->DateTime_FromDateAndTime(at.year, at.month, at.day, at.hour, at.minute, at.second,
                                                 at.microsecond, zone, PyDateTimeAPI->DateTimeType);
}

std::chrono::sys_days date_in(PyObject* value) {
  return std::chrono::sys_days{std::chrono::year{PyDateTime_GET_YEAR(value)} /
                               std::chrono::month{static_cast<unsigned>(PyDateTime_GET_MONTH(value))} /
                               std::chrono::day{static_cast<unsigned>(PyDateTime_GET_DAY(value))}};
}

/// What the fields of a datetime say, whatever its zone, in microseconds.
std::int64_t reading_in(PyObject* value) {
  std::int64_t const seconds = PyDateTime_DATE_GET_HOUR(value) * 3600 + PyDateTime_DATE_GET_MINUTE(value) * 60 +
                               PyDateTime_DATE_GET_SECOND(value);
  return (date_in(value).time_since_epoch().count() * std::int64_t{86'400} + seconds) * 1'000'000 +
         PyDateTime_DATE_GET_MICROSECOND(value);
}

std::int64_t microseconds_in(PyObject* delta) {
  return (PyDateTime_DELTA_GET_DAYS(delta) * std::int64_t{86'400} + PyDateTime_DELTA_GET_SECONDS(delta)) * 1'000'000 +
         PyDateTime_DELTA_GET_MICROSECONDS(delta);
}

milliseconds whole_milliseconds(std::int64_t microseconds) {
  return floor<milliseconds>(std::chrono::microseconds(microseconds));
}

bool naive(Place const& place) {
  raise_invalid(place, "is a naive datetime; give one with a tzinfo, e.g. datetime.now(timezone.utc)");
  return false;
}

/// The offset that the zone of an aware datetime has then, in microseconds.
bool offset_of(PyObject* value, std::int64_t& out, Place const& place) {
  auto* zone = PyDateTime_DATE_GET_TZINFO(value);
  out = 0;
  if (zone == PyDateTime_TimeZone_UTC) return true;
  if (zone == Py_None) return naive(place);
  Ref const offset{PyObject_CallMethod(value, "utcoffset", nullptr)};
  if (!offset) return false;
  if (offset.get() == Py_None) return naive(place);
  out = microseconds_in(offset.get());
  return true;
}

}  // namespace

bool import_datetime() {
  PyDateTime_IMPORT;
  return PyDateTimeAPI != nullptr;
}

PyObject* to_python(Instant instant) { return datetime_of(instant, PyDateTime_TimeZone_UTC); }
PyObject* to_python(LocalTime time) {
  return datetime_of(std::chrono::sys_time<milliseconds>{time.time_since_epoch()}, Py_None);
}
PyObject* to_python(LocalDate day) {
  auto const at = civil_of(std::chrono::sys_days{day.time_since_epoch()}, milliseconds(0));
  return PyDate_FromDate(at.year, at.month, at.day);
}
PyObject* to_python(Duration duration) {
  auto const whole = floor<days>(duration);
  auto const seconds = floor<std::chrono::seconds>(duration - whole);
  auto const rest = duration - whole - seconds;
  return PyDelta_FromDSU(static_cast<int>(whole.count()), static_cast<int>(seconds.count()),
                         static_cast<int>(rest.count() * 1000));
}

bool from_python(PyObject* value, Instant& out, Place const& place) {
  if (!PyDateTime_Check(value)) return raise_type(place, "an aware datetime", value);
  std::int64_t offset = 0;
  if (!offset_of(value, offset, place)) return false;
  out = Instant{whole_milliseconds(reading_in(value) - offset)};
  if (in_range(out)) return true;
  raise_invalid(place, "must be between the years 1 and 9999");
  return false;
}

bool from_python(PyObject* value, LocalTime& out, Place const& place) {
  if (!PyDateTime_Check(value)) return raise_type(place, "a naive datetime", value);
  if (PyDateTime_DATE_GET_TZINFO(value) != Py_None) {
    raise_invalid(place, "is an aware datetime; what a wall clock shows has no tzinfo");
    return false;
  }
  out = LocalTime{whole_milliseconds(reading_in(value))};
  return true;
}

bool from_python(PyObject* value, LocalDate& out, Place const& place) {
  // A datetime is a date by inheritance, and yet not what is meant.
  if (!PyDate_Check(value) || PyDateTime_Check(value)) return raise_type(place, "a date", value);
  out = LocalDate{date_in(value).time_since_epoch()};
  return true;
}

bool from_python(PyObject* value, Duration& out, Place const& place) {
  if (!PyDelta_Check(value)) return raise_type(place, "a timedelta", value);
  // In milliseconds from the start: the longest timedelta has more microseconds than fit.
  auto const whole = PyDateTime_DELTA_GET_DAYS(value) * std::int64_t{86'400} + PyDateTime_DELTA_GET_SECONDS(value);
  out = std::chrono::seconds(whole) +
        floor<milliseconds>(std::chrono::microseconds(PyDateTime_DELTA_GET_MICROSECONDS(value)));
  return true;
}

}  // namespace lilac::python
