"""A version as a tagged PDF in the order of the Commission's form: before, during and after the mobility."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.institution_name import institution_name
from core.papers.pdf import paper_pdf
from core.papers.sections import Section
from mobility.learning.contents import content_of, funding_of
from mobility.learning.sections import sections_of, signatures_section
from mobility.models import ComponentResult, LearningAgreementVersion, TraineeshipResult

LANGUAGE = "en"  # which all three who sign share


def learning_agreement_pdf(version: LearningAgreementVersion) -> bytes:
    """The file. One that is not signed by all says so in its first line."""
    with override(LANGUAGE):
        content = content_of(version)
        seal = Section(_("Checksum"), facts=[("SHA-256", content.sha256), (_("State"), version.get_state_display())])
        sections = [*sections_of(content.values), signatures_section(version), _after(version), seal]
        words = {
            "number": version.number,
            "state": version.get_state_display(),
            "day": date_format(timezone.localdate(), "DATE_FORMAT"),
        }
        return paper_pdf(
            title=_("Learning agreement: %(person)s") % {"person": content.values["student"]["name"]},
            number=_("Version %(number)s") % words,
            institution=institution_name(),
            made=_("Version %(number)s, %(state)s. Made on %(day)s.") % words,
            language=LANGUAGE,
            sections=[section for section in sections if not section.is_empty],
            funding=funding_of(content.values),
        )


def _after(version) -> Section:
    """The transcript, of a trainee the certificate, and what of it is recognised."""
    return _certificate(version) if version.is_of_trainee else _transcript(version)


def _certificate(version) -> Section:
    heading = _("Table D: traineeship certificate, and recognition")
    result = TraineeshipResult.objects.filter(version=version).first()
    if result is None:
        return Section(heading)
    facts = [
        (_("Received"), date_format(result.certificate_on, "DATE_FORMAT")),
        (_("Completed satisfactorily"), _("yes") if result.is_passed else _("no")),
        (_("Evaluation"), result.evaluation),
        (_("Recognised"), _("yes") if result.is_recognised else _("no")),
        (_("ECTS credits"), f"{result.ects_recognised.normalize():f}"),
        (_("Why not"), result.not_recognised_because),
    ]
    return Section(heading, facts=[(label, value) for label, value in facts if value])


def _transcript(version) -> Section:
    results = ComponentResult.objects.filter(component__version=version).select_related("component")
    rows = [
        [
            str(each.component),
            each.grade,
            f"{each.ects_earned.normalize():f}",
            _("yes") if each.is_recognised else _("no"),
            f"{each.ects_recognised.normalize():f}",
            each.not_recognised_because,
        ]
        for each in results.order_by("component__position", "pk")
    ]
    head = [_("Component"), _("Grade"), _("Earned"), _("Recognised"), _("ECTS credits"), _("Why not")]
    return Section(_("After the mobility: transcript and recognition"), head=head, rows=rows)
