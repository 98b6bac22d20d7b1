#include "reading/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "ascii.h"
#include "reading/plain_text.h"

namespace reading {
namespace {

constexpr std::string_view utf16_little = "\xFF\xFE";
constexpr std::string_view utf16_big = "\xFE\xFF";
// Recognised by the byte order mark, or by the "<" at the beginning of a document (XML 1.0,
// appendix F).
constexpr auto utf32 = std::to_array<std::pair<std::string_view, std::string_view>>({
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {std::string_view("<\0\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\0<", 4), "UTF-32BE"},
});

// The value of encoding="..." in the XML declaration, which is ASCII.
std::string declared(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  bytes = bytes.substr(first);
  if (!bytes.starts_with("<?xml")) return "";
  bytes = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{400}));
  auto at = bytes.find("encoding");
  if (at == std::string_view::npos) return "";
  at = bytes.find_first_of("\"'", at);
  if (at == std::string_view::npos) return "";
  const auto end = bytes.find(bytes[at], at + 1);
  return end == std::string_view::npos ? "" : std::string(bytes.substr(at + 1, end - at - 1));
}

// Browsers read Latin-1 as windows-1252, its superset (Encoding Standard, section 4.2).
std::string for_iconv(std::string_view name) {
  const auto small = to_lower(name);
  for (const std::string_view latin :
       {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso_8859-1"}) {
    if (small == latin) return "CP1252";
  }
  if (small == "gb2312" || small == "gbk" || small == "x-gbk") return "GB18030";
  if (small == "shift_jis" || small == "sjis" || small == "x-sjis" || small == "shift-jis") return "CP932";
  if (small == "iso-8859-9") return "CP1254";
  if (small.starts_with("windows-")) return "CP" + small.substr(8);
  return std::string(name);
}

class Converter {
 public:
  explicit Converter(const std::string& encoding) : handle_(::iconv_open("UTF-8", for_iconv(encoding).c_str())) {}
  ~Converter() {
    if (is_open()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv's own constant
  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
  iconv_t get() const { return handle_; }

 private:
  iconv_t handle_;
};

}  // namespace

std::string named_encoding(std::string_view bytes, std::string_view charset) {
  if (bytes.starts_with(byte_order_mark)) return "UTF-8";
  for (const auto& [beginning, name] : utf32) {
    if (bytes.starts_with(beginning)) return std::string(name);
  }
  if (bytes.starts_with(utf16_little)) return "UTF-16LE";
  if (bytes.starts_with(utf16_big)) return "UTF-16BE";
  if (bytes.starts_with(std::string_view("<\0", 2))) return "UTF-16LE";
  if (bytes.starts_with(std::string_view("\0<", 2))) return "UTF-16BE";
  if (!charset.empty()) return std::string(charset);
  return declared(bytes);
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  const auto small = to_lower(encoding);
  const bool is_utf16 = small.starts_with("utf-16");
  const bool is_utf32 = small.starts_with("utf-32");
  if (is_utf32 && (bytes.starts_with(utf32[0].first) || bytes.starts_with(utf32[1].first))) bytes.remove_prefix(4);
  if (is_utf16 && (bytes.starts_with(utf16_little) || bytes.starts_with(utf16_big))) bytes.remove_prefix(2);
  const Converter converter(small == "utf-16" ? std::string("UTF-16LE") : encoding);
  if (!converter.is_open()) return std::nullopt;
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  std::string input(bytes);
  char* from = input.data();
  std::size_t left = input.size();
  std::array<char, 16384> part;
  while (left > 0) {
    char* to = part.data();
    std::size_t room = part.size();
    const auto result = ::iconv(converter.get(), &from, &left, &to, &room);
    const int error = errno;
    out.append(part.data(), part.size() - room);
    if (result != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    out += "\xEF\xBF\xBD";
    const std::size_t skipped = std::min<std::size_t>(left, is_utf32 ? 4 : is_utf16 ? 2 : 1);
    from += skipped;
    left -= skipped;
  }
  return out;
}

bool is_utf8(std::string_view bytes) { return count_valid_utf8(bytes) == bytes.size(); }

std::string guess_encoding(std::string_view bytes) {
  const auto beginning = bytes.substr(0, 4096);
  const auto zeros = std::count(beginning.begin(), beginning.end(), '\0');
  if (zeros * 4 > static_cast<std::ptrdiff_t>(beginning.size())) {
    return beginning.size() > 1 && beginning[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
  }
  std::size_t letters = 0;
  std::size_t high = 0;
  std::size_t upper_half = 0;  // 0xE0 to 0xFF: the small letters of windows-1251, the capitals of KOI8-R
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alpha(c)) ++letters;
    if (byte >= 0xC0) ++high;
    if (byte >= 0xE0) ++upper_half;
  }
  if (high <= letters) return "windows-1252";
  return upper_half * 2 > high ? "windows-1251" : "KOI8-R";
}

}  // namespace reading
