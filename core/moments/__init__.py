"""How an object was at a moment: two moments side by side, and one field put back as it was at one of them."""
