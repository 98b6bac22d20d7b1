#include "server/resource.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "background.h"
#include "http/entity_tag.h"
#include "http/http_date.h"
#include "http/status.h"
#include "http/syntax.h"
#include "server/counters.h"

namespace server {
namespace {

std::string_view name_of(http::Coding coding) {
  switch (coding) {
    case http::Coding::gzip:
      return "gzip";
    case http::Coding::br:
      return "br";
    case http::Coding::identity:
      break;
  }
  return "";
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

bool is_named(const http::Field& field, std::string_view lower) {
  return http::equals_ignoring_case(field.name, lower);
}

// A 304 has no metadata of the representation, because it has no body (RFC 9110, section 15.4.5).
// All other fields are sent. A cache takes them over into its stored answer (RFC 9111, section
// 3.2): for example, a changed list of allowed partners.
bool belongs_to_not_modified(const http::Field& field) {
  return !is_named(field, "content-language") && !is_named(field, "content-disposition") &&
         !is_named(field, "last-modified");
}

void append_status_line(std::string& head, int status) {
  head.append("HTTP/1.1 ")
      .append(std::to_string(status))
      .append(" ")
      .append(http::reason_phrase(status))
      .append("\r\n");
}

// RFC 9110, section 8.6: an answer without content has no Content-Length.
bool has_content(int status) { return status != 204 && status != 304; }

std::string make_head(const http::Response& answer, const Representation& representation, http::Coding coding,
                      bool varies) {
  std::string head;
  append_status_line(head, answer.status);
  if (has_content(answer.status)) {
    if (!answer.content_type.empty()) append_field(head, "Content-Type", answer.content_type);
    append_field(head, "Content-Length", std::to_string(representation.body.size()));
  }
  if (coding != http::Coding::identity) append_field(head, "Content-Encoding", name_of(coding));
  if (varies) append_field(head, "Vary", "Accept-Encoding");
  if (!representation.entity_tag.empty()) append_field(head, "ETag", representation.entity_tag);
  for (const http::Field& field : answer.fields) append_field(head, field.name, field.value);
  return head;
}

std::string make_not_modified_head(const http::Response& answer, const Representation& representation) {
  std::string head;
  append_status_line(head, 304);
  append_field(head, "Vary", "Accept-Encoding");
  append_field(head, "ETag", representation.entity_tag);
  for (const http::Field& field : answer.fields) {
    if (belongs_to_not_modified(field)) append_field(head, field.name, field.value);
  }
  return head;
}

// `varies`: whether the same target may also be sent in another coding (RFC 9110, section 12.5.5).
std::unique_ptr<const Representation> make_representation(const http::Response& answer, std::string body,
                                                          http::Coding coding) {
  auto representation = std::make_unique<Representation>();
  representation->body = std::move(body);
  const bool is_ok = answer.status == 200;
  if (is_ok) representation->entity_tag = http::make_entity_tag(representation->body);
  const bool varies = is_ok || http::is_compressible(answer.content_type);
  representation->head = make_head(answer, *representation, coding, varies);
  if (is_ok) representation->not_modified_head = make_not_modified_head(answer, *representation);
  representation->head.shrink_to_fit();
  representation->body.shrink_to_fit();
  return representation;
}

std::optional<std::int64_t> find_last_modified(const http::Response& answer) {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
  for (const http::Field& field : answer.fields) {
    if (is_named(field, "last-modified")) return http::parse_http_date(field.value, now.count());
  }
  return std::nullopt;
}

// Makes the answer's page for readers into a separate answer. Both vary by Accept.
std::unique_ptr<const Resource> take_html(http::Response& answer) {
  if (answer.html.empty()) return nullptr;
  answer.fields.push_back({"Vary", "Accept"});
  http::Response page{answer.status, "text/html; charset=utf-8", answer.fields, std::exchange(answer.html, {})};
  for (auto& field : page.fields) {
    if (is_named(field, "content-security-policy")) field.value = answer.html_policy;
  }
  page.route = answer.route;
  return std::make_unique<const Resource>(std::move(page));
}

bool may_be_stored(const http::Response& answer) {
  for (const http::Field& field : answer.fields) {
    if (is_named(field, "cache-control") && field.value.find("no-store") != std::string::npos) return false;
  }
  return true;
}

}  // namespace

Resource::Resource(http::Response answer)
    : status_(answer.status),
      status_place_(http::place_of_status(answer.status)),
      answer_(std::move(answer)),
      html_(take_html(answer_)),
      last_modified_(find_last_modified(answer_)),
      is_storable_(may_be_stored(answer_)) {
  std::string body = std::exchange(answer_.body, {});
  answer_.route = std::min(answer_.route, max_routes - 1);
  const bool worth_it = !body.empty() && http::is_compressible(answer_.content_type);
  compressing_ = !worth_it;
  complete_ = !worth_it;
  publish(best_, http::Coding::identity, std::move(body));
}

Resource::~Resource() {
  for (const auto* representations : {&best_, &fast_}) {
    for (const auto& representation : *representations) delete representation.load();
  }
}

void Resource::publish(Representations& to, http::Coding coding, std::string body) {
  auto& place = to[static_cast<std::size_t>(coding)];
  if (place.load() != nullptr) return;  // an earlier attempt made it and then failed at another coding
  auto representation = make_representation(answer_, std::move(body), coding);
  bytes_.fetch_add(representation->head.size() + representation->not_modified_head.size() +
                   representation->entity_tag.size() + representation->body.size() + sizeof(Representation));
  place.store(representation.release(), std::memory_order_release);
}

void Resource::make_codings(http::Effort effort, const std::stop_token& stopping) {
  auto& to = effort == http::Effort::best ? best_ : fast_;
  const std::string_view body = find(http::Coding::identity)->body;
  const bool is_text = !http::equals_ignoring_case(answer_.content_type, "application/wasm");
  if (auto smaller = http::gzip(body, effort); smaller && smaller->size() < body.size()) {
    publish(to, http::Coding::gzip, std::move(*smaller));
  }
  background::end_piece();
  if (auto smaller = http::brotli(body, is_text, effort, stopping); smaller && smaller->size() < body.size()) {
    publish(to, http::Coding::br, std::move(*smaller));
  }
}

void Resource::compress_quickly() {
  if (status_ != 200 || is_complete()) return;
  std::call_once(compressed_quickly_, [this] { make_codings(http::Effort::fast); });
}

void Resource::compress(const std::stop_token& stopping) {
  if (compressing_.exchange(true)) return;
  make_codings(http::Effort::best, stopping);
  if (stopping.stop_requested()) return;
  complete_.store(true, std::memory_order_release);
}

}  // namespace server
