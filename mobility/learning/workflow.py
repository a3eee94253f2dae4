"""Who moves a version of a learning agreement where, and what must hold first (KA131-53, 56, 58)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.enums import Activity, MobilityState
from mobility.learning.enums import VERSION_EDGES, Change, ComponentKind, LearningKind
from mobility.learning.traineeships.changes import label_of
from mobility.learning.windows import lateness
from mobility.models import Traineeship
from mobility.querysets import CHANGE as KEEP

ASKED_OF_TRAINEES = (
    *("title", "organisation", "mentor_name", "mentor_email", "hours_per_week"),
    *("tasks", "outcomes", "monitoring", "evaluation", "recognition"),
)


def stay_goes_on(version):
    if version.stay.state not in MobilityState.open:
        return _("The stay is “%(state)s”.") % {"state": version.stay.get_state_display()}
    return None


def has_something_to_study(version):
    if version.is_of_trainee:
        return None
    if not version.components.filter(kind__in=ComponentKind.abroad).exclude(change=Change.REMOVED).exists():
        return _("Nothing is planned abroad yet: add a component.")
    return None


def describes_the_traineeship(version):
    """What the Commission's form asks before anybody signs; the rest may stay open."""
    if not version.is_of_trainee:
        return None
    row = Traineeship.objects.filter(version=version).first()
    if row is None:
        return _("The traineeship is not described yet.")
    missing = [label_of(name) for name in ASKED_OF_TRAINEES if not getattr(row, name)]
    return _("The traineeship lacks: %(names)s.") % {"names": ", ".join(missing)} if missing else None


def says_what_it_counts_as(version):
    """Long studies name what they replace at home; a traineeship and a short stay need not."""
    if version.kind != LearningKind.LONG_TERM or version.stay.activity != Activity.STUDIES:
        return None
    if not version.components.filter(kind=ComponentKind.RECOGNISED).exclude(change=Change.REMOVED).exists():
        return _("It does not say yet what the studies count as at the sending institution (KA131-56).")
    return None


def names_the_partners_signer(version):
    if not (version.partner_signer and version.partner_email):
        return _("Say who signs for the partner, with their e-mail address.")
    return None


def student_can_be_reached(version):
    return None if version.stay.participant.email else _("The student has no e-mail address yet.")


def is_in_time_or_says_why(version):
    if version.late_because:
        return None
    late = lateness(version)
    return f"{late} {_('Say why it is changed later.')}" if late else None


READY = (
    stay_goes_on,
    has_something_to_study,
    describes_the_traineeship,
    says_what_it_counts_as,
    names_the_partners_signer,
    student_can_be_reached,
    is_in_time_or_says_why,
)

learning_workflow = Workflow(
    "learning",
    edges=VERSION_EDGES,
    transitions={
        "sign_student": Transition(
            gettext_lazy("Sign as the student"),
            gettext_noop("signed the learning agreement as the student"),
            KEEP,
            guards=READY,
            by_machine=True,  # by the link the student was sent, and in no other way
        ),
        "sign_sending": Transition(
            gettext_lazy("Sign for the sending institution"),
            gettext_noop("signed the learning agreement for the sending institution"),
            KEEP,
            guards=(stay_goes_on,),
            by_machine=True,
            tone="primary",
        ),
        "sign_receiving": Transition(
            gettext_lazy("Sign for the receiving institution"),
            gettext_noop("signed the learning agreement for the receiving institution"),
            KEEP,
            guards=(stay_goes_on,),
            by_machine=True,
            tone="primary",
        ),
        "reject": Transition(
            gettext_lazy("Reject"),
            gettext_noop("rejected the learning agreement"),
            KEEP,
            by_machine=True,
            tone="danger",
        ),
        "supersede": Transition(
            gettext_lazy("Replace"), gettext_noop("replaced the learning agreement"), KEEP, by_machine=True
        ),
        "complete": Transition(
            gettext_lazy("Complete"), gettext_noop("completed the learning agreement"), KEEP, by_machine=True
        ),
        "reopen": Transition(
            gettext_lazy("Correct the results"),
            gettext_noop("took the learning agreement up again"),
            KEEP,
            note_needed=True,
        ),
    },
)
