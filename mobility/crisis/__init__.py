"""Who is where on a day, with whom to call: for the office alone."""
