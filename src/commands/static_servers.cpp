#include "commands/static_servers.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace commands {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text += part;
  return text;
}

std::string name_of_path(const std::string& path) { return path.substr(path.rfind('/') + 1); }
std::string extension_of(const std::string& path) {
  const auto name = name_of_path(path);
  return name.substr(std::min(name.rfind('.'), name.size() - 1) + 1);
}

std::string field_of(const http::Response& answer, std::string_view name) {
  for (const auto& field : answer.fields) {
    if (field.name == name) return field.value;
  }
  return "";
}

// Every item's page has the same fields, so they are named once.
std::string pattern_of(const std::string& path) {
  return path.starts_with("items/") && path.ends_with(".html") ? "items/*.html" : path;
}

// What differs between files. The most common values are the defaults.
struct Site {
  std::map<std::string, std::string> types;           // by extension
  std::map<std::string, std::string> types_of_names;  // by file name, where the extension's type is wrong
  std::vector<http::Field> common;                    // fields of all files
  std::map<std::string, std::string> policies;        // by pattern
  std::map<std::string, std::string> cache_controls;  // by pattern
  std::string common_policy;
  std::string common_cache_control;
  std::vector<std::pair<std::string, std::string>> queries;  // target with a query, path
};

constexpr std::string_view policy = "Content-Security-Policy";
constexpr std::string_view cache = "Cache-Control";

// Those of the list as HTML, which is always there.
const http::Response& usual_answer(const site::StaticSite& site) {
  const auto found = std::find_if(site.files.begin(), site.files.end(),
                                  [](const site::StaticFile& file) { return file.path == "fragment.html"; });
  return found == site.files.end() ? site.files.front().answer : found->answer;
}

Site describe(const site::StaticSite& site) {
  Site described;
  const auto& usual = usual_answer(site);
  described.common_policy = field_of(usual, policy);
  described.common_cache_control = field_of(usual, cache);
  static const std::set<std::string_view> own{policy, cache, "Link", "Last-Modified", "Vary"};
  for (const auto& field : usual.fields) {
    if (!own.contains(field.name)) described.common.push_back(field);
  }
  for (const auto& file : site.files) {
    const auto& type = file.answer.content_type;
    const auto [known, is_new] = described.types.emplace(extension_of(file.path), type);
    if (!is_new && known->second != type) described.types_of_names[name_of_path(file.path)] = type;
    const auto own_policy = field_of(file.answer, policy);
    if (own_policy != described.common_policy) described.policies[pattern_of(file.path)] = own_policy;
    const auto own_cache = field_of(file.answer, cache);
    if (own_cache != described.common_cache_control) described.cache_controls[pattern_of(file.path)] = own_cache;
    if (file.target.find('?') != std::string::npos) described.queries.emplace_back(file.target, file.path);
  }
  return described;
}

