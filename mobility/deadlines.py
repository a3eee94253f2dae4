"""The watched dates of the mobility room, and what its nights do; each subject declares its own."""

from mobility.bips import watched as bips
from mobility.checklist import watched as checklist
from mobility.checklist.laying_out import lay_out_what_is_new
from mobility.nominations import watched as nominations
from mobility.people.deciding import tell_who_is_due
from mobility.projects import watched as projects
from mobility.rounds import watched as rounds
from mobility.rounds.forgetting import forget_applicants
from mobility.stays import watched as stays
from mobility.stays.moves import make_moves_of_time
from reminders.nightly import register_step
from reminders.sources import register

for subject in (bips, checklist, projects, rounds, stays, nominations):
    for source in subject.SOURCES:
        register(source)
register_step("bips", bips.move_programmes)
register_step("application_rounds", rounds.make_moves_of_time)
register_step("applicants_forgotten", forget_applicants)
register_step("mobility_stays", make_moves_of_time)
register_step("people_to_forget", tell_who_is_due)
register_step("stay_steps", lay_out_what_is_new)
