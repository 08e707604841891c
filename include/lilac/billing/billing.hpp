// The front door of billing.
#pragma once

#include "lilac/billing/bridges.hpp"
#include "lilac/billing/commands.hpp"
#include "lilac/billing/document.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/module.hpp"
#include "lilac/billing/views.hpp"
