"""The calendar: months and lists of watched dates, and their export."""
