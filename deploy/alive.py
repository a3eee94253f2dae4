"""End well when the web process of this machine answers: what ``docker-compose.yml`` asks now and then."""

import os
import urllib.request
from urllib.parse import urlsplit

port = os.environ.get("PORTAL_BIND", "0.0.0.0:8000").rpartition(":")[2]
host = urlsplit(os.environ.get("SITE_URL", "http://127.0.0.1")).netloc  # the portal answers to no other name
request = urllib.request.Request(f"http://127.0.0.1:{port}/health/alive/", headers={"Host": host})
urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 (the address is the one above)
