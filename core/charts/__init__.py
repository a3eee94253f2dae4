"""Pictures of counts, drawn as SVG on the server: they need no script, print as they stand, and carry their own table.

A room supplies rows of words, numbers and addresses; ``bars``, ``columns`` and ``world`` measure them, and the
templates of the same names (``core/charts/``) draw them. Decision 10 says why no chart library does.
"""
