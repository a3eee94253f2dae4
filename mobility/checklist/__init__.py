"""What is to be done for a stay, in its order and by its day, and the papers that show it was."""
