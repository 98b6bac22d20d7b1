#include "operations/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <cmath>
#include <map>
#include <utility>

namespace operations {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<std::pair<std::string, std::string>>;

// For answers without a resource of the origin: refusals, and answers to OPTIONS.
constexpr const char* no_route = "none";

ClientMetric metric(const Labels& labels) {
  ClientMetric result;
  for (const auto& label : labels) {
    ClientMetric::Label named;
    named.name = label.first;
    named.value = label.second;
    result.label.push_back(std::move(named));
  }
  return result;
}

MetricFamily family(const char* name, const char* help, MetricType type) {
  MetricFamily result;
  result.name = std::string("latest_news_") + name;
  result.help = help;
  result.type = type;
  return result;
}

void add_counter(MetricFamily& to, std::uint64_t value, const Labels& labels = {}) {
  to.metric.push_back(metric(labels));
  to.metric.back().counter.value = static_cast<double>(value);
}

MetricFamily counter(const char* name, const char* help, std::uint64_t value) {
  auto result = family(name, help, MetricType::Counter);
  add_counter(result, value);
  return result;
}

MetricFamily gauge(const char* name, const char* help, double value) {
  auto result = family(name, help, MetricType::Gauge);
  result.metric.push_back(metric({}));
  result.metric.back().gauge.value = value;
  return result;
}

MetricFamily requests(const server::Totals& totals, const std::vector<std::string>& routes) {
  auto result = family("requests_total", "Requests that were answered, by route and status.", MetricType::Counter);
  for (const auto& answers : totals.answers) {
    const auto route = answers.route < routes.size() ? routes[answers.route] : std::to_string(answers.route);
    add_counter(result, answers.number, {{"route", route}, {"status", std::to_string(answers.status)}});
  }
  std::map<int, std::uint64_t> by_edge{{204, totals.options}};
  for (const auto& text : http::request_errors) {
    by_edge[text.status] += totals.refusals[static_cast<std::size_t>(text.refusal)];
  }
  for (const auto& entry : by_edge) {
    if (entry.second == 0) continue;
    add_counter(result, entry.second, {{"route", no_route}, {"status", std::to_string(entry.first)}});
  }
  return result;
}

// Includes reasons that have not occurred: a rate needs its zero.
MetricFamily refusals(const server::Totals& totals) {
  auto result = family("refused_requests_total", "Requests that were refused before they came to a route, by reason.",
                       MetricType::Counter);
  for (const auto& text : http::request_errors) {
    add_counter(result, totals.refusals[static_cast<std::size_t>(text.refusal)], {{"reason", std::string(text.name)}});
  }
  return result;
}

MetricFamily page_requests(const server::HostTotals& pages) {
  auto result =
      family("page_requests_total",
             "Requests by the host of the page that made them, from Origin or Referer. At most 200 names; the "
             "rest is \"other\".",
             MetricType::Counter);
  for (const auto& [host, number] : pages.hosts) add_counter(result, number, {{"host", host}});
  add_counter(result, pages.others, {{"host", "other"}});
  return result;
}

// Includes those that are 0, as refusals() does.
MetricFamily internal_errors(const Fence& fence) {
  auto result = family("internal_errors_total", "Exceptions that a thread of the program did not expect, by its work.",
                       MetricType::Counter);
  for (std::size_t work = 0; work < work_names.size(); ++work) {
    add_counter(result, fence.count(static_cast<Work>(work)), {{"where", std::string(work_names[work])}});
  }
  return result;
}

void add_histogram(MetricFamily& to, const server::DurationTotals& durations, const char* cache) {
  to.metric.push_back(metric({{"cache", cache}}));
  auto& histogram = to.metric.back().histogram;
  for (std::size_t i = 0; i < durations.buckets.size(); ++i) {
    histogram.sample_count += durations.buckets[i];
    const bool is_last = i + 1 == durations.buckets.size();
    const auto exponent = static_cast<int>(server::Durations::first_exponent + i);
    ClientMetric::Bucket bucket;
    bucket.cumulative_count = histogram.sample_count;
    bucket.upper_bound = is_last ? HUGE_VAL : std::ldexp(1.0, exponent) / 1e6;
    histogram.bucket.push_back(bucket);
  }
  histogram.sample_sum = static_cast<double>(durations.microseconds) / 1e6;
}

MetricFamily durations(const server::Totals& totals) {
  auto result = family("request_duration_seconds",
                       "From the event that brought a request to the write of its answer, refusals left out. An upper "
                       "bound: what came with it and was answered in the same turn of the loop is in it.",
                       MetricType::Histogram);
  add_histogram(result, totals.hit_durations, "hit");
  add_histogram(result, totals.miss_durations, "miss");
  return result;
}

void add_state(std::vector<MetricFamily>& families, const Measurements& measurements) {
  const auto& state = measurements.state;
  if (state.edition) {
    const auto& edition = *state.edition;
    families.push_back(
        gauge("edition_items", "Items of the news that are served.", static_cast<double>(edition.items)));
    auto info = gauge("edition_info", "Which edition is served: the same on every replica with the same content.", 1);
    info.metric.front().label.push_back({"edition", edition.name});
    families.push_back(std::move(info));
    families.push_back(gauge("edition_loaded_timestamp_seconds", "When the news that are served were loaded.",
                             static_cast<double>(edition.loaded)));
    if (edition.lag) {
      families.push_back(
          gauge("edition_lag_seconds",
                "Time between the last change of the source (a file's time, or Last-Modified) and the moment "
                "when it was served.",
                *edition.lag));
    }
    families.push_back(gauge("edition_age_seconds", "For how long they have been served.",
                             static_cast<double>(measurements.now - edition.loaded)));
  }
  families.push_back(
      gauge("news_refused", "1 if newer news were refused and older ones are served.", state.refusal.empty() ? 0 : 1));
  families.push_back(gauge("ready", "1 if /readyz says yes.", state.edition && !state.is_stopping ? 1 : 0));
}

}  // namespace

