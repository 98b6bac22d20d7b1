// tests/http/program.h - the built program as a child process: started, asked, and ended by its id.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

// `latest-news serve --listen 127.0.0.1:0 --admin ""` and more arguments, which may have another --admin. Ready when
// the constructor returns.
class Program {
 public:
  enum class Admin { none, as_by_default };  // where the arguments say nothing of it

  // `errors_file`: where its standard error goes; "": to ours.
  explicit Program(const std::vector<std::string>& arguments = {}, const std::string& errors_file = "",
                   Admin admin = Admin::none);
  ~Program();  // ends it, if end() has not
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const std::string& url() const { return url_; }  // "http://127.0.0.1:PORT"
  pid_t id() const { return id_; }

  // Sends a signal and waits, 10 s at most. The exit status; -1: a signal ended it, or it had to be killed.
  int end(int signal);

 private:
  pid_t id_ = -1;
  int output_ = -1;
  std::string url_;
};

// What a command that ends by itself leaves.
struct Finished {
  int status;
  std::string output;
  std::string errors;
};
Finished run_program(const std::vector<std::string>& arguments);
