"""People's data: who may read what, what left the portal, when it is forgotten (LG-06 to LG-10)."""
