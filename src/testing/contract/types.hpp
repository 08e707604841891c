// The entities, events and command of the contract suite: every kind of field, every kind of index.
#pragma once

#include "lilac/kernel/entity.hpp"

namespace lilac::contract {

enum class Color : std::uint8_t { red, green, blue = 7 };
BOOST_DESCRIBE_ENUM(Color, red, green, blue)

struct Line {
  std::string product;
  std::int32_t quantity = 0;
  std::optional<Money> price;
};
BOOST_DESCRIBE_STRUCT(Line, (), (product, quantity, price))

/// One field of every kind.
struct Everything {
  Id<Everything> id;
  bool flag = false;
  std::int32_t small = 0;
  std::int64_t large = 0;
  std::string text;
  PersonalText memo;
  Address address;
  Json json;
  Dictionary dictionary;
  Instant instant{};
  LocalDate date{};
  Duration duration{};
  Money money;
  Color color = Color::red;
  Id<Everything> other;
  Line line;
  std::vector<Line> lines;
  std::vector<std::string> tags;
  std::optional<bool> maybe_flag;
  std::optional<std::int64_t> maybe_number;
  std::optional<std::string> maybe_text;
  std::optional<Instant> maybe_instant;
  std::optional<LocalDate> maybe_date;
  std::optional<Money> maybe_money;
  std::optional<Color> maybe_color;
  std::optional<Line> maybe_line;

  static constexpr std::uint16_t number = 9101;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (id, flag, small, large, text, memo, address, json, dictionary, instant, date, duration, money,
                       color, other, line, lines, tags, maybe_flag, maybe_number, maybe_text, maybe_instant, maybe_date,
                       maybe_money, maybe_color, maybe_line))

struct Item {
  Id<Item> id;
  std::int64_t owner = 0;
  std::optional<std::int64_t> rank;
  std::string name;
  Color color = Color::red;
  bool active = true;
  std::string code;
  std::optional<std::string> ticket;
  Money price;
  std::optional<Instant> due;

  static constexpr std::uint16_t number = 9102;
  struct find_by_owner;
  struct find_newest_by_owner;
  struct find_by_rank;
  struct find_by_falling_rank;
  struct find_by_falling_name;
  struct find_by_price;
  struct find_due;
  struct find_active_by_color;
  struct find_by_ticket;
  struct find_active_by_code;
  using finders = types<find_by_owner, find_newest_by_owner, find_by_rank, find_by_falling_rank, find_by_falling_name,
                        find_by_price, find_due, find_active_by_color, find_by_ticket, find_active_by_code>;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, owner, rank, name, color, active, code, ticket, price, due))

struct Item::find_by_owner : Index<&Item::owner> {};
struct Item::find_newest_by_owner : Index<&Item::owner, desc<&Item::id>> {};
struct Item::find_by_rank : Index<&Item::owner, &Item::rank, &Item::name> {};
struct Item::find_by_falling_rank : Index<&Item::owner, desc<&Item::rank>> {};
struct Item::find_by_falling_name : Index<desc<&Item::name>, &Item::rank> {};
struct Item::find_by_price : Index<desc<&Item::price>, &Item::owner> {};
struct Item::find_due : Index<&Item::due> {};
struct Item::find_active_by_color : Where<Index<&Item::color, &Item::rank>, &Item::active, true> {};
struct Item::find_by_ticket : Unique<&Item::ticket, &Item::owner> {};
struct Item::find_active_by_code : Where<Unique<&Item::code>, &Item::active, true> {};

struct Counter {
  Id<Counter> id;
  std::int64_t count = 0;
  static constexpr std::uint16_t number = 9103;
};
BOOST_DESCRIBE_STRUCT(Counter, (), (id, count))

struct ItemChanged {
  Id<Item> item_id;
  PersonalText note;
  std::optional<Money> price;
  static constexpr std::uint16_t number = 9101;
};
BOOST_DESCRIBE_STRUCT(ItemChanged, (), (item_id, note, price))

struct ItemArrived {
  std::string code;
  static constexpr std::uint16_t number = 9102;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(ItemArrived, (), (code))

struct ChangeItem {
  Id<Item> item_id;
  using reply = Item;
  using publishes = events<ItemChanged>;
  static constexpr std::uint16_t number = 9101;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(ChangeItem, (), (item_id))

}  // namespace lilac::contract
