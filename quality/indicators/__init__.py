"""What is measured: definitions by process, values of follow-ups (entered, imported, computed), their course."""
