"""Contacts of partners out of a spreadsheet, one row each.

``columns`` says what is understood, ``partners`` whose contact a row is, ``cells`` reads what it says, ``rows`` finds
whom it means and decides, ``importer`` joins them to the engine.
"""
