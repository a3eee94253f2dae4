"""The demonstration's guidelines: what students, staff and partners ask most, with a form to take along."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile

from accounts.models import Unit, User
from finder.guidelines import services
from finder.guidelines.enums import Audience
from finder.models import Guideline
from mobility.models import Scheme

TEXTS = Path(__file__).parent / "demo_texts"  # in each: a heading, one sentence, the text
FORM = "Name of the student:\nUniversity:\nFirst day:\nLast day:\n\nStamp and signature of the host:\n"


@dataclass(frozen=True)
class Plan:
    """The guideline of the file ``name``, to be read again in so many days; a draft is not shown yet."""

    name: str
    audience: str
    scheme: str = ""
    read_again_in: int = 300
    is_draft: bool = False


PLANS = (
    Plan("from-idea-to-departure", Audience.STUDENTS, "ka131"),
    Plan("insurance-permit-housing", Audience.STUDENTS),
    Plan("after-you-are-back", Audience.STUDENTS, is_draft=True),
    Plan("coming-to-us", Audience.INCOMING),
    Plan("teaching-abroad", Audience.STAFF, "ka131", read_again_in=20),
    Plan("nominating-to-us", Audience.PARTNERS),
)


def build_guidelines(today: date, officer: User) -> int:
    """After schemes and accounts. Returns how many were written."""
    written = {plan.name: _write(plan, position, today, officer) for position, plan in enumerate(PLANS, start=1)}
    services.add_file(
        written["teaching-abroad"],
        actor=officer,
        upload=ContentFile(FORM.encode(), name="certificate-of-stay.txt"),
        title="Certificate of stay",
        language="en",
        kept_by=officer,
        review_on=today + timedelta(days=200),
    )
    return len(written)


def _write(plan: Plan, position: int, today: date, officer: User) -> Guideline:
    return services.write_guideline(
        actor=officer,
        audience=plan.audience,
        scheme=Scheme.objects.filter(code=plan.scheme).first(),
        position=position * 10,
        unit=Unit.objects.order_by("path").first(),
        kept_by=officer,
        review_on=None if plan.is_draft else today + timedelta(days=plan.read_again_in),
        is_published=not plan.is_draft,
        **_words(plan.name, "en"),
        **_words(plan.name, "sv"),
    )


def _words(name: str, language: str) -> dict[str, str]:
    """Title, summary and text of the file in the language; nothing where there is none."""
    path = TEXTS / f"{name}.{language}.md"
    if not path.exists():
        return {}
    title, summary, body = path.read_text(encoding="utf-8").split("\n\n", 2)
    return {
        f"title_{language}": title.removeprefix("# "),
        f"summary_{language}": summary,
        f"body_{language}": body.strip(),
    }
