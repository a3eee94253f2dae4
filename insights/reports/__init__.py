"""Reports that leave the house: made by the worker as page, PDF and workbook, each its maker's own."""
