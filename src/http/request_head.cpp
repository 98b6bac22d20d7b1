#include "http/request_head.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/optional.hpp>
#include <cstring>
#include <utility>

#include "http/request_target.h"
#include "http/syntax.h"

namespace http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using Text = beast::string_view;

std::string_view view(Text text) { return {text.data(), text.size()}; }

// The callbacks of Beast's parser. Beast's error code only stops the parser. `refusal` says why.
class Parser final : public beast::http::basic_parser<true> {
 public:
  Parser(std::string_view bytes, RequestHead& head) : bytes_(bytes), head_(head) {
    skip(true);  // there is no body to read
    header_limit(static_cast<std::uint32_t>(max_head_bytes));
  }

  std::optional<RequestError> refusal;
  std::string_view target;  // as it was sent
  bool is_connect = false;
  std::size_t hosts = 0;
  std::string_view host;
  bool has_transfer_encoding = false;

  void take_request_line(beast::http::verb verb, std::string_view sent_target, bool is_version_1_0) {
    target = sent_target;
    head_.is_version_1_0 = is_version_1_0;
    switch (verb) {
      case beast::http::verb::get:
        head_.method = Method::get;
        break;
      case beast::http::verb::head:
        head_.method = Method::head;
        break;
      case beast::http::verb::options:
        head_.method = Method::options;
        break;
      case beast::http::verb::connect:
        is_connect = true;
        [[fallthrough]];
      case beast::http::verb::post:
      case beast::http::verb::put:
      case beast::http::verb::delete_:
      case beast::http::verb::trace:
      case beast::http::verb::patch:
        head_.method = Method::not_allowed;
        break;
      default:
        head_.method = Method::unknown;
    }
  }

  bool closes = false;
  bool keeps_alive = false;
  bool later_version = false;  // Beast saw a replacement for the request line

 private:
  void refuse(RequestError reason, error_code& ec) {
    refusal = reason;
    ec = beast::http::error::bad_field;
  }

  void on_request_impl(beast::http::verb verb, Text method, Text sent_target, int version, error_code& ec) override {
    // RFC 9112, section 3: the method is longer than every known one.
    if (method.size() > max_method_bytes) return refuse(RequestError::unknown_method, ec);
    if (!later_version) take_request_line(verb, view(sent_target), version == 10);
  }

  void on_field_impl(beast::http::field name, Text name_text, Text value_text, error_code& ec) override {
    if (++fields_ > max_fields) return refuse(RequestError::head_too_large, ec);
    const auto value = view(value_text);
    if (is_folded(view(name_text), value)) return refuse(RequestError::folded_field, ec);
    using beast::http::field;
    switch (name) {
      case field::host:
        ++hosts;
        host = value;
        break;
      case field::connection:
        read_connection(value);
        break;
      case field::content_length:
        // Beast has checked that this is one number, or several equal ones (RFC 9110, section 8.6).
        head_.announces_content = value.find_first_of("123456789") != std::string_view::npos;
        break;
      case field::transfer_encoding:
        has_transfer_encoding = true;
        break;
      case field::accept:
        head_.accept.add(value);
        break;
      case field::accept_encoding:
        head_.accept_encoding.add(value);
        break;
      case field::if_none_match:
        head_.if_none_match.add(value);
        break;
      case field::origin:
        head_.origin = value;
        break;
      case field::referer:
        head_.referer = value;
        break;
      case field::if_modified_since:
        head_.if_modified_since = std::exchange(dated_, true) ? std::string_view() : value;
        break;
      case field::expect:
        (equals_ignoring_case(value, "100-continue") ? head_.expects_continue : head_.expects_unknown) = true;
        break;
      default:
        break;
    }
  }

