"""Many rows changed at once: prepared and shown, done in one transaction, and undone as one act.

A room declares what can be changed (``kinds.BulkKind``, registered by its module ``bulk``); this package knows no
room. Every write goes through the room's services, row by row, so that rights, rules and history are those of a
single change.
"""