std::string headers_file(const Site& site, const std::string& prefix) {
  std::string text = prefix + "/*\n";
  for (const auto& field : site.common) text += "  " + field.name + ": " + field.value + "\n";
  text += "  Cache-Control: " + site.common_cache_control + "\n";
  text += "  Content-Security-Policy: " + site.common_policy + "\n";
  // The host adds a field to those of a wider rule. "!" removes the wider rule's field first.
  const auto add = [&](const std::map<std::string, std::string>& values, std::string_view name) {
    for (const auto& [path, value] : values) {
      const auto rule = path == "items/*.html" ? "items/*" : path;
      text += joined({prefix, "/", rule, "\n  ! ", name, "\n  ", name, ": ", value, "\n"});
    }
  };
  add(site.policies, policy);
  add(site.cache_controls, cache);
  for (const auto& [name, type] : site.types_of_names) {
    text += joined({prefix, "/", name, "\n  Content-Type: ", type, "\n"});
  }
  return text;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string regular_expression(const std::string& pattern) {
  std::string expression = "^/";
  for (const char c : pattern) {
    if (c == '*') {
      expression += ".*";
    } else {
      if (std::string_view(".+?()[]{}^$|\\").find(c) != std::string_view::npos) expression += '\\';
      expression += c;
    }
  }
  return expression + '$';
}

std::string nginx_map(const std::string& source, const std::string& variable, const std::string& usual,
                      const std::map<std::string, std::string>& values) {
  std::string text = "map " + source + " $" + variable + " {\n  default " + quoted(usual) + ";\n";
  for (const auto& [path, value] : values) {
    const bool is_pattern = path.find('*') != std::string::npos;
    text += "  " + quoted(is_pattern ? "~" + regular_expression(path) : "/" + path) + " " + quoted(value) + ";\n";
  }
  return text + "}\n";
}

std::string nginx(const Site& site, const std::string& root, const std::string& prefix) {
  std::string text =
      "# Made by `latest-news export`. Include it in http { }, and change the listening address.\n"
      "map_hash_bucket_size 1024;\n"
      "map $request_uri $latest_news_file {\n  default \"\";\n";
  for (const auto& [target, path] : site.queries) {
    text += "  " + quoted(prefix + target) + " " + quoted("/" + path) + ";\n";
  }
  text += "}\n";
  text += nginx_map("$uri", "latest_news_policy", site.common_policy, site.policies);
  text += nginx_map("$uri", "latest_news_cache", site.common_cache_control, site.cache_controls);
  text += "server {\n  listen 127.0.0.1:8080;\n  root " + quoted(root) + ";\n  types {\n";
  for (const auto& [extension, type] : site.types) text += "    " + quoted(type) + " " + extension + ";\n";
  text +=
      "  }\n  gzip_static on;\n  gzip_vary on;\n  # With the module for brotli: brotli_static on;\n  error_page 404 "
      "/404.html;\n";
  for (const auto& field : site.common) {
    text += "  add_header " + field.name + " " + quoted(field.value) + " always;\n";
  }
  text +=
      "  add_header Content-Security-Policy $latest_news_policy always;\n"
      "  add_header Cache-Control $latest_news_cache;\n";
  if (!prefix.empty()) text += "  location " + prefix + "/ { rewrite ^" + prefix + "(/.*)$ $1 last; }\n";
  text += "  location / { try_files $latest_news_file $uri $uri.html =404; }\n";
  text += "  location = / { try_files /index.html =404; }\n";
  text += "  location /_server/ { return 404; }\n";
  for (const auto& [name, type] : site.types_of_names) {
    text += "  location ~ /" + regular_expression(name).substr(2) + " {\n    types { }\n    default_type " +
            quoted(type) + ";\n    try_files $latest_news_file $uri =404;\n  }\n";
  }
  return text + "}\n";
}

std::string apache_queries(const Site& site, const std::string& prefix) {
  std::string text;
  for (const auto& [target, path] : site.queries) text += joined({prefix, target, " /", path, "\n"});
  return text;
}

std::string apache(const Site& site, const std::string& root, const std::string& prefix) {
  std::string text =
      "# Made by `latest-news export`. Include it in a <VirtualHost>. Needs mod_rewrite, mod_headers and mod_mime.\n"
      "DocumentRoot " +
      quoted(root) + "\n<Directory " + quoted(root) +
      ">\n  Require all granted\n</Directory>\n"
      "ErrorDocument 404 /404.html\nRewriteEngine On\n"
      "RewriteMap latest-news " +
      quoted("txt:" + root + "/_server/queries.txt") +
      "\n"
      "RewriteRule ^/_server/ - [R=404,L]\n"
      "RewriteCond ${latest-news:%{REQUEST_URI}?%{QUERY_STRING}} (.+)\nRewriteRule ^ %1\n";
  if (!prefix.empty()) text += "RewriteRule ^" + prefix + "(/.*)$ $1\n";
  text +=
      "RewriteRule ^/$ /index.html\n"
      "RewriteCond %{DOCUMENT_ROOT}$1.html -f\nRewriteRule ^(.*[^/])$ $1.html\n";
  for (const auto& [coding, extension] : {std::pair("br", ".br"), std::pair("gzip", ".gz")}) {
    text += std::string("RewriteCond %{HTTP:Accept-Encoding} \\b") + coding + "\\b\nRewriteCond %{DOCUMENT_ROOT}$1" +
            extension + " -f\nRewriteRule ^(.*)$ $1" + extension + " [E=no-gzip:1,L]\n";
  }
  text += "RemoveType .br .gz\nAddEncoding br .br\nAddEncoding gzip .gz\nHeader merge Vary Accept-Encoding\n";
  for (const auto& [extension, type] : site.types) text += "AddType " + quoted(type) + " ." + extension + "\n";
  for (const auto& [name, type] : site.types_of_names) {
    text += "<FilesMatch " +
            quoted("^" + regular_expression(name).substr(2, regular_expression(name).size() - 3) + "(\\.br|\\.gz)?$") +
            ">\n  ForceType " + quoted(type) + "\n</FilesMatch>\n";
  }
  for (const auto& field : site.common) text += "Header always set " + field.name + " " + quoted(field.value) + "\n";
  text += "Header always set Content-Security-Policy " + quoted(site.common_policy) + "\n";
  text += "Header set Cache-Control " + quoted(site.common_cache_control) + "\n";
  const auto add = [&](const std::map<std::string, std::string>& values, const std::string& line) {
    for (const auto& [path, value] : values) {
      const auto slash = path.rfind('/');
      const auto folder = slash == std::string::npos ? root : root + "/" + path.substr(0, slash);
      auto name = regular_expression(path.substr(slash == std::string::npos ? 0 : slash + 1)).substr(2);
      name.pop_back();
      text +=
          joined({"<Directory ", quoted(folder), ">\n  <FilesMatch ", quoted(joined({"^", name, "(\\.br|\\.gz)?$"})),
                  ">\n    ", line, " ", quoted(value), "\n  </FilesMatch>\n</Directory>\n"});
    }
  };
  add(site.policies, "Header always set Content-Security-Policy");
  add(site.cache_controls, "Header set Cache-Control");
  return text;
}

std::string caddy(const Site& site, const std::string& root, const std::string& prefix) {
  std::string text =
      "# Made by `latest-news export`. Change the listening address.\n"
      "http://127.0.0.1:8080 {\n  root * " +
      quoted(root) + "\n  route {\n";
  text += "    map {uri} {latest_news_file} {\n";
  for (const auto& [target, path] : site.queries) {
    text += "      " + quoted(prefix + target) + " " + quoted("/" + path) + "\n";
  }
  text += "      default \"\"\n    }\n    @server path /_server/*\n    error @server 404\n";
  if (!prefix.empty()) text += "    uri strip_prefix " + prefix + "\n";
  text += "    @query expression `{latest_news_file} != \"\"`\n    rewrite @query {latest_news_file}\n";
  text += "    try_files {path} {path}.html\n    @first path /\n    rewrite @first /index.html\n";
  for (const auto& field : site.common) text += "    header " + field.name + " " + quoted(field.value) + "\n";
  text += "    header Content-Security-Policy " + quoted(site.common_policy) + "\n";
  text += "    header Cache-Control " + quoted(site.common_cache_control) + "\n";
  std::size_t number = 0;
  const auto add = [&](const std::string& pattern, std::string_view name, const std::string& value) {
    const auto matcher = "@" + std::to_string(++number);
    text += "    " + matcher + " path " + quoted(pattern) + "\n    header " + matcher + " " + std::string(name) + " " +
            quoted(value) + "\n";
  };
  for (const auto& [path, value] : site.policies) add("/" + path, policy, value);
  for (const auto& [path, value] : site.cache_controls) add("/" + path, cache, value);
  for (const auto& [extension, type] : site.types) add("*." + extension, "Content-Type", type);
  for (const auto& [name, type] : site.types_of_names) add("*/" + name, "Content-Type", type);
  return text +
         "    file_server {\n      precompressed br gzip\n    }\n  }\n"
         "  handle_errors {\n    rewrite * /404.html\n    file_server\n  }\n}\n";
}

}  // namespace

std::map<std::string, std::string> static_server_files(const site::StaticSite& site, const std::string& root,
                                                       const std::string& prefix) {
  const auto described = describe(site);
  return {{"_headers", headers_file(described, prefix)},
          {"_server/nginx.conf", nginx(described, root, prefix)},
          {"_server/apache.conf", apache(described, root, prefix)},
          {"_server/queries.txt", apache_queries(described, prefix)},
          {"_server/Caddyfile", caddy(described, root, prefix)}};
}

}  // namespace commands
