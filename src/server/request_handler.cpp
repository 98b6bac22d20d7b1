#include "server/request_handler.h"

#include <boost/asio/post.hpp>
#include <exception>
#include <optional>
#include <string>
#include <utility>  // must precede Boost.Asio, which does not include it (1.74 with g++ 12)

#include "http/conditional.h"
#include "http/negotiation.h"

namespace server {
namespace {

constexpr std::size_t not_modified_place = http::place_of_status(304);

struct Selection {
  const Representation* representation;
  bool is_not_modified;
};

// Selects the best coding that exists now. A condition is compared only with that representation
// (RFC 9110, sections 13.1.2 and 8.8.3.3). A cache may have stored an earlier one; it gets the
// better one when it asks. A client that refuses the codings gets identity, so its tag can still be
// confirmed.
Selection select(const http::RequestHead& head, const Resource& resource, std::int64_t now) {
  const auto preference = http::prefer_codings(head.accept_encoding.value());
  const Representation* chosen = nullptr;
  for (std::size_t i = 0; i < preference.count && chosen == nullptr; ++i) chosen = resource.find(preference.codings[i]);
  if (chosen == nullptr) chosen = resource.find(http::Coding::identity);
  if (resource.status() != 200) return {chosen, false};
  // If If-None-Match is sent, it alone decides (RFC 9110, section 13.1.3).
  if (head.if_none_match.is_present()) {
    return {chosen, http::names_entity_tag(head.if_none_match.value(), chosen->entity_tag)};
  }
  return {chosen, http::is_unmodified_since(head.if_modified_since, resource.last_modified(), now)};
}

// Checks the method first: the useful answer to a form that is sent here is 405.
std::optional<http::RequestError> find_refusal(const http::RequestHead& head) {
  if (head.method == http::Method::unknown) return http::RequestError::unknown_method;
  if (head.method == http::Method::not_allowed) return http::RequestError::method_not_allowed;
  if (head.announces_content) return http::RequestError::content_not_taken;
  if (head.expects_unknown) return http::RequestError::unknown_expectation;
  return std::nullopt;
}

}  // namespace

RequestHandler::RequestHandler(const Shared& shared, const ConnectionLimit& connection_limit, std::size_t cache_bytes,
                               std::shared_ptr<Origin> origin, boost::asio::io_context& loop, Counters& counters,
                               Resume resume)
    : shared_(shared),
      connection_limit_(connection_limit),
      origin_(std::move(origin)),
      cache_(cache_bytes),
      loop_(loop),
      counters_(counters),
      resume_(std::move(resume)),
      pending_requests_(
          shared.origin_workers, loop,
          [this](PendingRequest& pending, const std::shared_ptr<Resource>& resource) { deliver(pending, resource); },
          shared.log_error) {}

bool RequestHandler::answer(Connection& connection, const http::RequestHead& head, const OriginAnswer& said,
                            const Clock& clock, WriteBatch& batch) {
  // No further request is read after a method that may change the protocol (CONNECT), or after
  // content that the server does not read (RFC 9110, section 9.3.6; RFC 9112, section 9.3). If all
  // connections are in use, each one is closed after its answer.
  const bool ends = !head.keeps_connection || head.announces_content || head.target.empty() || is_draining_ ||
                    !connection_limit_.has_room();
  const ConnectionHeader ending = ends                  ? ConnectionHeader::close
                                  : head.is_version_1_0 ? ConnectionHeader::keep_alive
                                                        : ConnectionHeader::plain;
  const bool with_body = head.method != http::Method::head;
  const auto refuse_with = [&](http::RequestError refusal) {
    tell(connection, refusal, head.bytes, with_body, ending, clock, batch, http::prefers_html(head.accept.value()));
    connection.ends = ends;
    return true;
  };
  if (batch.is_empty()) passing_lines_.clear();
  if (const auto refusal = find_refusal(head)) return refuse_with(*refusal);
  if (head.method == http::Method::options) {
    batch.add(shared_.answers.of_options().head, nullptr);
    allow_origin(head, batch);
    batch.add_passing(clock.ending(ending, connection.socket.is_secure()));
    counters_.requests.add(1);
    counters_.options.add(1);
    if (shared_.log_access) log_request(connection, head.bytes, 204, 0, clock.microseconds(), clock);
    connection.ends = ends;
    return true;
  }
  if (origin_ == nullptr) return refuse_with(http::RequestError::overloaded);
  if (said.has_failed()) {
    return refuse_with(std::exchange(connection.gave_up, false) ? http::RequestError::origin_too_late
                                                                : http::RequestError::failed);
  }
  const auto* resource = said.was_asked() ? said.resource() : find(head.target);
  if (resource == nullptr) {
    if (!pending_requests_.wait(connection, head.target, origin_)) return refuse_with(http::RequestError::overloaded);
    connection.asked = clock.microseconds();
    return false;
  }
  counters_.requests.add(1);
  (said.was_asked() ? counters_.misses : counters_.hits).add(1);
  const bool is_error = (*resource)->status() >= 400;
  const auto& shown = (*resource)->for_reader(is_error && http::prefers_html(head.accept.value()));
  const auto [representation, is_not_modified] = select(head, shown, clock.seconds());
  // `said` points to a resource that lives until the batch is written. So do the cached resources.
  count_host(head);
  batch.add(is_not_modified ? representation->not_modified_head : representation->head, resource);
  allow_origin(head, batch);
  batch.add_passing(clock.ending(ending, connection.socket.is_secure()));
  const bool sends_body = with_body && !is_not_modified;
  if (sends_body) batch.add(representation->body, resource);
  const std::size_t place = is_not_modified ? not_modified_place : (*resource)->status_place();
  counters_.answered[(*resource)->route()][place].add(1);
  if (shared_.log_access) {
    log_request(connection, head.bytes, is_not_modified ? 304 : (*resource)->status(),
                sends_body ? representation->body.size() : 0,
                said.was_asked() ? connection.asked : clock.microseconds(), clock);
  }
  connection.ends = ends;
  return true;
}

void RequestHandler::forget(Connection& connection) {
  static_cast<boost::intrusive::list_base_hook<boost::intrusive::tag<ByMiss>, AutoUnlink>&>(connection).unlink();
}

void RequestHandler::refuse(Connection& connection, http::RequestError refusal, std::string_view bytes, bool with_body,
                            const Clock& clock, WriteBatch& batch) {
  tell(connection, refusal, bytes, with_body, ConnectionHeader::close, clock, batch);
  connection.ends = true;
}

void RequestHandler::tell(Connection& connection, http::RequestError refusal, std::string_view bytes, bool with_body,
                          ConnectionHeader ending, const Clock& clock, WriteBatch& batch, bool prefers_html) {
  const Representation& answer = shared_.answers.of(refusal, prefers_html);
  counters_.refused[static_cast<std::size_t>(refusal)].add(1);
  add(connection, answer, with_body, ending, clock, batch);
  if (shared_.log_access) {
    log_request(connection, bytes, http::describe(refusal).status, with_body ? answer.body.size() : 0,
                clock.microseconds(), clock);
  }
}

void RequestHandler::log_request(Connection& connection, std::string_view head, int status, std::size_t bytes,
                                 std::int64_t began, const Clock& clock) const {
  if (connection.peer == nullptr) {
    connection.peer = std::make_unique<const net::Peer>(net::find_peer(connection.socket.descriptor()));
  }
  shared_.log_access({head, connection.peer->has_value() ? &**connection.peer : nullptr, status, bytes, clock.seconds(),
                      static_cast<std::uint64_t>(read_steady_microseconds() - began)});
}

void RequestHandler::add(const Connection& connection, const Representation& answer, bool with_body,
                         ConnectionHeader ending, const Clock& clock, WriteBatch& batch) {
  batch.add(answer.head, nullptr);
  batch.add_passing(clock.ending(ending, connection.socket.is_secure()));
  if (with_body) batch.add(answer.body, nullptr);
}

void RequestHandler::allow_origin(const http::RequestHead& head, WriteBatch& batch) {
  if (shared_.allowed_origins == nullptr || head.origin.empty() || !shared_.allowed_origins->allows(head.origin))
    return;
  passing_lines_.push_back("Access-Control-Allow-Origin: " + std::string(head.origin) + "\r\n");
  batch.add_passing(passing_lines_.back());
}

// A sandboxed page has the origin "null"; its Referer may still name the page.
void RequestHandler::count_host(const http::RequestHead& head) {
  if (!shared_.counts_hosts) return;
  auto host = http::host_of(head.origin);
  if (host.empty()) host = http::host_of(head.referer);
  if (!host.empty() && host != shared_.uncounted_host) host_counts_.add(host);
}

const std::shared_ptr<Resource>* RequestHandler::find(std::string_view target) {
  if (const auto* prepared = origin_->find(target)) return prepared;
  const auto* made = cache_.find(target);
  // The best level is made at the second request. Most answers, such as those to a search, are
  // requested only once, and brotli takes a hundred times as long as the answer.
  if (made != nullptr && !(*made)->is_complete()) compress(target, *made);
  return made;
}

void RequestHandler::replace(std::shared_ptr<Origin> origin) {
  struct Old {
    std::shared_ptr<Origin> origin;
    LeastRecentlyUsed<std::shared_ptr<Resource>> cache;
  };
  auto old = std::make_shared<Old>(Old{std::exchange(origin_, std::move(origin)), std::move(cache_)});
  cache_.clear();
  pending_requests_.detach();
  // To free a large edition takes tens of milliseconds. If the queue is full, this thread does it.
  shared_.origin_workers.submit([old = std::move(old)]() mutable { old.reset(); });
}

void RequestHandler::deliver(PendingRequest& pending, const std::shared_ptr<Resource>& resource) {
  // An answer of an older origin, or a failure, goes only to the requests that waited. It is not
  // cached.
  if (resource != nullptr && resource->status() < 500 && resource->is_storable() && pending.origin == origin_) {
    cache_.insert(pending.target, resource, resource->bytes());
  }
  while (!pending.waiters.empty()) {
    Connection& connection = pending.waiters.front();
    pending.waiters.pop_front();
    resume_(connection, resource);
  }
}

// If the queue is full, a later hit tries again. A resource that is queued twice is compressed
// once.
void RequestHandler::compress(std::string_view target, const std::shared_ptr<Resource>& resource) {
  if (!resource->claim_compression()) return;
  const bool taken = shared_.compressors.submit([this, target = std::string(target), resource] {
    try {
      resource->compress(shared_.compressors.stopping());
    } catch (const std::exception& error) {
      if (shared_.log_error) shared_.log_error("cannot compress " + target + ": " + error.what());
    }
    boost::asio::post(loop_, [this, target, resource] { cache_.set_bytes(target, resource->bytes()); });
  });
  if (!taken) resource->release_compression();
}

}  // namespace server
