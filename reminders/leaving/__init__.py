"""A person leaves: all they keep is handed over on one page."""
