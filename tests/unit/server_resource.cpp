// Representations: compressed once, the same bytes at every run, decodable, with correct heads.
#include <brotli/decode.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include <atomic>
#include <latch>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "http/content_coding.h"
#include "server/resource.h"

using http::Coding;
using http::Effort;

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

// Words in no order: what the best level of a compressor makes smaller than a fast one does.
std::string prose() {
  constexpr std::string_view syllables = "tradeofficetrafficworldunitedcrimeborderreport";
  std::string text;
  unsigned random = 1;
  for (int word = 0; word < 2000; ++word) {
    random = random * 1103515245 + 12345;
    text += syllables.substr((random >> 16) % 40, 2 + (random >> 24) % 5);
    text += word % 9 == 8 ? '\n' : ' ';
  }
  return text;
}

http::Response answer(std::string body, std::string type = "text/plain; charset=utf-8", int status = 200) {
  http::Response result;
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

TEST_CASE("http compression: the bytes are the same at every run, and a decoder restores the original") {
  const auto text = prose();
  for (const auto effort : {Effort::fast, Effort::best}) {
    REQUIRE(http::gzip(text, effort));
    CHECK(*http::gzip(text, effort) == *http::gzip(text, effort));
    CHECK(http::gzip(text, effort)->substr(0, 8) == std::string("\x1f\x8b\x08\0\0\0\0\0", 8));  // no time, no name
    CHECK(http::gzip(text, effort)->at(9) == '\xff');                                           // no system
    CHECK(unzip(*http::gzip(text, effort)) == text);
    REQUIRE(http::brotli(text, true, effort));
    CHECK(*http::brotli(text, true, effort) == *http::brotli(text, true, effort));
    CHECK(unbrotli(*http::brotli(text, true, effort)) == text);
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(!http::brotli(text, true, effort, stopped.get_token()));
    CHECK(http::brotli(text, true, effort)->size() < http::gzip(text, effort)->size());
    CHECK(unzip(*http::gzip("", effort)) == "");
  }
  CHECK(http::gzip(text, Effort::best)->size() < http::gzip(text, Effort::fast)->size());
  CHECK(http::brotli(text, true, Effort::best)->size() < http::brotli(text, true, Effort::fast)->size());
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
  server::Resource resource(answer(prose()));
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

TEST_CASE("http resource: the fast level comes first, and the best level replaces it") {
  server::Resource resource(answer(prose()));
  const auto* identity = resource.find(Coding::identity);
  resource.compress_quickly();
  resource.compress_quickly();
  CHECK_FALSE(resource.is_complete());
  const auto bytes = resource.bytes();
  for (const auto coding : {Coding::gzip, Coding::br}) {
    const auto* fast = resource.find(coding);
    REQUIRE(fast != nullptr);
    CHECK((coding == Coding::gzip ? unzip(fast->body) : unbrotli(fast->body)) == prose());
    CHECK(has(fast->head, "ETag: " + fast->entity_tag + "\r\n"));
    CHECK(has(fast->head, coding == Coding::gzip ? "Content-Encoding: gzip\r\n" : "Content-Encoding: br\r\n"));
    CHECK(has(fast->not_modified_head, "ETag: " + fast->entity_tag + "\r\n"));
    CHECK(fast->entity_tag != identity->entity_tag);
  }
  const auto* fast_br = resource.find(Coding::br);
  const auto fast_body = fast_br->body;
  resource.compress();
  CHECK(resource.is_complete());
  CHECK(resource.bytes() > bytes);
  CHECK(resource.find(Coding::br) != fast_br);
  CHECK(resource.find(Coding::br)->entity_tag != fast_br->entity_tag);
  CHECK(resource.find(Coding::br)->body.size() < fast_body.size());
  CHECK(fast_br->body == fast_body);  // an answer on its way to a client still points to it
  CHECK(resource.find(Coding::identity) == identity);
}

TEST_CASE("http resource: when complete, it is the same with or without the fast level before") {
  // Some of these get smaller at one level alone, or not at all.
  for (std::size_t size = 0; size < 200; ++size) {
    CAPTURE(size);
    const auto text = prose().substr(0, size);
    server::Resource one(answer(text));
    server::Resource other(answer(text));
    one.compress_quickly();
    one.compress();
    other.compress();
    other.compress_quickly();
    for (const auto coding : {Coding::identity, Coding::gzip, Coding::br}) {
      REQUIRE((one.find(coding) == nullptr) == (other.find(coding) == nullptr));
      if (one.find(coding) != nullptr) CHECK(one.find(coding)->head == other.find(coding)->head);
    }
  }
}

TEST_CASE("http resource: threads that compress at the same time all get the result") {
  for (int round = 0; round < 20; ++round) {
    server::Resource resource(answer(prose()));
    std::latch all_are_here(4);
    std::vector<std::thread> threads;
    std::atomic<int> found = 0;
    for (int number = 0; number < 4; ++number) {
      threads.emplace_back([&] {
        all_are_here.arrive_and_wait();
        resource.compress_quickly();
        if (resource.find(Coding::gzip) != nullptr && resource.find(Coding::br) != nullptr) ++found;
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(found == 4);
  }
}

TEST_CASE("http resource: errors are not compressed quickly") {
  server::Resource missing(answer(prose(), "text/html", 404));
  missing.compress_quickly();
  CHECK(missing.find(Coding::br) == nullptr);
}

TEST_CASE("http resource: a body that does not get smaller is not compressed") {
  server::Resource tiny(answer("x"));
  tiny.compress();
  CHECK(tiny.is_complete());
  CHECK(tiny.find(http::Coding::gzip) == nullptr);
  CHECK(tiny.find(http::Coding::br) == nullptr);
  server::Resource picture(answer(prose(), "image/png"));
  CHECK(picture.is_complete());
  picture.compress();
  CHECK(picture.find(http::Coding::gzip) == nullptr);
  server::Resource empty(answer(""));
  CHECK(empty.is_complete());
}

TEST_CASE("http resource: other statuses have no entity tag, but are compressed") {
  server::Resource missing(answer(prose(), "text/html", 404));
  missing.compress();
  REQUIRE(missing.find(http::Coding::br) != nullptr);
  const auto& head = missing.find(http::Coding::br)->head;
  CHECK(head.substr(0, 24) == "HTTP/1.1 404 Not Found\r\n");
  CHECK(has(head, "Vary: Accept-Encoding\r\n"));
  CHECK_FALSE(has(head, "ETag"));
  CHECK(missing.find(http::Coding::br)->not_modified_head.empty());
}
