"""Addresses that somebody wrote down, as links: those of the web, and no others."""

from urllib.parse import urlsplit


def web_link(address: str) -> str:
    """The address when it is one of the web; anything else is no link."""
    return address if urlsplit(address).scheme in ("http", "https") else ""


def host_of(address: str) -> str:
    """The host of a website, which is what a reader looks at."""
    return urlsplit(address).netloc.removeprefix("www.") or address
