"""Files for others: the Commission's import of a project's stays, the yearly figures for the national authority."""
