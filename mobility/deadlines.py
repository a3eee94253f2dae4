"""The watched dates of the mobility room; each subject declares its own."""

from mobility.bips import watched as bips
from mobility.checklist import watched as checklist
from mobility.checklist.laying_out import lay_out_what_is_new
from mobility.nominations import watched as nominations
from mobility.people.deciding import tell_who_is_due
from mobility.projects import watched as projects
from mobility.rounds import watched as rounds
from mobility.stays import watched as stays
from reminders.nightly import register_step

bips.register_sources()
checklist.register_source()
projects.register_sources()
rounds.register_sources()
stays.register_sources()
nominations.register_sources()
register_step("people_to_forget", tell_who_is_due)
register_step("stay_steps", lay_out_what_is_new)
