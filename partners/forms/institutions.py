"""The forms people fill in about institutions and their contacts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalModelForm
from partners.enums import InstitutionStatus
from partners.exchange_facts import EXCHANGE_FACTS, IN_WORDS
from partners.forms.similar import AsksAboutSimilar
from partners.models import Contact, Institution
from partners.selectors import same_code
from reference import erasmus_codes
from reference.models import Country

LONGEST_NAME = 300
MOST_NAMES = 50


def link_to(institution) -> str:
    """The institution's name as a link that leaves the form open."""
    return format_html('<a href="{}" target="_blank">{}</a>', institution.get_absolute_url(), institution.name)


class InstitutionForm(AsksAboutSimilar, PortalModelForm):
    """Facts of an institution. The charter is not among them: it comes from the Commission's list alone.

    That it closed, and who took its place, is said on a page of its own (``ClosingForm``).
    """

    country = forms.ModelChoiceField(queryset=Country.objects.none(), label=gettext_lazy("Country"))
    pic = forms.CharField(label=gettext_lazy("PIC"), required=False, max_length=20)
    latitude = forms.DecimalField(
        label=gettext_lazy("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=9,
        decimal_places=6,
        help_text=gettext_lazy("Leave both empty to take the place of the city."),
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("Longitude"), required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6
    )
    website = forms.URLField(label=gettext_lazy("Website"), required=False, max_length=500, assume_scheme="https")
    course_catalogue = forms.URLField(
        label=gettext_lazy("Course catalogue"), required=False, max_length=500, assume_scheme="https"
    )
    other_names = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One on each line: former names, acronyms, names in other languages. Search finds them."
        ),
    )
    fieldsets = [
        (gettext_lazy("Is it one of these?"), ["another_because"]),
        (gettext_lazy("Name"), ["name", "native_name", "legal_name", "other_names"]),
        (gettext_lazy("What it is to us"), ["kind", "status"]),
        (gettext_lazy("Where it is"), ["country", "city", "street", "post_code", "latitude", "longitude", "website"]),
        (gettext_lazy("Codes"), ["erasmus_code", "pic", "oid", "schac"]),
        (gettext_lazy("In words"), ["description", "remarks"]),
        (gettext_lazy("For an exchange"), list(EXCHANGE_FACTS)),
    ]

    class Meta:
        model = Institution
        fields = [
            *("name", "native_name", "legal_name", "kind", "status"),
            *("country", "city", "street", "post_code", "latitude", "longitude", "website"),
            *("erasmus_code", "pic", "oid", "schac", "description", "remarks", *EXCHANGE_FACTS),
        ]
        help_texts = {
            "description": gettext_lazy("Shown to students on the public site."),
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
            **{name: forms.Textarea(attrs={"rows": 2}) for name in IN_WORDS},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()
        if self.instance.is_closed:
            del self.fields["status"]
        else:
            self._offer_statuses()
        if self.instance.pk:
            self._fill_from_instance()

    def _offer_statuses(self):
        """Those of a partner; one that is merely listed may stay so."""
        offered = {*InstitutionStatus.partners, self.instance.status}
        choices = [choice for choice in InstitutionStatus.choices if choice[0] in offered]
        self.fields["status"].choices = choices

    def _fill_from_instance(self):
        self.fields["other_names"].initial = "\n".join(self.instance.aliases.values_list("name", flat=True))
        if self.instance.coordinates_precision != "exact":
            self.initial["latitude"] = self.initial["longitude"] = None

    def clean_erasmus_code(self):
        written = self.cleaned_data["erasmus_code"]
        if not written.strip():
            return ""
        code = erasmus_codes.normalise(written)
        if code is None:
            raise ValidationError(
                _("“%(code)s” is no Erasmus code: it names country, place and number, as in S KARLSKR01.")
                % {"code": written}
            )
        self._refuse_taken(
            _("the Erasmus code %(code)s") % {"code": code}, same_code(erasmus_code=code, besides=self.instance)
        )
        return code

    def clean_pic(self):
        pic = "".join(self.cleaned_data["pic"].split())
        if pic and not (pic.isascii() and pic.isdigit() and len(pic) == 9):
            raise ValidationError(_("A PIC has nine digits."))
        self._refuse_taken(_("the PIC %(pic)s") % {"pic": pic}, same_code(pic=pic, besides=self.instance))
        return pic

    def _refuse_taken(self, what: str, holder: Institution | None):
        if holder is not None:
            raise ValidationError(format_html(_("{} already has {}."), link_to(holder), what))

    def clean_other_names(self):
        names = [line.strip() for line in self.cleaned_data["other_names"].splitlines() if line.strip()]
        if len(names) > MOST_NAMES:
            raise ValidationError(_("At most %(most)d other names are kept.") % {"most": MOST_NAMES})
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME})
        return names

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return cleaned

    def values(self) -> dict:
        """What ``partners.services`` takes."""
        values = super().values()
        return values | {"aliases": values.pop("other_names")}


class ContactForm(PortalModelForm):
    """A person or office at a partner."""

    fieldsets = [
        (gettext_lazy("Who"), ["name", "role", "partner_unit"]),
        (gettext_lazy("How to reach them"), ["email", "phone"]),
        (gettext_lazy("When"), ["valid_from", "valid_to"]),
    ]

    class Meta:
        model = Contact
        fields = ["name", "role", "partner_unit", "email", "phone", "valid_from", "valid_to", "remarks"]
        widgets = {"remarks": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        cleaned = super().clean()
        valid_from, valid_to = cleaned.get("valid_from"), cleaned.get("valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            self.add_error("valid_to", _("The last day lies before the first one."))
        return cleaned
