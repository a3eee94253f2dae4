"""How agreements stop: what notice does and when, which stays are still covered, in words."""
