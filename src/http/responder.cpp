#include "http/responder.h"

#include <boost/asio/post.hpp>
#include <exception>
#include <optional>
#include <string>
#include <utility>  // before Boost.Asio, which forgets it (1.74 with g++ 12)

#include "http/conditional.h"
#include "http/negotiation.h"

namespace http {
namespace {

constexpr std::size_t not_modified_place = place_of_status(304);

struct Selection {
  const Representation* representation;
  bool is_not_modified;
};

// The best coding that exists now. A condition is held against that representation alone (RFC 9110, sections 13.1.2 and
// 8.8.3.3): a cache that stored one before a better one was made gets the better one when it asks. A client that
// refuses the codings is sent identity, so that its tag can still be confirmed.
Selection select(const Head& head, const Resource& resource, std::int64_t now) {
  const auto preference = prefer_codings(head.accept_encoding.value());
  const Representation* chosen = nullptr;
  for (std::size_t i = 0; i < preference.count && chosen == nullptr; ++i) chosen = resource.find(preference.codings[i]);
  if (chosen == nullptr) chosen = resource.find(Coding::identity);
  if (resource.status() != 200) return {chosen, false};
  // If-None-Match, where it is sent, decides alone (RFC 9110, section 13.1.3).
  if (head.if_none_match.is_present()) {
    return {chosen, names_entity_tag(head.if_none_match.value(), chosen->entity_tag)};
  }
  return {chosen, is_unmodified_since(head.if_modified_since, resource.last_modified(), now)};
}

// The method first: who sends a form to here should hear that it is the method which is wrong.
std::optional<Refusal> find_refusal(const Head& head) {
  if (head.method == Method::unknown) return Refusal::unknown_method;
  if (head.method == Method::not_allowed) return Refusal::method_not_allowed;
  if (head.announces_content) return Refusal::content_not_taken;
  if (head.expects_unknown) return Refusal::unknown_expectation;
  return std::nullopt;
}

}  // namespace

Responder::Responder(const Shared& shared, const Population& population, std::size_t table_bytes,
                     std::shared_ptr<Origin> origin, boost::asio::io_context& loop, Counters& counters, Resume resume)
    : shared_(shared),
      population_(population),
      origin_(std::move(origin)),
      table_(table_bytes),
      loop_(loop),
      counters_(counters),
      resume_(std::move(resume)),
      misses_(
          shared.makers, loop,
          [this](Miss& miss, const std::shared_ptr<Resource>& resource) { deliver(miss, resource); },
          shared.log_error) {}

bool Responder::answer(Connection& connection, const Head& head, const std::shared_ptr<Resource>* given,
                       const Clock& clock, Batch& batch) {
  // After a method that may turn the connection into something else, as after content that nobody will read, no byte
  // is taken for a request (RFC 9110, section 9.3.6; RFC 9112, section 9.3).
  // Where all connections are in use, each leaves after its answer.
  const bool ends =
      !head.keeps_connection || head.announces_content || head.target.empty() || is_parting_ || !population_.has_room();
  const Ending ending = ends ? Ending::close : head.is_version_1_0 ? Ending::keep_alive : Ending::plain;
  const bool with_body = head.method != Method::head;
  const auto refuse_with = [&](Refusal refusal) {
    tell(connection, refusal, head.bytes, with_body, ending, clock, batch);
    connection.ends = ends;
    return true;
  };
  if (const auto refusal = find_refusal(head)) return refuse_with(*refusal);
  if (head.method == Method::options) {
    add(connection, shared_.answers.of_options(), false, ending, clock, batch);
    counters_.requests.add(1);
    counters_.options.add(1);
    if (shared_.log_access) note(connection, head.bytes, 204, 0, clock.microseconds(), clock);
    connection.ends = ends;
    return true;
  }
  if (origin_ == nullptr) return refuse_with(Refusal::overloaded);
  const auto* resource = given != nullptr ? given : find(head.target);
  if (resource == nullptr) {
    if (!misses_.wait(connection, head.target, origin_)) return refuse_with(Refusal::overloaded);
    connection.asked = clock.microseconds();
    return false;
  }
  if (*resource == nullptr) {
    return refuse_with(std::exchange(connection.gave_up, false) ? Refusal::origin_too_late : Refusal::failed);
  }
  counters_.requests.add(1);
  (given != nullptr ? counters_.misses : counters_.hits).add(1);
  const auto [representation, is_not_modified] = select(head, **resource, clock.seconds());
  // What `given` points to lives until the batch is written, as what the tables hold does.
  batch.add(is_not_modified ? representation->not_modified_head : representation->head, resource);
  batch.add_passing(clock.ending(ending, connection.socket.is_secure()));
  const bool sends_body = with_body && !is_not_modified;
  if (sends_body) batch.add(representation->body, resource);
  const std::size_t place = is_not_modified ? not_modified_place : (*resource)->status_place();
  counters_.answered[(*resource)->route()][place].add(1);
  if (shared_.log_access) {
    note(connection, head.bytes, is_not_modified ? 304 : (*resource)->status(),
         sends_body ? representation->body.size() : 0, given != nullptr ? connection.asked : clock.microseconds(),
         clock);
  }
  connection.ends = ends;
  return true;
}

void Responder::forget(Connection& connection) {
  static_cast<boost::intrusive::list_base_hook<boost::intrusive::tag<ByMiss>, AutoUnlink>&>(connection).unlink();
}

void Responder::refuse(Connection& connection, Refusal refusal, std::string_view bytes, bool with_body,
                       const Clock& clock, Batch& batch) {
  tell(connection, refusal, bytes, with_body, Ending::close, clock, batch);
  connection.ends = true;
}

void Responder::tell(Connection& connection, Refusal refusal, std::string_view bytes, bool with_body, Ending ending,
                     const Clock& clock, Batch& batch) {
  const Representation& answer = shared_.answers.of(refusal);
  counters_.refused[static_cast<std::size_t>(refusal)].add(1);
  add(connection, answer, with_body, ending, clock, batch);
  if (shared_.log_access) {
    note(connection, bytes, describe(refusal).status, with_body ? answer.body.size() : 0, clock.microseconds(), clock);
  }
}

void Responder::note(Connection& connection, std::string_view head, int status, std::size_t bytes, std::int64_t began,
                     const Clock& clock) const {
  if (connection.peer == nullptr) {
    connection.peer = std::make_unique<const Peer>(find_peer(connection.socket.descriptor()));
  }
  shared_.log_access({head, connection.peer->has_value() ? &**connection.peer : nullptr, status, bytes, clock.seconds(),
                      static_cast<std::uint64_t>(read_steady_microseconds() - began)});
}

void Responder::add(const Connection& connection, const Representation& answer, bool with_body, Ending ending,
                    const Clock& clock, Batch& batch) {
  batch.add(answer.head, nullptr);
  batch.add_passing(clock.ending(ending, connection.socket.is_secure()));
  if (with_body) batch.add(answer.body, nullptr);
}

const std::shared_ptr<Resource>* Responder::find(std::string_view target) {
  if (const auto* prepared = origin_->find(target)) return prepared;
  const auto* made = table_.find(target);
  // The best level is made when something is asked for the second time: most of what is asked once, such as words that
  // someone looked for, never is again, and brotli takes a hundred times as long as the answer.
  if (made != nullptr && !(*made)->is_complete()) compress(target, *made);
  return made;
}

void Responder::replace(std::shared_ptr<Origin> origin) {
  origin_ = std::move(origin);
  table_.clear();
  misses_.detach();
}

void Responder::deliver(Miss& miss, const std::shared_ptr<Resource>& resource) {
  // An older origin's answer is for those who waited for it, and a failure for nobody else either.
  if (resource != nullptr && resource->status() < 500 && resource->is_storable() && miss.origin == origin_) {
    table_.insert(miss.target, resource);
  }
  while (!miss.waiters.empty()) {
    Connection& connection = miss.waiters.front();
    miss.waiters.pop_front();
    resume_(connection, resource);
  }
}

// If the queue is full, it is tried again at a later hit; what was queued twice is compressed once.
void Responder::compress(std::string_view target, const std::shared_ptr<Resource>& resource) {
  if (!resource->claim_compression()) return;
  const bool taken = shared_.compressors.submit([this, target = std::string(target), resource] {
    try {
      resource->compress();
    } catch (const std::exception& error) {
      if (shared_.log_error) shared_.log_error("cannot compress " + target + ": " + error.what());
    }
    boost::asio::post(loop_, [this, target] { table_.recount(target); });
  });
  if (!taken) resource->release_compression();
}

}  // namespace http
