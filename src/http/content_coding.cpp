#include "http/content_coding.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "http/syntax.h"

namespace http {
namespace {

// Calls deflateEnd at the end of the scope.
struct Deflation {
  z_stream stream{};
  bool is_open = false;
  ~Deflation() {
    if (is_open) deflateEnd(&stream);
  }
};

constexpr int gzip_window = 15 + 16;  // zlib: the largest window, plus 16 for the gzip format
constexpr int most_memory = 9;
constexpr int fast_quality = 2;  // brotli: for small texts 0 and 1 take as long; 3 and more take longer
constexpr std::size_t brotli_piece = std::size_t{64} << 10;
constexpr int unknown_system = 255;  // RFC 1952, section 2.3.1

}  // namespace

std::optional<std::string> gzip(std::string_view bytes, Effort effort) {
  Deflation deflation;
  z_stream& stream = deflation.stream;
  const int level = effort == Effort::best ? Z_BEST_COMPRESSION : Z_BEST_SPEED;
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, most_memory, Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  deflation.is_open = true;
  gz_header header{};
  header.os = unknown_system;
  deflateSetHeader(&stream, &header);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return std::nullopt;
  out.resize(stream.total_out);
  return out;
}

std::optional<std::string> brotli(std::string_view bytes, bool is_text, Effort effort,
                                  const std::stop_token& stopping) {
  const std::unique_ptr<BrotliEncoderState, decltype(&BrotliEncoderDestroyInstance)> encoder(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), &BrotliEncoderDestroyInstance);
  if (!encoder) return std::nullopt;
  unsigned window = BROTLI_MIN_WINDOW_BITS;
  while (window < BROTLI_MAX_WINDOW_BITS && (std::size_t{1} << window) - 16 < bytes.size()) ++window;
  const auto set = [&](BrotliEncoderParameter parameter, std::size_t value) {
    BrotliEncoderSetParameter(encoder.get(), parameter, static_cast<std::uint32_t>(value));
  };
  set(BROTLI_PARAM_QUALITY, effort == Effort::best ? BROTLI_MAX_QUALITY : fast_quality);
  set(BROTLI_PARAM_LGWIN, window);
  set(BROTLI_PARAM_MODE, is_text ? BROTLI_MODE_TEXT : BROTLI_MODE_GENERIC);
  set(BROTLI_PARAM_SIZE_HINT, bytes.size());
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  auto* next_out = reinterpret_cast<std::uint8_t*>(out.data());
  auto room = out.size();
  // Compresses in pieces, so that a stop takes effect between them. The pieces do not change the
  // output.
  while (BrotliEncoderIsFinished(encoder.get()) == BROTLI_FALSE) {
    if (stopping.stop_requested()) return std::nullopt;
    const auto piece = bytes.substr(0, brotli_piece);
    bytes.remove_prefix(piece.size());
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(piece.data());
    auto size = piece.size();
    do {
      if (BrotliEncoderCompressStream(encoder.get(), bytes.empty() ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS,
                                      &size, &next_in, &room, &next_out, nullptr) == BROTLI_FALSE) {
        return std::nullopt;
      }
    } while (size > 0);
  }
  out.resize(out.size() - room);
  return out;
}

bool is_compressible(std::string_view content_type) {
  const auto type = to_lower(take_until(content_type, ';'));
  const std::string_view text(type);
  constexpr std::array<std::string_view, 6> whole = {"application/json", "application/xml", "application/javascript",
                                                     "application/wasm", "image/x-icon",    "font/ttf"};
  return text.substr(0, 5) == "text/" || text.ends_with("+json") || text.ends_with("+xml") ||
         std::find(whole.begin(), whole.end(), text) != whole.end();
}

}  // namespace http
