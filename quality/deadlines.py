"""The watched dates of the quality room; each subject declares its own."""

from quality.reports import watched as reports

reports.register_sources()
