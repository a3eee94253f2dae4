"""Writing to partners: to whom, what each mail says, how it is sent once, and what became of it."""
