"""Spreadsheets in and out: tables people keep, read without trust and written without traps."""
