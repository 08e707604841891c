// Everything a host needs of the desk.
#pragma once

#include "lilac/support/bridges.hpp"
#include "lilac/support/commands.hpp"
#include "lilac/support/errors.hpp"
#include "lilac/support/events.hpp"
#include "lilac/support/module.hpp"
#include "lilac/support/ports.hpp"
#include "lilac/support/rules.hpp"
#include "lilac/support/views.hpp"
