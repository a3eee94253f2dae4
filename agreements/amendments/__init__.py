"""Amendments: the states they go through, what must hold first, and what they change in words."""