  // Detects obs-fold (RFC 9112, section 5.2). Beast joins a value of several lines in a buffer of
  // its own. If the first line was empty, Beast returns a value from a later line of the head.
  bool is_folded(std::string_view name, std::string_view value) const {
    const char* const after_colon = name.data() + name.size() + 1;
    if (value.data() < after_colon || value.data() > bytes_.data() + bytes_.size()) return true;
    return std::memchr(after_colon, '\r', static_cast<std::size_t>(value.data() - after_colon)) != nullptr;
  }

  // Reads a list of tokens (RFC 9110, section 7.6.1). "closed" is not "close".
  void read_connection(std::string_view rest) {
    while (!rest.empty()) {
      const auto option = take_until(rest, ',');
      if (equals_ignoring_case(option, "close")) closes = true;
      if (equals_ignoring_case(option, "keep-alive")) keeps_alive = true;
    }
  }

  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}
  // Beast never calls these: there is no response and no body.
  void on_response_impl(int, Text, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(Text, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text, error_code&) override { return 0; }

  std::string_view bytes_;
  RequestHead& head_;
  std::size_t fields_ = 0;
  bool dated_ = false;
};

// Later versions of Boost have separate errors for two different lengths and for a length that is
// not a number. Here both are the same fault.
template <class Error>
bool is_doubled_length(const error_code& ec) {
  if constexpr (requires { Error::multiple_content_length; }) {
    return ec == Error::multiple_content_length;
  } else {
    return false;
  }
}

RequestError translate(const error_code& ec) {
  using beast::http::error;
  if (is_doubled_length<error>(ec)) return RequestError::bad_content_length;
  if (ec == error::bad_method) return RequestError::bad_method;
  if (ec == error::bad_target) return RequestError::bad_target;
  if (ec == error::bad_version) return RequestError::bad_version;
  if (ec == error::bad_line_ending) return RequestError::bad_line_end;
  if (ec == error::bad_content_length) return RequestError::bad_content_length;
  if (ec == error::bad_transfer_encoding) return RequestError::bad_transfer_encoding;
  if (ec == error::header_limit) return RequestError::head_too_large;
  if (ec == error::need_more) return RequestError::bad_request_line;
  return RequestError::bad_field;
}

// RFC 9112, section 2.3: the version has exactly two digits.
struct Version {
  int major = 0;
  int minor = 0;
};
std::optional<Version> read_version(std::string_view text) {
  if (text.size() != 8 || text.substr(0, 5) != "HTTP/" || text[6] != '.') return std::nullopt;
  if (!is_digit(text[5]) || !is_digit(text[7])) return std::nullopt;
  return Version{text[5] - '0', text[7] - '0'};
}

// Beast knows only 1.0 and 1.1. A later minor version is answered like 1.1, the latest known one
// (RFC 9110, section 2.5). Another major version is refused (section 15.6.6). Beast has checked
// method and target before it reached the version.
std::optional<RequestError> parse_other_version(std::string_view bytes, Parser& parser) {
  const auto line = bytes.substr(0, bytes.find("\r\n"));
  const auto method_end = line.find(' ');
  const auto method = line.substr(0, method_end);
  const auto target_end = line.find(' ', method_end + 1);
  const auto version = read_version(line.substr(target_end + 1));
  if (!version) return RequestError::bad_version;
  if (version->major != 1) return RequestError::unknown_version;
  parser.take_request_line(beast::http::string_to_verb({method.data(), method.size()}),
                           line.substr(method_end + 1, target_end - method_end - 1), false);
  parser.later_version = true;
  error_code ec;
  parser.put(boost::asio::buffer("GET / HTTP/1.1\r\n", 16), ec);
  const auto fields = bytes.substr(line.size() + 2);
  parser.put(boost::asio::buffer(fields.data(), fields.size()), ec);
  if (parser.refusal) return parser.refusal;
  if (ec) return translate(ec);
  return std::nullopt;
}

