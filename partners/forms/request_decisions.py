"""The forms by which the office answers a request: accepted as which partner, or declined."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.forms import PortalForm
from core.keys import is_key
from partners.enums import InstitutionKind
from partners.forms.known_institutions import NEW, KnownChoices, similar_choices
from partners.forms.similar import asked_of
from partners.models import Institution, PartnershipRequest
from partners.models.requests import LONGEST_MESSAGE
from partners.requests.answers import LONGEST_SUBJECT, offered_answer
from partners.requests.plain_words import LineField, PlainField, WebField
from partners.requests.triage import Answer, NewPartner
from partners.selectors import similar_to
from partners.similar import WORTH_ASKING
from reference.models import Country

MOST_FOUND = 8


class AnswerForm(PortalForm):
    """What is mailed to whoever asked."""

    is_acceptance = False

    answer_subject = LineField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    answer_text = PlainField(
        label=gettext_lazy("Answer"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 12})
    )
    fieldsets = [(gettext_lazy("The answer that is mailed"), ["answer_subject", "answer_text"])]

    def __init__(self, *args, partnership_request: PartnershipRequest, language: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership_request = partnership_request
        offered = offered_answer(partnership_request, accepted=self.is_acceptance, language=language)
        for name, words in offered.items():
            if language:
                self.initial[name] = words
            else:
                self.initial.setdefault(name, words)

    def answer(self) -> Answer:
        return Answer(self.cleaned_data["answer_subject"], self.cleaned_data["answer_text"])


class AcceptForm(KnownChoices, AnswerForm):
    """Which partner it is (one of the register, or a new prospect), which unit works with it, what is answered."""

    is_acceptance = True
    words_for_none = gettext_lazy("A new one: make it a prospect")

    name = LineField(label=gettext_lazy("Name"), max_length=300, required=False)
    country = forms.ModelChoiceField(queryset=Country.objects.none(), label=gettext_lazy("Country"), required=False)
    city = LineField(label=gettext_lazy("City"), max_length=150, required=False)
    website = WebField(label=gettext_lazy("Website"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=InstitutionKind.choices)
    another_because = PlainField(
        label=gettext_lazy("It is another institution, because"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("In a few words. It is remembered, so that nobody asks again."),
    )
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=gettext_lazy("Unit that works with it"),
        help_text=gettext_lazy("Its due diligence is begun for this unit, where the rules ask for one."),
    )
    keep_contact = forms.BooleanField(
        label=gettext_lazy("Keep the person named as a contact of the partner"), required=False
    )

    fieldsets = [
        (gettext_lazy("Which partner is it?"), ["which"]),
        (gettext_lazy("Facts of a new partner"), ["name", "country", "city", "website", "kind", "another_because"]),
        (gettext_lazy("How it goes on"), ["unit", "keep_contact"]),
        (gettext_lazy("The answer that is mailed"), ["answer_subject", "answer_text"]),
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.partnership_request
        self.similar: list[Institution] = []
        self.fields["country"].queryset = Country.objects.by_name()
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).order_by("path")
        for name in ("answer_subject", "answer_text"):
            self.fields[name].required = False
        self.fields["answer_text"].help_text = _("Empty: nothing is mailed.")
        facts = {"organisation": row.organisation, "country": row.country_id, "city": row.city, "website": row.website}
        for name, value in facts.items():
            self.initial.setdefault("name" if name == "organisation" else name, value)
        self.initial.setdefault("unit", row.unit_id)
        self.initial.setdefault("keep_contact", bool(row.person_email))
        self.offer([*self._searched(user), *similar_choices(facts)], known=row.institution)
        self._ask_where_there_is_a_choice()

    def _searched(self, user) -> list[Institution]:
        """What the search box beside the choice finds, and the one that was ticked before."""
        given = self.data if self.is_bound else self.initial
        query, ticked = str(given.get("partner_query", ""))[:200].strip(), str(given.get("which", ""))
        visible = Institution.objects.visible_to(user).select_related("country")
        found = list(visible.matching(query).order_by("sort_key", "pk")[:MOST_FOUND]) if query else []
        if is_key(ticked):
            found += visible.filter(pk=int(ticked))
        return [row for row in found if not row.is_home]

    def _ask_where_there_is_a_choice(self):
        if "which" in self.fields:
            self.fields["which"].required = True
        if not (self.is_bound and self.data.get("which", NEW) == NEW):
            self.fields.pop("another_because")

    @property
    def is_new(self) -> bool:
        return self.cleaned_data.get("which", NEW) == NEW

    def clean(self):
        cleaned = super().clean()
        if "which" in self.errors or not self.is_new:
            return cleaned
        for name in ("name", "country"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new partner needs this."))
        found = similar_to(asked_of(cleaned), at_least=WORTH_ASKING)
        self.similar = [each.institution for each in found]
        if self.similar and not cleaned.get("another_because", "").strip():
            sentence = _("There is already a partner like this one: choose it above, or say why this is another.")
            self.add_error("another_because", sentence)
        return cleaned

    def partner(self) -> Institution | NewPartner:
        if (institution := self.institution_of(self.cleaned_data.get("which", NEW))) is not None:
            return institution
        facts = {name: self.cleaned_data[name] for name in ("name", "country", "city", "website", "kind")}
        return NewPartner(facts, self.similar, self.cleaned_data.get("another_because", ""))
