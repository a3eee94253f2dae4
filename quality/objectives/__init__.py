"""What should be reached: objectives of the state and of the university, each a target of one indicator."""
