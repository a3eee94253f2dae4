"""The watched dates of an object on its own page: who keeps each, what is arranged, and the way to arrange it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.panels import EVERY_PAGE, Panel, register
from reminders.dates import DateQuestion, Standing, Whose
from reminders.desk_rows import dressed
from reminders.keepers import Keeper
from reminders.sources import sources

MOST = 20


def dates_of(obj, user) -> dict | None:
    """The dates that wait on the page of ``obj``, put aside or not; nothing for what no source watches."""
    if not any(source.page_model() is type(obj) for source in sources()):
        return None
    today = timezone.localdate()
    question = DateQuestion(
        user, today, Whose.ALL, standing=Standing.ANY, pages=(type(obj), [obj.pk]), leaves_out_faults=True
    )
    found = question.rows(MOST)
    if not found:
        return None
    return {"rows": dressed(found, reader=user, person=user, keeper=Keeper(user, today))}


register(
    Panel(
        page=EVERY_PAGE,
        name="dates",
        title=_("Watched dates"),
        template_name="reminders/panels/dates_of_object.html",
        facts=dates_of,
        right="reminders.view_desk",
        order=5,
    )
)
