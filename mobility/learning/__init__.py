"""Learning agreements: written in versions, signed by three, changed, and recognised after the stay."""
