// http/content_coding.h - gzip (RFC 1952) and brotli (RFC 7932): the same bytes at every run.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace http {

// Content codings (RFC 9110, section 8.4.1; br: RFC 7932). In the order of our preference, worst first.
enum class Coding : unsigned char { identity, gzip, br };
inline constexpr std::size_t coding_count = 3;

// What it costs, on one core of 2023: `fast` about 30 microseconds for a list of 10 items (10 KB) and 75 for 39 (36
// KB); `best` 8 and 26 milliseconds of brotli, for a third less bytes.
enum class Effort : unsigned char { fast, best };

// zlib's level 1 or 9. No time, no name, operating system "unknown", so that every machine makes the same bytes.
// Nothing if zlib has no memory.
std::optional<std::string> gzip(std::string_view bytes, Effort effort);

// Quality 2 or 11; the window is the smallest that holds the bytes. Nothing if brotli has no memory. Nothing, within
// half a second, once a stop is requested: the best level takes about two seconds for a megabyte.
std::optional<std::string> brotli(std::string_view bytes, bool is_text, Effort effort,
                                  const std::stop_token& stopping = {});

// By its media type: text, JSON, XML, scripts and SVG get smaller, pictures and archives do not.
bool is_compressible(std::string_view content_type);

}  // namespace http
