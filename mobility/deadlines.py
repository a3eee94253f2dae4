"""The watched dates of the mobility room; each subject declares its own."""

from mobility.bips import watched as bips
from mobility.people.deciding import tell_who_is_due
from mobility.projects import watched as projects
from mobility.stays import watched as stays
from reminders.nightly import register_step

bips.register_sources()
projects.register_sources()
stays.register_sources()
register_step("people_to_forget", tell_who_is_due)
