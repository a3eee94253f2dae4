"""The pages of an external review."""
