#include "lilac/billing/document.hpp"

#include <algorithm>
#include <array>

#include "lilac/kernel/codec.hpp"

namespace lilac::billing {

namespace {

struct Words {
  LineKind kind;
  char const* word;
};
constexpr std::array headings{Words{LineKind::PLAN, "Plan"},
                              Words{LineKind::ADD_ON, "Add-on"},
                              Words{LineKind::USE, "Use beyond the plan"},
                              Words{LineKind::MICROPAYMENT, "Micropayment"},
                              Words{LineKind::INSTALMENT, "Device instalment"},
                              Words{LineKind::DISCOUNT, "Discount"},
                              Words{LineKind::ADJUSTMENT, "Adjustment of bill"},
                              Words{LineKind::CREDIT, "Credit"},
                              Words{LineKind::ARREARS, "Unpaid of earlier bills"},
                              Words{LineKind::LATE_FEE, "Late fee"},
                              Words{LineKind::VAT, "VAT"},
                              Words{LineKind::ROUNDING, "Rounding"},
                              Words{LineKind::CREDIT_CARRIED, "Carried to the next bill"}};

std::string heading(LineKind kind) { return headings[static_cast<std::size_t>(kind)].word; }

std::string unit(Unit unit) {
  constexpr std::array words{"", "month", "days", "items", "minutes", "messages", "MB"};
  return words[static_cast<std::size_t>(unit)];
}

/// `1,234,500`, and with as many decimals as the currency has: `12,345.05`.
std::string amount_of(std::int64_t minor, Currency currency) {
  auto text = to_decimal_text({minor, currency});
  text.resize(text.find(' '));
  auto const first = std::ptrdiff_t{minor < 0 ? 1 : 0};
  auto const whole = std::min(text.find('.'), text.size());
  for (auto at = static_cast<std::ptrdiff_t>(whole) - 3; at > first; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string month_of(std::int32_t period) {
  auto const month = std::to_string(period % 100);
  return std::to_string(period / 100) + "-" + (month.size() < 2 ? "0" : "") + month;
}

/// The account as a bill shows it: its last four digits.
std::string masked_account(AccountId account) {
  auto digits = std::to_string(account.value);
  digits.insert(0, digits.size() < 8 ? 8 - digits.size() : 0, '0');
  std::fill(digits.begin(), digits.end() - 4, '*');
  return digits;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (auto const c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

/// One row: what it is, what it is about, and how much.
struct Row {
  std::string what;
  std::string detail;
  std::string amount;
};

Row row_of(BillLine const& line, Currency currency) {
  Row row{line.name.value_or(line.code), "", amount_of(line.amount, currency)};
  if (row.what.empty() || line.kind == LineKind::ADJUSTMENT) {
    row.detail = row.what;
    row.what = heading(line.kind);
  }
  auto const add = [&](std::string const& text) { row.detail += (row.detail.empty() ? "" : ", ") + text; };
  if (line.unit != Unit::ONCE && line.unit != Unit::MONTH) add(std::to_string(line.quantity) + " " + unit(line.unit));
  if (line.counterparty && !line.counterparty->empty()) add("paid to " + *line.counterparty);
  if (line.at) add(to_text(*line.at).substr(0, 16) + "Z");
  return row;
}

struct Section {
  char const* title;
  std::vector<Row> rows{};
};

/// The lines as a bill groups them.
std::vector<Section> sections_of(DocumentFacts const& facts) {
  std::vector<Section> sections{{"Monthly charges"}, {"Use and purchases"}, {"Discounts"}, {"Other"}};
  for (auto const& line : facts.bill.lines) {
    auto at = std::size_t{3};
    if (line.kind <= LineKind::ADD_ON)
      at = 0;
    else if (line.kind <= LineKind::INSTALMENT)
      at = 1;
    else if (line.kind == LineKind::DISCOUNT)
      at = 2;
    sections[at].rows.push_back(row_of(line, facts.bill.total.currency));
  }
  Section used{"For information"};
  for (auto const& usage : facts.information)
    used.rows.push_back({usage.description, std::to_string(usage.quantity) + " " + unit(usage.unit), ""});
  sections.push_back(std::move(used));
  std::erase_if(sections, [](Section const& section) { return section.rows.empty(); });
  return sections;
}

/// What stands at the top and bottom, in this order.
std::vector<std::pair<std::string, std::string>> head_of(DocumentFacts const& facts) {
  auto const& bill = facts.bill;
  auto const cycle = cycle_of(bill.period, bill.cycle_day);
  std::vector<std::pair<std::string, std::string>> head{
      {"Bill no.", bill.no()},
      {"Account", masked_account(bill.customer_id)},
      {"Name", facts.line.name},
      {"Telephone", facts.line.phone.masked()},
      {"Period", month_of(bill.period) + " (" + to_text(cycle.first) + " to " + to_text(cycle.last) + ")"},
      {"Issued on", to_text(bill.issue_on)},
      {"Due on", to_text(bill.due_on)}};
  if (bill.revision > 1)
    head.insert(head.begin() + 1, {"Revision", std::to_string(bill.revision) + ", in place of an earlier bill"});
  if (facts.state == BillState::Draft) head.insert(head.begin(), {"DRAFT", "not issued"});
  if (facts.state == BillState::Voided) head.insert(head.begin(), {"VOID", "a later revision replaces it"});
  return head;
}
std::vector<std::pair<std::string, std::int64_t>> sums_of(Bill const& bill) {
  std::vector<std::pair<std::string, std::int64_t>> sums;
  if (bill.vat_included != 0) sums.emplace_back("of it VAT within the prices", bill.vat_included);
  if (bill.arrears != 0) sums.emplace_back("of it unpaid of earlier bills", bill.arrears);
  if (bill.credit_carried != 0) sums.emplace_back("credit for the next bill", bill.credit_carried);
  return sums;
}

std::string text_of(DocumentFacts const& facts, Rules const& rules) {
  constexpr std::size_t width = 72;
  auto const& bill = facts.bill;
  std::string text = rules.company + "\n\n";
  for (auto const& [name, what] : head_of(facts))
    text += name + std::string(12 - std::min<std::size_t>(11, name.size()), ' ') + what + "\n";
  auto const put = [&](std::string left, std::string const& right) {
    auto const room = width - std::min(width, length_of(right) + 1);
    text += left + std::string(room > length_of(left) ? room - length_of(left) : 1, ' ') + right + "\n";
  };
  for (auto const& section : sections_of(facts)) {
    text += "\n" + std::string(section.title) + "\n";
    for (auto const& row : section.rows)
      put("  " + row.what + (row.detail.empty() ? "" : " (" + row.detail + ")"), row.amount);
  }
  text += std::string(width, '-') + "\n";
  put("Total to pay", amount_of(bill.total.minor, bill.total.currency) + " " + std::string(bill.total.currency.text()));
  for (auto const& [name, sum] : sums_of(bill)) put("  " + name, amount_of(sum, bill.total.currency));
  return text + "\nQuestions: " + rules.contact + "\n";
}

constexpr char const* style =
    "body{font:15px/1.5 sans-serif;color:#222;max-width:46em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.3em;color:#6b3fa0;border-bottom:3px solid #c8a2c8;padding-bottom:.3em}"
    "dl{display:grid;grid-template-columns:9em 1fr;gap:.1em 1em;margin:1em 0}dt{color:#777}dd{margin:0}"
    ".due{background:#f4ecf7;border-radius:.5em;padding:1em;display:flex;justify-content:space-between;font-size:1.2em}"
    "table{width:100%;border-collapse:collapse;margin-top:1em}th{text-align:left;padding-top:1em;color:#6b3fa0}"
    "td{padding:.25em 0;border-bottom:1px solid #eee}td.a{text-align:right;white-space:nowrap}"
    "small{color:#777}tr.total td{border-top:2px solid #222;font-weight:bold;font-size:1.1em}"
    "@media print{body{margin:0}.due{border:1px solid #c8a2c8}}";

std::string html_of(DocumentFacts const& facts, Rules const& rules) {
  auto const& bill = facts.bill;
  auto const currency = bill.total.currency;
  auto const total = amount_of(bill.total.minor, currency) + " " + std::string(currency.text());
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bill " + bill.no() +
                     "</title><style>" + style + "</style></head>\n<body>\n<h1>" + escaped(rules.company) +
                     " \xC2\xB7 Bill for " + month_of(bill.period) + "</h1>\n<div class=\"due\"><span>To pay by " +
                     to_text(bill.due_on) + "</span><b>" + total + "</b></div>\n<dl>";
  for (auto const& [name, what] : head_of(facts)) html += "<dt>" + name + "</dt><dd>" + escaped(what) + "</dd>";
  html += "</dl>\n<table>\n";
  for (auto const& section : sections_of(facts)) {
    html += "<tr><th colspan=\"2\">" + std::string(section.title) + "</th></tr>\n";
    for (auto const& row : section.rows) {
      html += "<tr><td>" + escaped(row.what);
      if (!row.detail.empty()) html += " <small>" + escaped(row.detail) + "</small>";
      html += "</td><td class=\"a\">" + row.amount + "</td></tr>\n";
    }
  }
  html += "<tr class=\"total\"><td>Total</td><td class=\"a\">" + total + "</td></tr>\n";
  for (auto const& [name, sum] : sums_of(bill))
    html += "<tr><td><small>" + name + "</small></td><td class=\"a\"><small>" + amount_of(sum, currency) +
            "</small></td></tr>\n";
  return html + "</table>\n<p><small>Questions: " + escaped(rules.contact) + "</small></p>\n</body></html>\n";
}

std::string sms_of(DocumentFacts const& facts, Rules const& rules) {
  auto const& bill = facts.bill;
  return rules.company + ": bill " + month_of(bill.period) + ", " + amount_of(bill.total.minor, bill.total.currency) +
         " " + std::string(bill.total.currency.text()) + ", due " + to_text(bill.due_on) + ". " + rules.link +
         bill.no();
}

}  // namespace

BillDocument document_of(DocumentFacts const& facts, DocumentForm form, Rules const& rules) {
  BillDocument document{facts.bill.id, form, {}, 0};
  switch (form) {
    case DocumentForm::TEXT:
      document.content = text_of(facts, rules);
      break;
    case DocumentForm::HTML:
      document.content = html_of(facts, rules);
      break;
    case DocumentForm::SMS:
      document.content = sms_of(facts, rules);
      break;
  }
  document.hash = static_cast<std::int64_t>(digest(document.content));
  return document;
}

}  // namespace lilac::billing
