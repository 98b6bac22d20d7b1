// http/content_coding.h - gzip (RFC 1952) and brotli (RFC 7932). Every run makes the same bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace http {

// Content codings (RFC 9110, section 8.4.1; br: RFC 7932), from the worst to the best.
enum class Coding : unsigned char { identity, gzip, br };
inline constexpr std::size_t coding_count = 3;

// The cost on one core of 2023. `fast`: about 30 microseconds for a list of 10 items (10 KB), 75
// for 39 items (36 KB). `best`: 8 and 26 milliseconds with brotli, and the output is a third
// smaller.
enum class Effort : unsigned char { fast, best };

// Uses zlib's level 1 or 9. Writes no time, no name and operating system "unknown", so that every
// machine makes the same bytes. Nothing if zlib has no memory.
std::optional<std::string> gzip(std::string_view bytes, Effort effort);

// Uses quality 2 or 11, and the smallest window that holds the bytes. Nothing if brotli has no
// memory. After a stop request, returns nothing within half a second: the best level takes about
// two seconds for a megabyte.
std::optional<std::string> brotli(std::string_view bytes, bool is_text, Effort effort,
                                  const std::stop_token& stopping = {});

// Judges by the media type. Text, JSON, XML, scripts and SVG get smaller; pictures and archives do
// not.
bool is_compressible(std::string_view content_type);

}  // namespace http
