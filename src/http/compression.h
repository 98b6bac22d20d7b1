// http/compression.h - gzip (RFC 1952) and brotli (RFC 7932), at their highest levels, the same bytes at every run.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace http {

// Level 9; no time, no name, operating system "unknown", so that every machine makes the same bytes.
// Nothing where zlib has no memory.
std::optional<std::string> gzip(std::string_view bytes);

// Quality 11; the window is the smallest that holds the bytes. Nothing where brotli has no memory.
std::optional<std::string> brotli(std::string_view bytes, bool is_text);

// By its media type: text, JSON, XML, scripts and SVG get smaller, pictures and archives do not.
bool is_compressible(std::string_view content_type);

}  // namespace http
