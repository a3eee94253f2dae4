"""The outbox and its delivery: where every mail waits, and how it leaves."""
