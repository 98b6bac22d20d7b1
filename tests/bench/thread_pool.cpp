// thread_pool PORT HEAD BODY - cpp-httplib's own server, which holds a thread for every connection, with the same
// answer.

#include <httplib.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr std::size_t threads = 64;  // a connection beyond them would wait until another ends

std::string contents(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The lines of a prepared head, without those that the server writes itself.
httplib::Headers fields_of(const std::string& head) {
  httplib::Headers fields;
  for (std::size_t from = head.find("\r\n") + 2; from < head.size();) {
    const auto end = head.find("\r\n", from);
    const auto colon = head.find(": ", from);
    if (colon >= end) break;
    const auto name = head.substr(from, colon - from);
    if (name != "Content-Length" && name != "Content-Type")
      fields.emplace(name, head.substr(colon + 2, end - colon - 2));
    from = end + 2;
  }
  return fields;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto fields = fields_of(contents(arguments[2]));
  const auto body = contents(arguments[3]);
  httplib::Server server;
  // cpp-httplib takes it over, and asks for it this way.
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };  // NOLINT(cppcoreguidelines-owning-memory)
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_tcp_nodelay(true);
  server.Get("/fragment", [&](const httplib::Request&, httplib::Response& response) {
    response.headers = fields;
    // A content provider: otherwise httplib would compress the body again.
    response.set_content_provider(body.size(), "text/html; charset=utf-8",
                                  [&](std::size_t from, std::size_t size, httplib::DataSink& sink) {
                                    return sink.write(body.data() + from, size);
                                  });
  });
  return server.listen("127.0.0.1", std::atoi(arguments[1])) ? 0 : 1;
}
