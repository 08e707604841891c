#include "values.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <cstring>

#include "datetimes.hpp"
#include "errors.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

/// json.loads and json.dumps with the options that give our compact form.
PyObject* json_function(char const* name) {
  Ref const module{PyImport_ImportModule("lilac._json")};
  return module ? PyObject_GetAttrString(module.get(), name) : nullptr;
}
PyObject* load_json(std::string_view text) {
  static PyObject* const loads = json_function("loads");
  Ref const argument{text_to_python(text)};
  return argument && loads != nullptr ? PyObject_CallOneArg(loads, argument.get()) : nullptr;
}

PyObject* list_to_python(TypeInfo const& type, void const* list, Showing showing) {
  auto const size = type.list->size(list);
  Ref tuple{PyTuple_New(static_cast<Py_ssize_t>(size))};
  for (std::size_t i = 0; tuple && i < size; ++i) {
    auto* element = to_python(*type.inner, type.list->at(list, i), showing);
    if (element == nullptr) return nullptr;
    PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), element);
  }
  return tuple.release();
}

PyObject* dictionary_to_python(Dictionary const& texts) {
  Ref dict{PyDict_New()};
  for (auto const& [name, text] : texts) {
    Ref const key{text_to_python(name)};
    Ref const value{text_to_python(text)};
    if (!dict || !key || !value || PyDict_SetItem(dict.get(), key.get(), value.get()) < 0) return nullptr;
  }
  return dict.release();
}

PyObject* money_to_python(Money const& amount) {
  AmountOfMoney const shown{amount.minor, std::string(amount.currency.text())};
  return copy_to_record(type_of<AmountOfMoney>(), &shown, Showing::masked);
}

bool list_from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place) {
  if (!PyList_Check(value) && !PyTuple_Check(value)) return raise_type(place, "a list or tuple", value);
  type.object->destroy(out);
  type.object->construct(out);
  // By index, and the size each time: converting an element may run Python code that changes the list.
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(value); ++i) {
    auto const element = Ref::to(PySequence_Fast_GET_ITEM(value, i));
    if (!from_python(element.get(), *type.inner, type.list->push(out), place.element(static_cast<std::size_t>(i))))
      return false;
  }
  return true;
}

bool dictionary_from_python(PyObject* value, Dictionary& out, Place const& place) {
  if (!PyDict_Check(value)) return raise_type(place, "a dict of str to str", value);
  Dictionary texts;
  PyObject *key = nullptr, *text = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(value, &at, &key, &text) != 0;) {
    std::string_view name, said;
    if (!text_from_python(key, name, place)) return false;
    if (!text_from_python(text, said, place.field(std::string(name).c_str()))) return false;
    texts.insert_or_assign(std::string(name), std::string(said));
  }
  out = std::move(texts);
  return true;
}

bool json_from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place) {
  static PyObject* const dumps = json_function("dumps");
  if (!PyDict_Check(value)) return raise_type(place, "a dict", value);
  if (dumps == nullptr) return false;
  Ref const text{PyObject_CallOneArg(dumps, value)};
  if (!text) {
    if (PyErr_ExceptionMatches(PyExc_TypeError) != 0 || PyErr_ExceptionMatches(PyExc_ValueError) != 0 ||
        PyErr_ExceptionMatches(PyExc_RecursionError) != 0) {
      auto const cause = take_exception();
      Ref const why{PyObject_Str(cause.get())};
      auto const* said = why ? PyUnicode_AsUTF8(why.get()) : nullptr;
      PyErr_Clear();
      raise_invalid(place, std::string("is no JSON object: ") + (said == nullptr ? "it cannot be shown" : said));
    }
    return false;
  }
  std::string_view json;
  if (!text_from_python(text.get(), json, place)) return false;
  auto done = decode_text(json, type, out, Decoding::strict);
  if (done) return true;
  raise_invalid(place, done.error().message());
  return false;
}

bool enumerator_from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place) {
  auto const* enumeration = enumeration_of(type);
  if (enumeration == nullptr || reinterpret_cast<PyObject*>(Py_TYPE(value)) != enumeration->python)
    return raise_type(place, std::string("a ") + (enumeration == nullptr ? type.name : enumeration->name.c_str()),
                      value);
  write_number(type, out, PyLong_AsLongLong(value));
  return true;
}

bool money_from_python(PyObject* value, Money& out, Place const& place) {
  auto const* amount = static_cast<AmountOfMoney const*>(find_in_record(value, type_of<AmountOfMoney>()));
  if (amount == nullptr) return raise_type(place, "a lilac.Money", value);
  auto const currency = Currency::parse(amount->currency);
  if (!currency) {
    raise_invalid(place.field("currency"), "must be three capital letters, as KRW");
    return false;
  }
  out = Money{amount->minor, *currency};
  return true;
}

bool number_from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place) {
  std::int64_t number = 0;
  if (!integer_from_python(value, number, place)) return false;
  if (!fits(type, number)) {
    raise_invalid(place, "must be between -2147483648 and 2147483647");
    return false;
  }
  write_number(type, out, number);
  return true;
}

}  // namespace

