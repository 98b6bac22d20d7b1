// site/configurator.h - the form of the first page, from the table of parameters.
#pragma once

#include <vector>

#include "rendering/catalogue.h"
#include "rendering/front_page.h"

namespace site {

// The parameters that choose items, and those that choose the looks, in the order of the table.
// Without `shadow`: that is a way to embed.
std::vector<rendering::Control> item_controls(const rendering::Catalogue& catalogue);
std::vector<rendering::Control> look_controls(const rendering::Catalogue& catalogue);

}  // namespace site
