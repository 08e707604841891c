#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <vector>

#include "kernel/json_text.hpp"
#include "kernel/place.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace json = boost::json;

namespace {

constexpr std::size_t deepest = 32;

/// The parser's events that neither of the handlers below looks at.
struct QuietHandler {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

/// Builds a value as Boost.JSON's own handler does, but refuses an object that names a member twice, of which
/// Boost.JSON would silently keep the last.
struct BuildingHandler : QuietHandler {
  BuildingHandler(json::storage_ptr storage, unsigned char* scratch, std::size_t size) : values({}, scratch, size) {
    values.reset(std::move(storage));
  }

  json::value_stack values;
  std::string names;                ///< of the members of all open objects, one after the other
  std::vector<std::size_t> begins;  ///< where each of them begins in `names`
  std::vector<std::size_t> opened;  ///< how many there were when each open object began
  std::optional<std::string> repeated{};

  bool on_object_begin(json::error_code&) {
    opened.push_back(begins.size());
    begins.push_back(names.size());
    return true;
  }
  bool on_object_end(std::size_t members, json::error_code& ec) {
    auto const first = begins.begin() + static_cast<std::ptrdiff_t>(opened.back());
    if (!are_unique(first)) {
      ec = json::error::syntax;
      return false;
    }
    names.resize(*first);
    begins.erase(first, begins.end());
    opened.pop_back();
    values.push_object(members);
    return true;
  }
  bool on_array_end(std::size_t elements, json::error_code&) {
    values.push_array(elements);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    names.append(part.data(), part.size());
    values.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    names.append(part.data(), part.size());
    begins.push_back(names.size());
    values.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    values.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    values.push_string(part);
    return true;
  }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    values.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
    values.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    values.push_double(number);
    return true;
  }
  bool on_bool(bool truth, json::error_code&) {
    values.push_bool(truth);
    return true;
  }
  bool on_null(json::error_code&) {
    values.push_null();
    return true;
  }

 private:
  bool are_unique(std::vector<std::size_t>::const_iterator begin) {
    std::vector<std::string_view> sorted;
    sorted.reserve(static_cast<std::size_t>(begins.cend() - begin));
    for (; begin + 1 != begins.end(); ++begin)
      sorted.push_back(std::string_view{names}.substr(*begin, *(begin + 1) - *begin));
    std::sort(sorted.begin(), sorted.end());
    auto const twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice == sorted.end()) return true;
    repeated = *twice;
    return false;
  }
};

/// Looks whether a text is a JSON object in one line without NUL, and builds nothing.
struct CheckingHandler : QuietHandler {
  bool on_object_end(std::size_t, json::error_code&) { return true; }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_key(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_string_part(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
  bool on_double(double, json::string_view, json::error_code&) { return true; }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }

 private:
  static bool accept(json::string_view part, json::error_code& ec) {
    if (part.find('\0') == json::string_view::npos) return true;
    ec = json::error::syntax;
    return false;
  }
};

json::parse_options options() {
  json::parse_options options;
  options.max_depth = deepest;
  return options;
}

std::string why(json::error_code const& ec, BuildingHandler const& handler) {
  if (handler.repeated) return "an object names the same member twice";
  if (ec == json::error::too_deep) return "it is nested more than " + std::to_string(deepest) + " deep";
  if (ec == json::error::incomplete) return "it ends too early";
  if (ec == json::error::extra_data) return "something follows after its end";
  return "this does not belong here";
}

result<json::value> parse(std::string_view text, json::storage_ptr storage, std::size_t& end) {
  std::array<unsigned char, 2048> scratch;
  json::basic_parser<BuildingHandler> parser{options(), std::move(storage), scratch.data(), scratch.size()};
  auto& handler = parser.handler();
  json::error_code ec;
  end = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && end < text.size()) ec = json::error::extra_data;
  if (!ec) return handler.values.release();
  auto const sentence = "not valid JSON at byte " + std::to_string(end) + ": " + why(ec, handler);
  Place const root;
  return say(rules::invalid_argument, handler.repeated ? root.field(*handler.repeated) : root, sentence);
}

}  // namespace

bool is_object_text(std::string_view text) {
  if (text == "{}") return true;
  if (text.empty() || text.front() != '{') return false;
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return false;
  json::basic_parser<CheckingHandler> parser{options()};
  json::error_code ec;
  auto const end = parser.write_some(false, text.data(), text.size(), ec);
  return !ec && end == text.size();
}

result<json::value> parse_json(std::string_view text) {
  std::size_t stopped_at = 0;
  return parse(text, {}, stopped_at);
}
result<json::value> parse_json(std::string_view text, std::size_t& stopped_at) { return parse(text, {}, stopped_at); }

result<> decode_text(std::string_view json, TypeInfo const& type, void* out, Decoding how) {
  std::array<unsigned char, 4096> buffer;  // The parsed value lives no longer than this call.
  json::monotonic_resource resource{buffer.data(), buffer.size()};
  std::size_t stopped_at = 0;
  auto parsed = parse(json, &resource, stopped_at);
  if (parsed) return decode_json(parsed.assume_value(), type, out, how);
  if (how == Decoding::strict) return std::move(parsed).assume_error();
  return refuse_saying(rules::corrupt, field(parsed.assume_error().field()), parsed.assume_error().message());
}

}  // namespace lilac
