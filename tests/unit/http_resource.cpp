// Representations: compressed once, the same bytes at every run, decodable; heads that are true of them.
#include <brotli/decode.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

#include "http/compression.h"
#include "http/resource.h"
#include "http/table.h"

namespace {

std::string unzip(const std::string& bytes) {
  std::string out(1u << 20, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(const std::string& bytes) {
  std::string out(1u << 20, '\0');
  std::size_t size = out.size();
  CHECK(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string prose() {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "line " + std::to_string(i) + " of some prose that repeats itself\n";
  return text;
}

http::Answer answer(std::string body, std::string type = "text/plain; charset=utf-8", int status = 200) {
  http::Answer result;
  result.status = status;
  result.content_type = std::move(type);
  result.fields = {{"Cache-Control", "max-age=60"}, {"Last-Modified", "Tue, 15 Nov 1994 08:12:31 GMT"}};
  result.body = std::move(body);
  return result;
}

bool has(const std::string& head, const std::string& line) {
  return ("\r\n" + head).find("\r\n" + line) != std::string::npos;
}

}  // namespace

TEST_CASE("http compression: the same bytes at every run, which a decoder turns back") {
  const auto text = prose();
  REQUIRE(http::gzip(text));
  CHECK(*http::gzip(text) == *http::gzip(text));
  CHECK(http::gzip(text)->substr(0, 10) == std::string("\x1f\x8b\x08\0\0\0\0\0\x02\xff", 10));  // no time, no system
  CHECK(unzip(*http::gzip(text)) == text);
  REQUIRE(http::brotli(text, true));
  CHECK(*http::brotli(text, true) == *http::brotli(text, true));
  CHECK(unbrotli(*http::brotli(text, true)) == text);
  CHECK(http::brotli(text, true)->size() < http::gzip(text)->size());
  CHECK(unzip(*http::gzip("")) == "");
}

TEST_CASE("http compression: media types") {
  for (const char* type : {"text/html", "TEXT/HTML; charset=utf-8", "application/json", "application/feed+json",
                           "image/svg+xml", "application/atom+xml;charset=utf-8", "application/xml"}) {
    CAPTURE(type);
    CHECK(http::is_compressible(type));
  }
  for (const char* type : {"", "image/png", "application/zip", "application/octet-stream", "font/woff2", "textual/x"}) {
    CAPTURE(type);
    CHECK_FALSE(http::is_compressible(type));
  }
}

TEST_CASE("http resource: each coding has its head, its length and its tag") {
  http::Resource resource(answer(prose()));
  CHECK_FALSE(resource.is_complete());
  CHECK(resource.find(http::Coding::gzip) == nullptr);
  const auto before = resource.bytes();
  resource.compress();
  resource.compress();
  CHECK(resource.is_complete());
  CHECK(resource.bytes() > before);
  const auto* identity = resource.find(http::Coding::identity);
  const auto* gzip = resource.find(http::Coding::gzip);
  const auto* br = resource.find(http::Coding::br);
  REQUIRE(gzip != nullptr);
  REQUIRE(br != nullptr);
  CHECK(unzip(gzip->body) == identity->body);
  CHECK(unbrotli(br->body) == identity->body);
  CHECK(identity->entity_tag != gzip->entity_tag);
  CHECK(gzip->entity_tag != br->entity_tag);
  for (const auto* representation : {identity, gzip, br}) {
    CHECK(representation->head.substr(0, 17) == "HTTP/1.1 200 OK\r\n");
    CHECK(has(representation->head, "Content-Length: " + std::to_string(representation->body.size()) + "\r\n"));
    CHECK(has(representation->head, "ETag: " + representation->entity_tag + "\r\n"));
    CHECK(has(representation->head, "Vary: Accept-Encoding\r\n"));
    CHECK(has(representation->head, "Last-Modified: "));
    CHECK(representation->not_modified_head.substr(0, 27) == "HTTP/1.1 304 Not Modified\r\n");
    CHECK(has(representation->not_modified_head, "ETag: " + representation->entity_tag + "\r\n"));
    CHECK(has(representation->not_modified_head, "Vary: Accept-Encoding\r\n"));
    CHECK(has(representation->not_modified_head, "Cache-Control: max-age=60\r\n"));
    CHECK_FALSE(has(representation->not_modified_head, "Content-"));
    CHECK_FALSE(has(representation->not_modified_head, "Last-Modified: "));
  }
  CHECK_FALSE(has(identity->head, "Content-Encoding"));
  CHECK(has(gzip->head, "Content-Encoding: gzip\r\n"));
  CHECK(has(br->head, "Content-Encoding: br\r\n"));
  CHECK(resource.last_modified() == 784887151);
}

TEST_CASE("http resource: what does not get smaller stays as it is") {
  http::Resource tiny(answer("x"));
  tiny.compress();
  CHECK(tiny.is_complete());
  CHECK(tiny.find(http::Coding::gzip) == nullptr);
  CHECK(tiny.find(http::Coding::br) == nullptr);
  http::Resource picture(answer(prose(), "image/png"));
  CHECK(picture.is_complete());
  picture.compress();
  CHECK(picture.find(http::Coding::gzip) == nullptr);
  http::Resource empty(answer(""));
  CHECK(empty.is_complete());
}

TEST_CASE("http resource: other statuses have no tag, but are compressed") {
  http::Resource missing(answer(prose(), "text/html", 404));
  missing.compress();
  REQUIRE(missing.find(http::Coding::br) != nullptr);
  const auto& head = missing.find(http::Coding::br)->head;
  CHECK(head.substr(0, 24) == "HTTP/1.1 404 Not Found\r\n");
  CHECK(has(head, "Vary: Accept-Encoding\r\n"));
  CHECK_FALSE(has(head, "ETag"));
  CHECK(missing.find(http::Coding::br)->not_modified_head.empty());
}

TEST_CASE("http table: forgets the least recently used first, and stays within its bytes") {
  const auto make = [] { return std::make_shared<http::Resource>(answer(std::string(1000, 'a'), "image/png")); };
  const std::size_t each = make()->bytes() + 300;
  http::Table table(3 * each);
  table.insert("/a", make());
  table.insert("/b", make());
  table.insert("/c", make());
  REQUIRE(table.size() == 3);
  REQUIRE(table.find("/a") != nullptr);
  table.insert("/d", make());
  CHECK(table.find("/b") == nullptr);
  CHECK(table.find("/a") != nullptr);
  CHECK(table.bytes() <= 3 * each);
  table.insert("/d", make());
  CHECK(table.size() == 3);
  table.clear();
  CHECK(table.bytes() == 0);
  CHECK(table.find("/a") == nullptr);
}

TEST_CASE("http table: a resource that has grown is counted anew") {
  http::Table table(1u << 20);
  auto resource = std::make_shared<http::Resource>(answer(prose()));
  table.insert("/a", resource);
  const auto before = table.bytes();
  resource->compress();
  table.recount("/a");
  table.recount("/b");
  CHECK(table.bytes() > before);
}

TEST_CASE("http table: what is larger than all of it is not kept") {
  http::Table table(1000);
  table.insert("/a", std::make_shared<http::Resource>(answer(prose())));
  CHECK(table.size() == 0);
  CHECK(table.bytes() == 0);
}
