// http/responder.h - from a head to its answer: method, negotiation, conditionals, the tables. Knows no socket.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string_view>

#include "fence.h"
#include "http/access.h"
#include "http/clock.h"
#include "http/connection.h"
#include "http/counters.h"
#include "http/edge_answers.h"
#include "http/head.h"
#include "http/misses.h"
#include "http/origin.h"
#include "http/output.h"
#include "http/population.h"
#include "http/table.h"
#include "http/workers.h"

namespace http {

// What all loops share.
struct Shared {
  const EdgeAnswers& answers;
  Workers& makers;       // ask the origin
  Workers& compressors;  // compress what came of it
  Fence& fence;
  const std::function<void(const std::string&)>& log_error;
  const LogAccess& log_access;
};

// One loop's.
class Responder {
 public:
  // Called when a connection's answer has come, with it; null if the origin failed.
  using Resume = std::function<void(Connection&, const std::shared_ptr<Resource>&)>;

  Responder(const Shared& shared, const Population& population, std::size_t table_bytes, std::shared_ptr<Origin> origin,
            boost::asio::io_context& loop, Counters& counters, Resume resume);

  // Adds the answer to the batch, or makes the connection a waiter of the origin and returns false. `given` is what
  // the origin said of the head's target, null if it was not asked. Sets connection.ends where this is
  // the last answer.
  bool answer(Connection& connection, const Head& head, const std::shared_ptr<Resource>* given, const Clock& clock,
              Batch& batch);

  // Adds the refusal of what cannot be understood, or not any more: of `bytes`. The connection ends.
  void refuse(Connection& connection, Refusal refusal, std::string_view bytes, bool with_body, const Clock& clock,
              Batch& batch);

  // The connection does not wait for the origin any more.
  static void forget(Connection& connection);

  void replace(std::shared_ptr<Origin> origin);
  void part() noexcept { is_parting_ = true; }  // from now on every answer is its connection's last

 private:
  const std::shared_ptr<Resource>* find(std::string_view target);
  void tell(Connection& connection, Refusal refusal, std::string_view bytes, bool with_body, Ending ending,
            const Clock& clock, Batch& batch);
  void add(const Connection& connection, const Representation& answer, bool with_body, Ending ending,
           const Clock& clock, Batch& batch);
  // To the log, where there is one. `began`: microseconds of the clock.
  void note(Connection& connection, std::string_view head, int status, std::size_t bytes, std::int64_t began,
            const Clock& clock) const;
  void deliver(Miss& miss, const std::shared_ptr<Resource>& resource);
  void compress(std::string_view target, const std::shared_ptr<Resource>& resource);

  Shared shared_;
  const Population& population_;
  std::shared_ptr<Origin> origin_;
  Table table_;
  boost::asio::io_context& loop_;
  Counters& counters_;
  Resume resume_;
  Misses misses_;
  bool is_parting_ = false;
};

}  // namespace http
