// commands/static_servers.h - what servers of static files need to know about an exported site: types, fields, and the
// files of queries.
#pragma once

#include <map>
#include <string>

#include "site/static_site.h"

namespace commands {

// By path below the exported folder:
//
//   _headers              fields, in the form that static hosts read (Netlify, Cloudflare Pages)
//   _server/nginx.conf    for an http { } of nginx 1.18 or newer
//   _server/apache.conf   for a <VirtualHost> of Apache 2.4
//   _server/queries.txt   the file of each query, for Apache
//   _server/Caddyfile     for Caddy 2
//
// `root` is the absolute path of the folder. `prefix` is the path of the public URL, "/news", or "".
std::map<std::string, std::string> static_server_files(const site::StaticSite& site, const std::string& root,
                                                       const std::string& prefix);

}  // namespace commands
