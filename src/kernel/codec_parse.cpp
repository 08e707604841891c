#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <vector>

#include "kernel/json_text.hpp"
#include "kernel/member_names.hpp"
#include "kernel/place.hpp"
#include "kernel/quiet_handler.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace json = boost::json;

namespace {

/// A Json, and room for the rows, replies and lines in which one may stand.
constexpr std::size_t deepest = deepest_json + 32;

/// Builds a value as Boost.JSON's own handler does, but refuses an object that names a member twice, of which
/// Boost.JSON would silently keep the last.
struct BuildingHandler : QuietHandler {
  BuildingHandler(json::storage_ptr storage, unsigned char* scratch, std::size_t size) : values({}, scratch, size) {
    values.reset(std::move(storage));
  }

  json::value_stack values;
  MemberNames names;
  std::optional<std::string> repeated{};

  bool on_object_begin(json::error_code&) {
    names.open();
    return true;
  }
  bool on_object_end(std::size_t members, json::error_code& ec) {
    repeated = names.close();
    if (repeated) {
      ec = json::error::syntax;
      return false;
    }
    values.push_object(members);
    return true;
  }
  bool on_array_end(std::size_t elements, json::error_code&) {
    values.push_array(elements);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    names.add_part({part.data(), part.size()});
    values.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    names.add_last_part({part.data(), part.size()});
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
  if (parsed) return decode_json(parsed.assume_value(), type, out, how, json);
  if (how == Decoding::strict) return std::move(parsed).assume_error();
  return refuse_saying(rules::corrupt, field(parsed.assume_error().field()), parsed.assume_error().message());
}

}  // namespace lilac
