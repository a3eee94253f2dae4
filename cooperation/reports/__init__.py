"""What was done together in one year: of a work plan, an agreement or a unit, as PDF and spreadsheet."""
