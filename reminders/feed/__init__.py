"""A person's dates as a calendar that other programmes read by a secret address (RFC 5545)."""
