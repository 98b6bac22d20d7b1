// http/fake_origin.h - an origin whose answers a test writes down.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server/origin.h"

class FakeOrigin : public server::Origin {
 public:
  using Make = std::function<std::shared_ptr<server::Resource>(std::string_view target)>;

  explicit FakeOrigin(Make make) : make_(std::move(make)) {}

  // Before the server has it.
  void prepare(const std::string& target, std::shared_ptr<server::Resource> resource) {
    prepared_[target] = std::move(resource);
  }

  const std::shared_ptr<server::Resource>* find(std::string_view target) const noexcept override {
    const auto found = prepared_.find(target);
    return found == prepared_.end() ? nullptr : &found->second;
  }

  std::shared_ptr<server::Resource> make(std::string_view target) override {
    ++asked;
    return make_(target);
  }

  std::atomic<int> asked = 0;

 private:
  std::map<std::string, std::shared_ptr<server::Resource>, std::less<>> prepared_;
  Make make_;
};

inline std::shared_ptr<server::Resource> text(std::string body, int status = 200) {
  http::Response answer;
  answer.status = status;
  answer.content_type = "text/plain; charset=utf-8";
  answer.fields = {{"Cache-Control", "max-age=60"}, {"Access-Control-Allow-Origin", "*"}};
  answer.body = std::move(body);
  return std::make_shared<server::Resource>(std::move(answer));
}
