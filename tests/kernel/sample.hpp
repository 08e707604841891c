// One described record with a field of every kind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/kernel/describe.hpp"

namespace lilac::sample {

enum class Grade : std::uint8_t { Low, Middle, High };
BOOST_DESCRIBE_ENUM(Grade, Low, Middle, High)

struct Line {
  std::int32_t quantity = 1;
  std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(Line, (), (quantity, note))

struct Order;
using OrderId = Id<Order>;

struct Order {
  OrderId id{};
  bool is_open = false;
  std::int32_t pieces = 0;
  std::int64_t weight = 0;
  std::string title{};
  PersonalText memo{};
  Address phone{};
  Json meta{};
  Dictionary variables{};
  Instant created_at{};
  LocalDate due_on{};
  Duration window{};
  Money price{};
  Grade grade = Grade::Low;
  std::optional<Instant> closed_at{};
  std::optional<std::string> remark{};
  std::vector<Line> lines{};
  std::vector<std::optional<std::int32_t>> marks{};
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, is_open, pieces, weight, title, memo, phone, meta, variables, created_at, due_on, window,
                       price, grade, closed_at, remark, lines, marks))

inline Order order() {
  using namespace std::chrono;
  Order order;
  order.id = {42};
  order.is_open = true;
  order.pieces = 3;
  order.weight = 9'000'000'000;
  order.title = "tea";
  order.memo = "likes it strong";
  order.phone = {"010-1234-5678"};
  order.meta = {R"({"a":[1,2]})"};
  order.variables = {{"name", "Kim"}};
  order.created_at = sys_days{year{2026} / January / 12} + 30min;
  order.due_on = local_days{year{2026} / January / 13};
  order.window = hours{24};
  order.price = {104'500, Currency{}};
  order.grade = Grade::High;
  order.remark = "";
  order.lines = {{2, "hot"}, {5, std::nullopt}};
  order.marks = {1, std::nullopt};
  return order;
}

}  // namespace lilac::sample
