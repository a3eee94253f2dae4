"""Words by which people group things across rooms. The words are here; that a row has one is said by its own room."""
