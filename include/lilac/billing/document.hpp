// A bill as people read it: one content in three forms. An image is a host's rendering of the HTML.
#pragma once

#include <string>
#include <vector>

#include "lilac/billing/bill.hpp"
#include "lilac/billing/price_book.hpp"
#include "lilac/billing/rules.hpp"
#include "lilac/billing/subscriber.hpp"
#include "lilac/billing/usage.hpp"

namespace lilac::billing {

struct BillDocument {
  BillId bill_id;
  DocumentForm form = DocumentForm::TEXT;
  PersonalText content;
  std::int64_t hash = 0;  ///< of the content: the same bill says the same
};
BOOST_DESCRIBE_STRUCT(BillDocument, (), (bill_id, form, content, hash))

struct DocumentFacts {
  Bill const& bill;
  Subscriber const& line;
  BillState state = BillState::Issued;
  std::vector<Usage> information{};  ///< usage that costs nothing, if it is to be shown
};

/// The document; names in HTML are escaped, the account is masked, and nothing is loaded from anywhere.
BillDocument document_of(DocumentFacts const& facts, DocumentForm form, Rules const& rules);

}  // namespace lilac::billing
