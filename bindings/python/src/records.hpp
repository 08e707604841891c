// Records: one immutable heap type per described struct, all of one make. An object holds the C++ value itself; a field
// becomes a Python object when it is looked at.
#pragma once

#include <string>
#include <vector>

#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/describe.hpp"
#include "python.hpp"
#include "values.hpp"

namespace lilac::python {

/// What a Money is in Python.
struct AmountOfMoney {
  std::int64_t minor{};
  std::string currency = "KRW";
};
BOOST_DESCRIBE_STRUCT(AmountOfMoney, (), (minor, currency))

/// What a record says of itself when the C++ headers say nothing.
inline constexpr char const* plain_record = "An immutable record.";

struct RecordType;

struct FieldSlot {
  Field const* field;
  PyObject* name;       ///< interned; a Python keyword has a `_` behind it
  char const* spelled;  ///< the same as text
  bool has_default;
};

/// A record's type, made once and kept as long as the process.
struct RecordType {
  TypeInfo const* type = nullptr;
  PyTypeObject* python = nullptr;
  std::string name;     ///< lilac.support.CompleteOutbound
  std::string summary;  ///< its doc string
  std::vector<FieldSlot> slots;
  std::vector<PyGetSetDef> getters;

  char const* short_name() const;
};

struct EnumerationType {
  PyObject* python = nullptr;  ///< an enum.IntEnum
  std::string name;
  std::vector<std::pair<std::int64_t, PyObject*>> members;
};

/// Makes the type of `type` and of every type inside it that has none yet, as `module_name`.NAME. `all_defaults`: every
/// field has the default that it has in C++, as rules do; else only what may be left out. Null with an exception set.
RecordType const* make_record(TypeInfo const& type, std::string const& module_name, bool all_defaults = false,
                              char const* name = nullptr);
bool make_enumeration(TypeInfo const& type, std::string const& module_name);

struct MadeType {
  std::string const* name;  ///< lilac.support.CompleteOutbound
  PyObject* python;
};
/// All records and enumerations, in the order in which they were made.
std::vector<MadeType> const& made_types();

/// Null when none was made.
RecordType const* record_type(TypeInfo const& type);
RecordType const* record_type(PyTypeObject* type);
EnumerationType const* enumeration_of(TypeInfo const& type);
PyObject* enumerator_to_python(TypeInfo const& type, std::int64_t value);

/// A record object without a value: construct one at value_of(), then call set_filled().
PyObject* new_record(RecordType const& type, Showing showing);
void* value_of(PyObject* record);
void set_filled(PyObject* record);
RecordType const& type_of_record(PyObject* record);

/// A new record with a copy of `value`; null with an exception set.
PyObject* copy_to_record(TypeInfo const& type, void const* value, Showing showing);
/// The same, and `value` is left empty.
PyObject* move_to_record(TypeInfo const& type, void* value, Showing showing);
/// The value in `object`, or null when it is no record of that type.
void const* find_in_record(PyObject* object, TypeInfo const& type);
/// The record type of any record, or null.
RecordType const* record_type_of(PyObject* object);

/// Fills a constructed value from keyword arguments, one by one.
class FieldFiller {
 public:
  FieldFiller(RecordType const& type, void* value) : type_(type), value_(value) {}
  /// Gives a field its value. False when there is no such field (then `known` is false), or with an exception set.
  bool take(PyObject* name, PyObject* given, bool& known);
  /// False, with an exception set, when a field was not given that must be.
  bool check_complete(char const* callable);
  bool was_given(std::size_t slot) const { return (given_ >> slot & 1U) != 0; }
  void count_as_given(std::size_t slot) { given_ |= std::uint64_t{1} << slot; }

 private:
  RecordType const& type_;
  void* value_;
  std::uint64_t given_ = 0;
  std::size_t next_ = 0;  ///< arguments usually come in the order of the fields
};

}  // namespace lilac::python
