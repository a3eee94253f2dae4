"""Conditions of agreements out of a spreadsheet: one row for each direction, or for both.

``columns`` and ``words`` say what is understood, ``institutions`` and ``agreements`` whom and which agreement a row
means, ``cells`` reads a row, ``comparing`` finds what is there already, ``rows`` decides, ``writing`` writes; ``sheet``
is the export that comes back unchanged.
"""
