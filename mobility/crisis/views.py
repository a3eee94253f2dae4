"""The crisis list: a form, then the list by POST, for each showing of it is recorded."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exports import rows_response
from core.views.rights import require
from mobility.crisis.forms import CrisisForm
from mobility.crisis.people import Person, people_in
from mobility.people.exporting import record_export
from mobility.people.reading import VIEW_SENSITIVE
from mobility.people.views.persons import crumbs
from partners.services import home_institution


@require_http_methods(["GET", "HEAD", "POST"])
def crisis_list(request):
    require(request.user, VIEW_SENSITIVE)
    form = CrisisForm(request.POST if request.method == "POST" else None)
    context = {"title": _("Who is where"), "form": form, "crumbs": crumbs()}
    if not form.is_valid():
        return TemplateResponse(
            request, "mobility/crisis/crisis_list.html", context, status=422 if form.is_bound else 200
        )
    asked = form.cleaned_data
    people = people_in(asked["country"], asked["on"], home=home_institution(), actor=request.user, city=asked["city"])
    if request.POST.get("format") == "xlsx":
        return _workbook(request, asked, people)
    context |= {
        "asked": asked,
        "there": [person for person in people if person.is_there],
        "here": [person for person in people if not person.is_there],
    }
    return TemplateResponse(request, "mobility/crisis/crisis_list.html", context)


def _workbook(request, asked: dict, people: list[Person]) -> HttpResponse:
    words = f"{asked['country']}, {asked['city']}" if asked["city"] else str(asked["country"])
    day = date_format(asked["on"], "DATE_FORMAT")
    headings = [
        _("Where now"), _("Family name"), _("Given name"), _("E-mail"), _("Institution"), _("City"), _("First day"),
        _("Last day"), _("State"), _("Our unit"), _("Kept by"), _("Whom to call"), _("Relation"), _("Telephone"),
        _("E-mail of the contact"),
    ]  # fmt: skip
    title = _("Who is where")
    record_export(title, actor=request.user, row_count=len(people), filters=f"{words}; {day}", columns=headings)
    account = [(_("Country and city"), words), (_("On the day"), day), (_("Exported by"), str(request.user))]
    return rows_response(title, headings, map(_cells, people), file_format="xlsx", account=account)


def _cells(person: Person) -> list:
    stay, contact = person.stay, person.contact
    starts_on, ends_on = stay.presence
    who = stay.participant
    of_contact = [contact.name, contact.relation, contact.phone, contact.email] if contact else [""] * 4
    return [
        _("there") if person.is_there else _("here, comes from there"),
        who.family_name, who.given_name, who.email, stay.place, stay.partner.city if stay.partner else "",
        starts_on, ends_on, str(stay.get_state_display()), str(stay.unit), str(stay.coordinator or ""), *of_contact,
    ]  # fmt: skip
