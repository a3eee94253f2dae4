"""How what hangs on an agreement, its partners, conditions, further units and tags, is put back as it was."""
