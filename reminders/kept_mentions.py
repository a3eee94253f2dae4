"""What colleagues still want to know from a person who leaves: open mentions in comments."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.comments.models import Mention
from core.comments.services import pass_on_mentions
from core.comments.threads import MentionLine, mention_lines
from core.keeping import KeptRow, KeptThings


class KeptMentions(KeptThings):
    """Comments that address the person and that they have neither answered nor ticked off."""

    name = "reminders.mentions"
    label = gettext_lazy("Comments that address them")
    order = 80
    column = "core.mention.person"

    def words(self, count):
        return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}

    def rows(self, person, actor):
        return [
            _row(line) for line in mention_lines(Mention.objects.open().filter(person=person).readable_by(actor), actor)
        ]

    def counts(self, people=None):
        found = Mention.objects.open().order_by()
        found = found if people is None else found.filter(person__in=people)
        return dict(found.values_list("person").annotate(Count("pk")))

    def refusals(self, rows, to, *, person, actor):
        asked = Mention.objects.filter(pk__in=[int(row.key) for row in rows])
        readable = {str(line.mention.pk) for line in mention_lines(asked.readable_by(to), to)}
        sentence = _("%(person)s may not read it.") % {"person": to}
        return {row.key: sentence for row in rows if row.key not in readable}

    def hand_over(self, keys, *, person, to, actor, note=""):
        asked = Mention.objects.filter(pk__in=[int(key) for key in keys])
        mine = {
            line.mention.pk for line in mention_lines(asked.readable_by(actor), actor)
        }  # nobody gives what they may not read
        left = pass_on_mentions(mine, person=person, to=to) | ({int(key) for key in keys} - mine)
        sentence = _("It is answered already, or %(person)s may not read it.") % {"person": to}
        return {str(key): sentence for key in left}


def _row(line: MentionLine) -> KeptRow:
    detail = _("%(author)s, %(kind)s") % {"author": line.author or _("Somebody"), "kind": line.kind}
    return KeptRow(str(line.mention.pk), line.title, line.url, detail)
