"""What shows something: files and links of follow-ups and actions, looked at again on their day."""
