"""Whether an Erasmus agreement could travel by EWP as it stands: the same rules in Python, with words, and in SQL."""
