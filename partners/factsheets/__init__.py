"""A partner confirms or corrects what is said about it: its link, its answer, what the office makes of that."""
