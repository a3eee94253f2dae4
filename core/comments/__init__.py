"""What colleagues say to each other about an object, on its own page, and who is addressed by name.

A room opts in by one line in its ``commenting.py`` (``core.comments.registry``). Whoever may see the object reads its
comments; nobody else meets them anywhere: not on a desk, not in a mail, not in search.
"""
