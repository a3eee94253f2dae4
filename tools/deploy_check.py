"""``manage.py check --deploy`` as a server would see it: with an address, a secret and servers of its own."""

import os
import secrets
import subprocess
import sys

SERVER = {
    "DATABASE_URL": "postgres://portal@db.example.org/portal",
    "REDIS_URL": "redis://db.example.org:6379/0",
    "EMAIL_URL": "smtp://mail.example.org:587",
    "SITE_URL": "https://portal.example.org",
    "SECURE_HSTS_PRELOAD": "true",
    "SECRET_KEY": secrets.token_urlsafe(60),
}

if __name__ == "__main__":
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    sys.exit(subprocess.call(command, env={**os.environ, **SERVER}))
