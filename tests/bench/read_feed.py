# read_feed.py FILE.rss - reads a feed with feedparser and prints in JSON what that took.
import json
import resource
import sys
import time

import feedparser

start = time.monotonic()
with open(sys.argv[1], "rb") as file:
    feed = feedparser.parse(file.read())
loading = time.monotonic() - start
if feed.bozo or not feed.entries:
    sys.exit("feedparser does not read the feed")
print(json.dumps({"loading": loading, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
