"""The list of agreements that wait for the partner: its filter, its columns, its sentence of figures."""
