"""The host of a website, by which two institutions can be told to be one."""

import re

# Places where anybody can have a page say nothing about who it is.
SHARED = ("facebook.com", "google.com", "wixsite.com", "wordpress.com", "blogspot.com", "instagram.com", "linkedin.com")


HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)")


def host_of(address: str) -> str:
    """ "tum.de" for "https://www.tum.de/en/"; "" where there is none or anybody can have a page there."""
    match = HOST.match(address.strip().lower())
    host = match[1].strip(".") if match else ""
    return "" if "." not in host or host.endswith(SHARED) else host
