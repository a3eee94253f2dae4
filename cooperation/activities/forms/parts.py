"""The forms of what hangs on an activity: partners, programme, people, results, evidence, tasks, links."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from cooperation.activities.enums import EvidenceKind, Readers
from cooperation.models import Activity, ActivityPartner, FollowUpTask, NamedPerson, Output, ProgrammeItem
from cooperation.override_field import AsksWhyAllTheSame
from core.forms import PortalForm, PortalModelForm
from core.private_files import ACCEPTED
from mobility.models import Bip, Mobility
from networks.forms.institutions import BETWEEN, InstitutionField

TIME = {"type": "time"}
ITS_NAME_OR_CODE = _("Its name, Erasmus code, PIC, OID or SCHAC code.")


def colleagues(kept: int | None):
    """Everybody with a role in the house, and who is named already."""
    return User.objects.active().with_role(*Role.staff) | User.objects.filter(pk=kept)


class PartnerForm(AsksWhyAllTheSame, PortalModelForm):
    """Who takes part; of one that is there, who it is stays."""

    partners = InstitutionField(label=_("Institution"), help_text=ITS_NAME_OR_CODE)

    class Meta:
        model = ActivityPartner
        fields = ("role", "partner_unit")

    field_order = ("partners", "role", "partner_unit", "override_reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["partners"]

    def values(self):
        given = super().values()
        return given | {"institution": given.pop("partners")} if "partners" in given else given


class ItemForm(PortalModelForm):
    class Meta:
        model = ProgrammeItem
        fields = ("day", "starts_at", "ends_at", "kind", "title", "place", "specialisation", "led_by")
        widgets = {name: forms.TimeInput(attrs=TIME, format="%H:%M") for name in ("starts_at", "ends_at")}
        help_texts = {"specialisation": _("Left empty: for everybody.")}


class PersonForm(PortalModelForm):
    """One of us by account, or somebody else by name."""

    institution = InstitutionField(label=_("Comes from"), required=False, help_text=ITS_NAME_OR_CODE)

    class Meta:
        model = NamedPerson
        fields = ("role", "user", "name", "title", "came")
        help_texts = {"name": _("Left empty for one of us: the name of the account.")}

    field_order = ("role", "user", "name", "title", "institution", "came")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = colleagues(self.instance.user_id)
        self.fields["name"].required = False
        if known := self.instance.institution:
            self.initial["institution"] = BETWEEN.join(filter(None, (known.name, known.erasmus_code)))


class OutputForm(PortalModelForm):
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Output
        fields = ("kind", "title", "authors", "year", "published_in", "doi", "link")
        help_texts = {"doi": _("As it stands in the paper, or its address at doi.org.")}


class EvidenceForm(PortalForm):
    """A private file, what it is and who may read it; of one that is kept, left empty the file stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind, initial=EvidenceKind.OTHER)
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )
    readers = forms.ChoiceField(label=_("Who may read it"), choices=Readers, initial=Readers.KEEPERS)

    def __init__(self, *args, kept=None, **kwargs):
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["file"].required = False
            self.fields["file"].help_text = _("Left empty, “%(name)s” stays.") % {"name": kept.original_name}


class TaskForm(PortalModelForm):
    class Meta:
        model = FollowUpTask
        fields = ("text", "owner", "due_on")
        help_texts = {"owner": _("They are reminded of the day.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues(self.instance.owner_id)


class StayForm(PortalForm):
    """A stay with one of the partners, of the academic years around the activity."""

    stay = forms.ModelChoiceField(
        Mobility.objects.none(), label=_("Stay"), help_text=_("Stays with its partners in the years of the activity.")
    )

    def __init__(self, *args, user, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        stays = Mobility.objects.visible_to(user).filter(
            academic_year__in=years_around(activity), partner__in=activity.partners.values("institution")
        )
        others = stays.exclude(pk__in=activity.stay_links.values("stay"))
        self.fields["stay"].queryset = others.select_related("participant", "partner").order_by("sort_key", "pk")


class BipLinkForm(PortalForm):
    bip = forms.ModelChoiceField(Bip.objects.none(), label=_("Blended intensive programme"))

    def __init__(self, *args, user, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        near = Bip.objects.visible_to(user).filter(academic_year__in=years_around(activity))
        self.fields["bip"].queryset = near.exclude(pk__in=activity.bip_links.values("bip"))


def years_around(activity: Activity) -> range:
    """The first years of the academic years that the activity may lie in."""
    return range(activity.starts_on.year - 1, activity.ends_on.year + 1)
