#include "version.h"

#include <brotli/encode.h>
#include <httplib.h>
#include <libxml/xmlversion.h>
#include <openssl/crypto.h>
#include <spdlog/version.h>
#include <utf8proc.h>
#include <zlib.h>

#include <boost/version.hpp>
#include <nlohmann/json.hpp>

namespace {

std::string dotted(unsigned major, unsigned minor, unsigned patch) {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

}  // namespace

std::string version_text(const std::string& version, const std::string& commit) {
  const auto brotli = BrotliEncoderVersion();
  return "latest-news " + version + (commit.empty() ? "" : " (" + commit + ")") + "\nwith Boost " +
         dotted(BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100) + ", brotli " +
         dotted(brotli >> 24, (brotli >> 12) & 0xFFF, brotli & 0xFFF) +
         ", cpp-httplib " CPPHTTPLIB_VERSION ", libxml2 " LIBXML_DOTTED_VERSION ", nlohmann_json " +
         dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH) + ", OpenSSL " +
         OpenSSL_version(OPENSSL_VERSION_STRING) + ", spdlog " +
         dotted(SPDLOG_VER_MAJOR, SPDLOG_VER_MINOR, SPDLOG_VER_PATCH) + ", utf8proc " + utf8proc_version() + ", zlib " +
         zlibVersion();
}
