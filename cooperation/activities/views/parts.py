"""What hangs on an activity: partners, programme, people, results."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.activities import results
from cooperation.activities.forms.parts import ItemForm, OutputForm, PartnerForm, PersonForm
from cooperation.activities.partners import PartnerValues, save_partners
from cooperation.activities.people import PersonValues, forget_person, save_people
from cooperation.activities.programme import ItemValues, save_programme
from cooperation.hanging import AddRowView, ChangeRowView, RemoveRowView
from cooperation.models import Activity, ActivityPartner, NamedPerson, Output, ProgrammeItem
from cooperation.one_row import RowTable, put_row


def _partner(row, changed) -> PartnerValues:
    known = {} if row is None else {name: getattr(row, name) for name in ("institution", "role", "partner_unit")}
    return PartnerValues(**known | changed)


PARTNERS = RowTable("partners", save_partners, _partner)
PROGRAMME = RowTable("programme", save_programme, lambda row, changed: ItemValues(row and row.pk, changed))
PEOPLE = RowTable("people", save_people, lambda row, changed: PersonValues(row and row.pk, changed))


class PartnerFormPage:
    """The office may go past a restriction of whom it adds."""

    form_class = PartnerForm
    table = PARTNERS
    anchor = "#partners"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class PartnerAddView(PartnerFormPage, AddRowView):
    model = Activity
    title = gettext_lazy("Add a partner")
    done = gettext_lazy("The partner takes part.")

    def perform(self, form):
        fields = form.values()
        reason, actor = fields.pop("override_reason", ""), self.request.user
        return put_row(self.table, self.object, actor=actor, fields=fields, override_reason=reason)


class PartnerUpdateView(PartnerFormPage, ChangeRowView):
    model = ActivityPartner

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def perform(self, form):
        fields = {name: value for name, value in form.values().items() if name != "override_reason"}
        return put_row(self.table, self.whole, actor=self.request.user, row=self.object, fields=fields)


class PartnerRemoveView(RemoveRowView):
    model = ActivityPartner
    table = PARTNERS
    anchor = "#partners"

    def prepare(self):
        self.title = _("Does %(partner)s not take part?") % {"partner": self.object}


class OfProgramme:
    table = PROGRAMME
    anchor = "#programme"


class ItemAddView(OfProgramme, AddRowView):
    model = Activity
    form_class = ItemForm
    title = gettext_lazy("New item of the programme")
    done = gettext_lazy("The item is entered.")

    def get_initial(self):
        return {"day": self.object.starts_on}


class ItemUpdateView(OfProgramme, ChangeRowView):
    model = ProgrammeItem
    form_class = ItemForm
    title = gettext_lazy("Change an item of the programme")


class ItemRemoveView(OfProgramme, RemoveRowView):
    model = ProgrammeItem
    title = gettext_lazy("Take this item out of the programme?")


class OfPeople:
    table = PEOPLE
    anchor = "#people"


class PersonAddView(OfPeople, AddRowView):
    model = Activity
    form_class = PersonForm
    title = gettext_lazy("Name somebody")
    done = gettext_lazy("The person is named.")


class PersonUpdateView(OfPeople, ChangeRowView):
    model = NamedPerson
    form_class = PersonForm
    title = gettext_lazy("Change who is named")


class PersonRemoveView(OfPeople, RemoveRowView):
    model = NamedPerson
    title = gettext_lazy("Take this person out?")
    explanation = gettext_lazy("For somebody who was entered by mistake.")


class PersonForgetView(OfPeople, RemoveRowView):
    """That somebody came, stays; who it was is forgotten, in the history too."""

    model = NamedPerson
    needs_note = True
    title = gettext_lazy("Forget this person?")
    explanation = gettext_lazy(
        "The name goes from the activity, its report and its history; that somebody came, stays."
    )
    submit_label = gettext_lazy("Forget the name")
    done = gettext_lazy("The name is forgotten.")

    def perform(self, note):
        forget_person(self.object, actor=self.request.user, note=note)


class OutputAddView(AddRowView):
    model = Activity
    form_class = OutputForm
    anchor = "#outputs"
    title = gettext_lazy("Enter a result")
    done = gettext_lazy("The result is entered.")

    def perform(self, form):
        return results.add_output(self.object, actor=self.request.user, **form.values())


class OutputUpdateView(ChangeRowView):
    model = Output
    form_class = OutputForm
    anchor = "#outputs"
    title = gettext_lazy("Change a result")

    def perform(self, form):
        return results.change_output(self.object, actor=self.request.user, **form.values())


class OutputRemoveView(RemoveRowView):
    model = Output
    anchor = "#outputs"
    title = gettext_lazy("Take this result out?")

    def perform(self, note):
        results.remove_output(self.object, actor=self.request.user)
