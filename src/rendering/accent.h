// rendering/accent.h - a colour for links and marks that is readable on any page.
#pragma once

#include <string>
#include <string_view>

#include "rendering/presentation.h"

namespace rendering {

// Rules that set --ln-accent and --ln-link. The hue is the accent's. The lightness depends on the
// colour of the text around it, in CSS: dark beside dark text, light beside light text. The
// contrast is then at least 4.5:1 (WCAG 2.2, 1.4.3) on white and pale backgrounds, and on black
// and dark ones. `accent` is six hexadecimal digits. "" gives "".
std::string accent_styles(std::string_view accent);

// Whether the list shows another lightness than `accent` asks for. In Theme::automatic: on a light page.
bool is_accent_changed(std::string_view accent, Theme theme);

}  // namespace rendering
