#include "rendering/accent.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>

#include "ascii.h"

namespace rendering {
namespace {

// The lightness in Oklab for which every hue has a contrast of at least 4.5:1: on backgrounds from
// #eee to white, and on those from black to #333.
constexpr double most_beside_dark_text = 0.5;
constexpr double least_beside_light_text = 0.76;

struct Oklab {
  double lightness;
  double a;
  double b;
};

// Oklab (bottosson.github.io/posts/oklab; CSS Color 4, section 9.3) from sRGB and back.
Oklab oklab_of(std::string_view hex) {
  std::array<double, 3> linear{};
  for (std::size_t part = 0; part < linear.size(); ++part) {
    const double value = (hex_value(hex[2 * part]) * 16 + hex_value(hex[2 * part + 1])) / 255.0;
    linear[part] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  const auto [r, g, b] = linear;
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

bool is_in_srgb(const Oklab& colour) {
  const auto cube = [](double value) { return value * value * value; };
  const double l = cube(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b);
  const double m = cube(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b);
  const double s = cube(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b);
  const auto is_inside = [](double value) { return value > -0.0005 && value < 1.0005; };
  return is_inside(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) &&
         is_inside(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) &&
         is_inside(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
}

// The largest part of the accent's chroma that sRGB has at this lightness. A browser would cut a
// larger one, and change the lightness with it.
double chroma_at(double lightness, const Oklab& accent) {
  constexpr int steps = 50;
  for (int step = steps; step > 0; --step) {
    const double part = static_cast<double>(step) / steps;
    if (is_in_srgb({lightness, accent.a * part, accent.b * part})) return part * std::hypot(accent.a, accent.b);
  }
  return 0;
}

std::string number(double value) {
  std::array<char, 16> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.3f", value);
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace

std::string accent_styles(std::string_view accent) {
  if (accent.empty()) return "";
  const auto colour = oklab_of(accent);
  const double dark = std::min(colour.lightness, most_beside_dark_text);
  const double light = std::max(colour.lightness, least_beside_light_text);
  const double dark_chroma = chroma_at(dark, colour);
  const double light_chroma = chroma_at(light, colour);
  constexpr double degrees = 57.29577951308232;
  const double hue = std::atan2(colour.b, colour.a) * degrees;
  // 0 beside dark text, 1 beside light text: `l` is the text's own lightness.
  const std::string step = "clamp(0,(l - .6)*999,1)";
  const auto mixed = [&](double from, double to) {
    return "calc(" + number(from) + " + " + number(to - from) + "*" + step + ")";
  };
  const auto value = "oklch(from currentcolor " + mixed(dark, light) + " " + mixed(dark_chroma, light_chroma) + " " +
                     number(hue < 0 ? hue + 360 : hue) + ")";
  return "@supports (color:oklch(from red l c h)){.ln{--ln-accent:" + value + ";--ln-link:" + value + "}}";
}

bool is_accent_changed(std::string_view accent, Theme theme) {
  if (accent.empty()) return false;
  const double lightness = oklab_of(accent).lightness;
  return theme == Theme::dark ? lightness < least_beside_light_text : lightness > most_beside_dark_text;
}

}  // namespace rendering
