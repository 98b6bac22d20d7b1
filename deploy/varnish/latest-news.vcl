vcl 4.1;

# Varnish 7 in front of latest-news, or of the balancer before its replicas.
# It keeps what Cache-Control allows, renews in the background (grace), and serves old answers while no replica answers.
# Replace the name and address.

backend default {
  .host = "10.0.0.10";
  .port = "80";
  .connect_timeout = 2s;
  .first_byte_timeout = 10s;
  .probe = {
    # Any small answer of the site: the administration port is not public.
    .url = "/robots.txt";
    .interval = 1s;
    .timeout = 1s;
    .window = 4;
    .threshold = 2;
    .initial = 2;
  }
}

# Who may purge: the replicas (--purge http://CACHE/ --surrogate-key KEY).
acl purgers {
  "127.0.0.1";
  "10.0.0.0"/24;
}

sub vcl_recv {
  if (req.method == "PURGE") {
    if (client.ip !~ purgers || !req.http.Surrogate-Key) {
      return (synth(405, "Not allowed"));
    }
    # A ban, not a purge: one key is in many objects. Objects go at their next request.
    ban("obj.http.Surrogate-Key ~ (^|\s)" + regsuball(req.http.Surrogate-Key, "[^A-Za-z0-9_.-]", "") + "($|\s)");
    return (synth(200, "Purged"));
  }
  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  # Varnish knows gzip alone. Brotli's variants are kept apart by Vary, so the field gets few values.
  if (req.http.Accept-Encoding ~ "\bbr\b") {
    set req.http.X-Coding = "br";
  } else if (req.http.Accept-Encoding ~ "\bgzip\b") {
    set req.http.X-Coding = "gzip";
  }
  return (hash);
}

sub vcl_hash {
  hash_data(req.http.X-Coding);
  # With [partner.NAME] in the configuration, answers vary by it: add
  #   hash_data(req.http.Origin);
}

sub vcl_backend_fetch {
  set bereq.http.Accept-Encoding = bereq.http.X-Coding;
  unset bereq.http.X-Coding;
}

sub vcl_backend_response {
  # The variants are kept apart by vcl_hash.
  unset beresp.http.Vary;
  if (beresp.status == 200 || beresp.status == 301 || beresp.status == 308 || beresp.status == 404 || beresp.status == 410) {
    # As long as stale-if-error: a day. A fresh object is fetched in the background at the first request after its time.
    set beresp.grace = 1d;
  } else if (beresp.status >= 500 && bereq.is_bgfetch) {
    return (abandon);
  }
}

sub vcl_deliver {
  set resp.http.Vary = "Accept-Encoding";
  if (obj.hits > 0) {
    set resp.http.X-Cache = "HIT";
  } else {
    set resp.http.X-Cache = "MISS";
  }
}
