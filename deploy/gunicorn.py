"""gunicorn's settings, the same in `make run` and in production."""

import os

bind = os.environ.get("PORTAL_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 3 if "PORTAL_RUN_LOCK" in os.environ else 30  # a person at a terminal waits for it
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # addresses and query strings are personal data; the proxy writes a log without them
loglevel = "warning"
