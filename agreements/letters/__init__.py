"""Letters from the office's own Word templates: what may stand in one, what it is filled with, the filling."""