PyObject* text_to_python(std::string_view text) {
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
}

bool text_from_python(PyObject* value, std::string_view& out, Place const& place) {
  if (!PyUnicode_Check(value)) return raise_type(place, "a str", value);
  Py_ssize_t size = 0;
  auto const* utf8 = PyUnicode_AsUTF8AndSize(value, &size);
  if (utf8 == nullptr) {
    PyErr_Clear();
    raise_invalid(place, "must be valid Unicode: it holds a lone surrogate");
    return false;
  }
  out = {utf8, static_cast<std::size_t>(size)};
  if (std::memchr(utf8, 0, out.size()) == nullptr) return true;
  raise_invalid(place, "must not hold a NUL character");
  return false;
}

bool integer_from_python(PyObject* value, std::int64_t& out, Place const& place) {
  if (PyBool_Check(value)) return raise_type(place, "an int", value);
  auto number = Ref::to(value);
  if (!PyLong_Check(value)) {
    if (PyIndex_Check(value) == 0) return raise_type(place, "an int", value);
    number = Ref{PyNumber_Index(value)};
    if (!number) return false;
  }
  int overflow = 0;
  out = PyLong_AsLongLongAndOverflow(number.get(), &overflow);
  if (overflow == 0) return PyErr_Occurred() == nullptr;
  raise_invalid(place, "must be between -9223372036854775808 and 9223372036854775807");
  return false;
}

bool may_be_left_out(TypeInfo const& type) {
  switch (type.kind) {
    case Kind::optional:
    case Kind::list:
    case Kind::dictionary:
    case Kind::json:
      return true;
    case Kind::record:
      return std::all_of(type.fields.begin(), type.fields.end(),
                         [](Field const& field) { return may_be_left_out(*field.type); });
    default:
      return false;
  }
}

PyObject* to_python(TypeInfo const& type, void const* value, Showing showing) {
  switch (type.kind) {
    case Kind::boolean:
      return PyBool_FromLong(read_number(type, value) != 0 ? 1 : 0);
    case Kind::integer:
    case Kind::id:
      return PyLong_FromLongLong(read_number(type, value));
    case Kind::text:
      return text_to_python(text_at(type, value));
    case Kind::address:
      return text_to_python(showing == Showing::whole ? static_cast<Address const*>(value)->secret
                                                      : static_cast<Address const*>(value)->masked());
    case Kind::json:
      return load_json(text_at(type, value));
    case Kind::dictionary:
      return dictionary_to_python(*static_cast<Dictionary const*>(value));
    case Kind::instant:
      return to_python(*static_cast<Instant const*>(value));
    case Kind::date:
      return to_python(*static_cast<LocalDate const*>(value));
    case Kind::duration:
      return to_python(*static_cast<Duration const*>(value));
    case Kind::money:
      return money_to_python(*static_cast<Money const*>(value));
    case Kind::enumeration:
      return enumerator_to_python(type, read_number(type, value));
    case Kind::optional: {
      auto const* held = type.optional->get(value);
      if (held == nullptr) Py_RETURN_NONE;
      return to_python(*type.inner, held, showing);
    }
    case Kind::list:
      return list_to_python(type, value, showing);
    case Kind::record:
      return copy_to_record(type, value, showing);
  }
  Py_UNREACHABLE();
}

bool from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place) {
  switch (type.kind) {
    case Kind::boolean:
      if (!PyBool_Check(value)) return raise_type(place, "a bool", value);
      write_number(type, out, value == Py_True ? 1 : 0);
      return true;
    case Kind::integer:
    case Kind::id:
      return number_from_python(value, type, out, place);
    case Kind::text:
    case Kind::address: {
      std::string_view text;
      if (!text_from_python(value, text, place)) return false;
      text_at(type, out).assign(text);
      return true;
    }
    case Kind::json:
      return json_from_python(value, type, out, place);
    case Kind::dictionary:
      return dictionary_from_python(value, *static_cast<Dictionary*>(out), place);
    case Kind::instant:
      return from_python(value, *static_cast<Instant*>(out), place);
    case Kind::date:
      return from_python(value, *static_cast<LocalDate*>(out), place);
    case Kind::duration:
      return from_python(value, *static_cast<Duration*>(out), place);
    case Kind::money:
      return money_from_python(value, *static_cast<Money*>(out), place);
    case Kind::enumeration:
      return enumerator_from_python(value, type, out, place);
    case Kind::optional:
      if (value != Py_None) return from_python(value, *type.inner, type.optional->emplace(out), place);
      type.optional->reset(out);
      return true;
    case Kind::list:
      return list_from_python(value, type, out, place);
    case Kind::record: {
      auto const* given = find_in_record(value, type);
      if (given == nullptr) return raise_type(place, std::string("a ") + record_type(type)->name, value);
      type.object->destroy(out);
      type.object->copy(out, given);
      return true;
    }
  }
  Py_UNREACHABLE();
}

}  // namespace lilac::python
