#include "site/fields.h"

#include "http/digest.h"

namespace site {
namespace {

constexpr const char* nothing = "default-src 'none'; base-uri 'none'; form-action 'none'";

}  // namespace

std::vector<http::Field> common_fields(bool is_open) {
  return {is_open ? http::Field{"Access-Control-Allow-Origin", "*"} : http::Field{"Vary", "Origin"},
          {"Access-Control-Expose-Headers", "ETag, Link"},
          {"Cross-Origin-Resource-Policy", "cross-origin"},
          {"X-Content-Type-Options", "nosniff"}};
}

std::vector<http::Field> preflight_fields(bool is_open) {
  auto fields = common_fields(is_open);
  fields.push_back({"Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"});
  fields.push_back({"Access-Control-Allow-Headers", "*"});
  fields.push_back({"Access-Control-Max-Age", "86400"});
  return fields;
}

std::string cache_control(Freshness freshness) {
  switch (freshness) {
    case Freshness::news:
      return "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";
    case Freshness::for_good:
      return "public, max-age=31536000, immutable";
    case Freshness::error:
      return "no-store";
  }
  return "no-store";
}

std::string fragment_policy() { return nothing; }

std::string page_policy(const std::string& styles) {
  return std::string(nothing) + "; img-src 'self'; style-src '" + http::sha256_source(styles) + "'";
}

std::string frame_policy(const std::string& styles, const std::string& script, bool images) {
  return std::string(nothing) + "; img-src 'self'" + (images ? " https:" : "") + "; style-src '" +
         http::sha256_source(styles) + "'" + "; script-src '" + http::sha256_source(script) + "'";
}

// The preview may show the items' images, from any host.
std::string front_page_policy(const std::string& styles, const std::string& public_url) {
  const auto ours = " 'self' " + public_url;
  return std::string(nothing) + "; img-src 'self' https:; style-src '" + http::sha256_source(styles) + "'; script-src" +
         ours + "; connect-src" + ours + "; frame-src" + ours +
         "; require-trusted-types-for 'script'; trusted-types 'none'";
}

}  // namespace site
