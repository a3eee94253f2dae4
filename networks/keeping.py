"""The networks a person is our contact for; a contact that ended is history and stays."""

from django.db.models import Count
from django.utils.translation import gettext_lazy, ngettext

from core.keeping import KeptRow, KeptThings, register
from networks.models import NetworkContact
from networks.querysets import CHANGE
from networks.services.contacts import hand_over_contacts


class KeptNetworks(KeptThings):
    name = "networks.contacts"
    label = gettext_lazy("Networks")
    right = CHANGE
    column = "networks.networkcontact.user"
    order = 60

    def words(self, count):
        return ngettext("contact for %(count)d network", "contact for %(count)d networks", count) % {"count": count}

    def rows(self, person, actor):
        found = NetworkContact.objects.editable_by(actor).current().filter(user=person)
        found = found.select_related("network", "unit").order_by("network__name_en", "pk")
        return [
            KeptRow(key=str(row.pk), title=row.network.name, url=row.network.get_absolute_url(), detail=row.task)
            for row in found
        ]

    def counts(self, people=None):
        found = NetworkContact.objects.current().order_by()
        found = found if people is None else found.filter(user__in=people)
        return dict(found.values_list("user").annotate(Count("pk")))

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems = hand_over_contacts([int(key) for key in keys], person=person, to=to, actor=actor, note=note)
        return {str(key): problem for key, problem in problems.items()}


register(KeptNetworks())
