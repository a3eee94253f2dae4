"""Pictures people would rather look at than read: each with its numbers, and as SVG, PNG and CSV."""
