"""The watched dates of the quality room; each subject declares its own, and the quality office sees to them all."""

from dataclasses import replace

from accounts.enums import Role
from quality.actions import watched as actions
from quality.dialogues import watched as dialogues
from quality.evidence import watched as evidence
from quality.followups import watched as follow_ups
from quality.reports import watched as reports
from quality.reviews import watched as reviews
from reminders.nightly import register_step
from reminders.sources import register

for subject in (actions, evidence, dialogues, follow_ups, reviews):
    for source in subject.SOURCES:
        register(replace(source, office=Role.QUALITY_OFFICER))
reports.register_sources()
register_step("quality_follow_ups", follow_ups.begin_what_has_come)