// RFC 9112, section 3.2. In absolute-form, the target's authority takes the place of Host.
std::optional<RequestError> read_target(const Parser& parser, RequestHead& head) {
  const auto target = parser.target;
  if (parser.is_connect) {  // authority-form (section 3.2.3)
    return is_authority(target) && target.find(':') != std::string_view::npos
               ? std::nullopt
               : std::optional<RequestError>(RequestError::bad_target);
  }
  if (target[0] == '/') {
    head.target = target;
  } else if (target == "*") {  // asterisk-form (section 3.2.4)
    if (head.method != Method::options) return RequestError::bad_target;
    head.target = target;
    return std::nullopt;
  } else {
    AbsoluteForm form;
    if (!split_absolute_form(target, form)) return RequestError::bad_target;
    if (parser.hosts == 1 && parser.host.empty()) return RequestError::bad_host;
    if (!form.path.empty() && form.path[0] == '/') {
      head.target = form.path;
    } else {
      head.joined_target.append("/").append(form.path);
      head.target = head.joined_target;
    }
  }
  return is_origin_form(head.target) ? std::nullopt : std::optional<RequestError>(RequestError::bad_target);
}

std::optional<RequestError> read_host(const Parser& parser, const RequestHead& head) {
  if (parser.hosts > 1) return RequestError::bad_host;  // even if they are equal (RFC 9112, section 3.2)
  if (parser.hosts == 0) {
    if (head.is_version_1_0) return std::nullopt;
    return RequestError::missing_host;
  }
  // Host is empty if the target has no authority (RFC 9112, section 3.2).
  if (parser.host.empty() || is_authority(parser.host)) return std::nullopt;
  return RequestError::bad_host;
}

std::optional<RequestError> read_framing(const Parser& parser, const RequestHead& head) {
  if (!parser.has_transfer_encoding) return std::nullopt;
  // RFC 9112, section 6.1: Transfer-Encoding is a fault in HTTP/1.0. If Content-Length came first,
  // Beast has already refused this field.
  if (head.is_version_1_0 || parser.content_length()) return RequestError::bad_transfer_encoding;
  return RequestError::coding_not_taken;
}

}  // namespace

void CombinedField::add(std::string_view line) {
  if (lines_ == 0) one_ = line;
  if (lines_ == 1) many_.assign(one_);
  if (lines_ >= 1) many_.append(", ").append(line);
  ++lines_;
}

std::optional<RequestError> parse_in_its_own_order(std::string_view bytes, RequestHead& head) {
  head.bytes = bytes;
  const auto finish = [&head](Parser& parser) -> std::optional<RequestError> {
    if (auto refused = read_framing(parser, head)) return refused;
    if (auto refused = read_target(parser, head)) return refused;
    if (auto refused = read_host(parser, head)) return refused;
    head.keeps_connection = !parser.closes && (!head.is_version_1_0 || parser.keeps_alive);
    return std::nullopt;
  };
  Parser parser(bytes, head);
  error_code ec;
  parser.put(boost::asio::buffer(bytes.data(), bytes.size()), ec);
  if (parser.refusal) return parser.refusal;
  if (ec == beast::http::error::bad_version) {
    Parser second(bytes, head);
    const auto refusal = parse_other_version(bytes, second);
    return refusal ? refusal : finish(second);
  }
  if (ec) return translate(ec);
  return finish(parser);
}

std::optional<RequestError> parse_head(std::string_view bytes, RequestHead& head) {
  // A head that is too large is refused for what its first bytes say. The result is the same when
  // it arrives in pieces.
  if (bytes.size() > max_head_bytes || (bytes.size() > max_request_line_bytes &&
                                        bytes.substr(0, max_request_line_bytes).find('\n') == std::string_view::npos)) {
    return examine_partial_head(bytes, 0);
  }
  const auto refusal = parse_in_its_own_order(bytes, head);
  if (!refusal) return std::nullopt;
  // If there are two faults, the result names the one that arrives first. It does not matter
  // whether the bytes arrive in one piece.
  const auto earlier = examine_partial_head(bytes.substr(0, bytes.size() - 1), 0);
  return earlier ? earlier : refusal;
}

}  // namespace http
