"""Counts of stays: the yearly statistics for the national authority, flows and destinations in pictures."""
