"""What the watched dates of agreements say, and what can be done about them in one click."""
