"""What the register looks like at a glance: when agreements begin and end, where, of which kind, in which fields."""
