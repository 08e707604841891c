// A bill as people read it.
#include "billing/stage.hpp"
#include "lilac/billing/policies.hpp"

namespace lilac::billing {

namespace {

struct Billed : BillingDesk {
  explicit Billed(PersonalText name = "Kim Minji") {
    auto registration = BillingDesk::registration(1);
    registration.name = std::move(name);
    registration.discounts = {{"CONTRACT", day("2025-06-01"), 24}};
    line(registration);
    auto bought = usage(1, "m-1", 12'345);
    bought.kind = UsageKind::MICROPAYMENT;
    bought.description = "Game coins";
    bought.counterparty = "Coin & Co <shop>";
    bought.tax = Tax::PASS_THROUGH;
    given(system_actor, bought);
    auto calls = usage(1, "i-1", 0);
    calls.kind = UsageKind::INFORMATION;
    calls.description = "Calls";
    calls.unit = Unit::MINUTE;
    calls.quantity = 123;
    given(system_actor, calls);
  }
  std::string document(DocumentForm form, std::optional<bool> with_usage = {}) {
    return ask(GetBillDocument{bill_id(202601, 1), form, with_usage}).at(0).content;
  }
};

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A bill shows its number, masked account, period, days, lines, discounts, tax, total and contact") {
  Billed desk;
  desk.approved(202601);
  for (auto const form : {DocumentForm::TEXT, DocumentForm::HTML}) {
    auto const text = desk.document(form);
    CAPTURE(text);
    for (auto const* part : {"202601-25-0000000001", "****1001", "010-1234-****", "2026-01 (2025-12-26 to 2026-01-25)",
                             "2026-02-09", "LTE 33", "33,000", "24 months", "-8,250", "Game coins", "12,345",
                             "Rounding", "37,090 KRW", "VAT within the prices", "2,250", "114", "2026-01-20T10:00Z"})
      CHECK(has(text, part));
    CHECK_FALSE(has(text, "010-1234-1001"));
    CHECK_FALSE(has(text, "DRAFT"));
  }
}

TEST_CASE("Arrears, late fee and credit are shown where there are any") {
  Billed desk;
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  auto const text = desk.ask(GetBillDocument{BillingDesk::bill_id(202602, 1), DocumentForm::TEXT, {}}).at(0).content;
  CHECK(has(text, "Unpaid of earlier bills"));
  CHECK(has(text, "Late fee"));
  CHECK(has(text, "37,090"));
}

TEST_CASE("HTML in a name or a shop stays text") {
  Billed desk{"<script>alert('x')</script> & \"Co\""};
  desk.approved(202601);
  auto const html = desk.document(DocumentForm::HTML);
  CHECK_FALSE(has(html, "<script>"));
  CHECK(has(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;"));
  CHECK(has(html, "Coin &amp; Co &lt;shop&gt;"));
  CHECK_FALSE(has(html, "http"));  // it loads nothing
}

TEST_CASE("Usage that costs nothing is shown only if wanted") {
  Billed desk;
  desk.approved(202601);
  CHECK_FALSE(has(desk.document(DocumentForm::TEXT), "123 minutes"));
  CHECK(has(desk.document(DocumentForm::TEXT, true), "123 minutes"));
}

TEST_CASE("A draft says so, and so do a voided bill and its revision") {
  Billed desk;
  auto const run = desk.settled(202601);
  CHECK(has(desk.document(DocumentForm::TEXT), "DRAFT"));
  desk.given(boss, ApproveRun{run.id});
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "x"});
  CHECK(has(desk.document(DocumentForm::TEXT), "VOID"));
  auto const revision =
      desk.ask(GetBillDocument{BillingDesk::bill_id(202601, 1, 2), DocumentForm::TEXT, {}}).at(0).content;
  CHECK(has(revision, "Revision"));
  CHECK_FALSE(has(revision, "VOID"));
}

TEST_CASE("The summary is one short message with a link; the same bill has the same hash") {
  Billed desk;
  desk.approved(202601);
  CHECK(desk.document(DocumentForm::SMS) ==
        "Lilac Telecom: bill 2026-01, 37,090 KRW, due 2026-02-09. https://bills.example/202601-25-0000000001");
  auto const once = desk.ask(GetBillDocument{BillingDesk::bill_id(202601, 1), DocumentForm::HTML, {}}).at(0);
  CHECK(once.hash == desk.ask(GetBillDocument{BillingDesk::bill_id(202601, 1), DocumentForm::HTML, {}}).at(0).hash);
  CHECK(once.hash != desk.ask(GetBillDocument{BillingDesk::bill_id(202601, 1), DocumentForm::TEXT, {}}).at(0).hash);
}

TEST_CASE("A bill shows as many decimals as its currency has: none, two, three or four") {
  struct Case {
    char const (&currency)[4];
    char const* total;
    char const* line;
  };
  constexpr Case cases[] = {{"KRW", "1,234,505 KRW", "-5"},     {"VND", "1,234,505 VND", "-5"},
                            {"CLP", "1,234,505 CLP", "-5"},     {"USD", "12,345.05 USD", "-0.05"},
                            {"KWD", "1,234.505 KWD", "-0.005"}, {"CLF", "123.4505 CLF", "-0.0005"}};
  for (auto const& one : cases) {
    CAPTURE(one.total);
    Bill bill;
    bill.id = BillKey{202601, 25, {1}, 1}.id();
    bill.period = 202601;
    bill.cycle_day = 25;
    bill.total = {1'234'505, Currency{one.currency}};
    bill.lines = {{}};
    bill.lines[0].code = "x";
    bill.lines[0].amount = -5;
    for (auto const form : {DocumentForm::TEXT, DocumentForm::HTML, DocumentForm::SMS}) {
      auto const text = document_of({bill, Subscriber{}}, form, {}).content;
      CHECK(has(text, one.total));
      CHECK((form == DocumentForm::SMS || has(text, one.line)));
    }
  }
}

TEST_CASE("A bill's message says its total with the decimals of its currency") {
  auto const total_of = [](Money total) {
    BillDeliveryRequested asked;
    asked.total = total;
    return request_bill_message(asked, {}).variables.at("total");
  };
  CHECK(total_of({37'090, Currency{"KRW"}}) == "37090 KRW");
  CHECK(total_of({37'090, Currency{"USD"}}) == "370.90 USD");
  CHECK(total_of({37'090, Currency{"KWD"}}) == "37.090 KWD");
}

TEST_CASE("Currencies with cents show them") {
  Bill bill;
  bill.id = BillKey{202601, 25, {1}, 1}.id();
  bill.period = 202601;
  bill.cycle_day = 25;
  bill.total = {1'234'505, Currency{"USD"}};
  bill.lines = {{}, {}};
  bill.lines[0].amount = -5;
  bill.lines[0].code = "x";
  bill.lines[1].code = "y";
  bill.lines[1].amount = 123;
  auto const text = document_of({bill, Subscriber{}}, DocumentForm::TEXT, {}).content;
  CHECK(has(text, "12,345.05 USD"));
  CHECK(has(text, "-0.05"));
  CHECK(has(text, "1.23"));
}

}  // namespace lilac::billing
