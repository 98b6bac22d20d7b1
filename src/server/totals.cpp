#include "server/totals.h"

namespace server {
namespace {

void add(DurationTotals& totals, const Durations& durations) {
  for (std::size_t i = 0; i < totals.buckets.size(); ++i) totals.buckets[i] += durations.buckets[i].value();
  totals.microseconds += durations.sum.value();
}

void add(Totals& totals, const Counters& counters) {
  totals.accepted += counters.accepted.value();
  totals.closed += counters.closed.value();
  totals.requests += counters.requests.value();
  totals.options += counters.options.value();
  totals.hits += counters.hits.value();
  totals.misses += counters.misses.value();
  totals.bytes_sent += counters.bytes_sent.value();
  for (std::size_t i = 0; i < counters.refused.size(); ++i) totals.refusals[i] += counters.refused[i].value();
  add(totals.hit_durations, counters.hit_durations);
  add(totals.miss_durations, counters.miss_durations);
}

std::uint64_t sum_answers(const std::vector<const Counters*>& loops, std::size_t route, std::size_t place) {
  std::uint64_t number = 0;
  for (const Counters* counters : loops) number += counters->answered[route][place].value();
  return number;
}

}  // namespace

Totals sum(const std::vector<const Counters*>& loops) {
  Totals totals;
  for (const Counters* counters : loops) add(totals, *counters);
  for (const auto number : totals.refusals) totals.refused += number;
  for (std::size_t route = 0; route < max_routes; ++route) {
    for (std::size_t place = 0; place <= http::statuses.size(); ++place) {
      const auto number = sum_answers(loops, route, place);
      if (number == 0) continue;
      const int status = place < http::statuses.size() ? http::statuses[place].code : 0;
      totals.answers.push_back({route, status, number});
      if (status == 304) totals.not_modified += number;
    }
  }
  return totals;
}

}  // namespace server
