"""What was done together with a partner, as the public reads it: projects, summer schools, papers."""

from dataclasses import dataclass

from django.db.models import Prefetch

from cooperation.models import Activity, Output
from finder import published
from finder.web_links import web_link
from partners.models import Institution

MOST = 12  # the latest; a page is no archive


@dataclass(frozen=True)
class ShownOutput:
    """A result; ``url`` is "" where nothing on the web leads to it."""

    title: str
    kind: str
    where: str
    url: str


@dataclass(frozen=True)
class DoneTogether:
    """An activity that took place and is told of."""

    title: str
    kind: str
    told: str
    url: str
    first_year: int
    last_year: int
    outputs: tuple[ShownOutput, ...]

    @property
    def years(self) -> str:
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"


def done_together_with(partner: Institution) -> list[DoneTogether]:
    """The latest activities with ``partner`` that the office tells of, in two queries."""
    outputs = Prefetch("outputs", published.outputs(), to_attr="shown_outputs")
    return [_shown(row) for row in published.activities_with(partner).prefetch_related(outputs)[:MOST]]


def _shown(activity: Activity) -> DoneTogether:
    return DoneTogether(
        title=activity.title,
        kind=activity.get_kind_display(),
        told=activity.told,
        url=web_link(activity.link),
        first_year=activity.starts_on.year,
        last_year=activity.ends_on.year,
        outputs=tuple(_output(output) for output in activity.shown_outputs),
    )


def _output(output: Output) -> ShownOutput:
    where = ", ".join(str(part) for part in (output.published_in, output.year) if part)
    return ShownOutput(output.title, output.get_kind_display(), where, web_link(output.address))
