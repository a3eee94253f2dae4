"""What people say after a stay or a project: by an address of their own, read by the office before it is shown."""
