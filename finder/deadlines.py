"""The watched dates of the public site."""

from finder.guidelines import watched as guidelines
from reminders.sources import register

for source in guidelines.SOURCES:
    register(source)
