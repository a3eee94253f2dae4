"""Requests for partnerships: asked from outside or by a colleague, triaged by the office, answered in time."""
