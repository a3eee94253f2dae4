"""What is done about findings: planned, worked on, verified by somebody else, and checked in the next cycle."""