std::string metrics_text(const Measurements& measurements) {
  const auto& totals = measurements.totals;
  std::vector<MetricFamily> families;
  families.push_back(requests(totals, measurements.routes));
  families.push_back(refusals(totals));
  families.push_back(page_requests(totals.pages));
  families.push_back(durations(totals));
  families.push_back(counter("cache_hits_total", "Requests answered from what was ready.", totals.hits));
  families.push_back(counter("cache_misses_total", "Requests for which the routes were asked.", totals.misses));
  families.push_back(counter("sent_bytes_total", "Bytes sent, heads and bodies.", totals.bytes_sent));
  families.push_back(counter("connections_total", "Connections that were accepted.", totals.accepted));
  // The two counters are read one after the other, while connections come and go.
  const auto closed = std::min(totals.closed, totals.accepted);
  families.push_back(
      gauge("open_connections", "Connections that are open.", static_cast<double>(totals.accepted - closed)));
  families.push_back(gauge("full_loops", "Event loops that accept no connection until one closes.",
                           static_cast<double>(totals.waiting_loops)));
  families.push_back(
      counter("access_log_dropped_lines_total",
              "Lines of the access log that its reader did not take in time, or that could not be written.",
              measurements.dropped_log_lines));
  families.push_back(internal_errors(measurements.fence));
  if (measurements.purges) {
    auto purges = family("purges_total", "Caches that were told of a new edition, by result.", MetricType::Counter);
    add_counter(purges, measurements.purges->accepted, {{"result", "accepted"}});
    add_counter(purges, measurements.purges->given_up, {{"result", "given up"}});
    families.push_back(std::move(purges));
  }
  add_state(families, measurements);
  families.push_back(
      gauge("start_time_seconds", "When the program started.", static_cast<double>(measurements.started)));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace operations
