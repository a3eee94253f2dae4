"""Spreadsheets on their way into the register: mapped, rehearsed, confirmed, imported, reported.

A room registers an ``Importer`` in its own ``imports`` module; rehearsal and real run share its code.
"""
