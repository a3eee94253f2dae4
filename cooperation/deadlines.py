"""The watched dates of the cooperation room, and what its nights do; each subject declares its own."""

from cooperation.activities import watched as activities
from cooperation.plans import watched as plans
from cooperation.proposals import watched as proposals
from reminders.nightly import register_step
from reminders.sources import register

for subject in (plans, activities, proposals):
    for source in subject.SOURCES:
        register(source)
register_step("work_plans", plans.begin_plans)
