"""Partners, conditions, units, tags and contacts put back as they were, by the services that change them otherwise."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from agreements.enums import AgreementState
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, Tag
from agreements.restoring.keepers import KEEPERS
from agreements.services.agreements import PartyValues, create_agreement, update_agreement
from agreements.services.approvals import drop_open_steps
from agreements.services.conditions import ConditionValues, LanguageValues, remove_condition, save_condition
from agreements.services.tags import set_tags
from core.history_entries import entries_of
from core.moments.comparison import compare
from core.moments.moments import value_of
from core.moments.rows import name_of
from partners.history_story import INSTITUTION_STORY_WITH_CONTACTS
from partners.models import Contact
from partners.restoring import KEEPERS as KEEPERS_OF_PARTNERS
from partners.services import home_institution, remove_contact, save_contact
from tests.agreements.factories import InstitutionFactory, home
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(unit, coordinator):
    home()
    return create_agreement(
        actor=coordinator,
        parties=[PartyValues(InstitutionFactory(name="AGH University"), reference="AGH-7")],
        kind="moc",
        title="Exchange",
        responsible_unit=unit,
        is_open_ended=True,
    )


@dataclass
class Restoring:
    """A person at the page that puts rows of ``obj`` back as they were at ``at``."""

    client: object
    obj: object
    at: object
    path: str
    story: object = AGREEMENT_STORY

    def sections(self) -> dict:
        return {f"{each.heading} {each.fate}".strip(): each for each in compare(self.obj, self.story, self.at)}

    def ask(self, heading: str):
        self.asked = {"row": name_of(self.sections()[heading].root), "at": value_of(self.at)}
        return self.client.get(self.path, self.asked)

    def press(self, **more):
        seen = self.client.get(self.path, self.asked).context["seen"]
        return self.client.post(self.path, self.asked | {"seen": seen} | more, follow=True).content.decode()


@pytest.fixture
def restoring(browser_of, draft):
    def begin(person):
        return Restoring(browser_of(person), draft, timezone.now(), f"/agreements/{draft.pk}/history/restore-row/")

    return begin


def partners(agreement) -> list[tuple[str, str]]:
    return [(str(party), party.reference) for party in agreement.parties.filter(is_home=False).order_by("position")]


def move_to(agreement, *states):
    for state in states:
        Agreement.objects.filter(pk=agreement.pk).update(state=state)


def with_terms(agreement, actor, **values):
    """A condition with a field, its own words for it, and a language."""
    english = LanguageFactory()
    partner = agreement.parties.get(is_home=False).institution
    given = {"sender": home_institution(), "receiver": partner, "kind": "student_studies", "people_per_year": 4}
    fields = (IscedFieldFactory(),)
    return save_condition(
        agreement,
        actor=actor,
        given=ConditionValues(
            given | values, fields, {fields[0].pk: "Games"}, (LanguageValues(english, "B2", fields[0]),)
        ),
    )[0]


def said(condition):
    """What a condition says, whatever the keys of its rows."""
    fields = list(condition.condition_fields.values_list("isced_field", "clarification"))
    languages = list(condition.languages.values_list("language", "level", "isced_field"))
    return condition.people_per_year, condition.kind, fields, languages


def test_a_partner_that_was_exchanged_comes_back_with_what_it_is_called_there(draft, coordinator, restoring):
    page = restoring(coordinator)
    update_agreement(draft, actor=coordinator, parties=[PartyValues(InstitutionFactory(name="Lodz University"))])
    assert page.ask("Party: AGH University removed").status_code == 200
    assert partners(draft) == [("Lodz University", "")]
    assert "“Party” is as it was again." in page.press()
    page.ask("Party: Lodz University added")
    page.press()
    assert partners(draft) == [("AGH University", "AGH-7")]
    assert page.sections() == {}  # the row is another one, and says the same
    newest = entries_of(draft, AGREEMENT_STORY)[0]
    assert newest.did.startswith("restored “Party” as it was on ")
    assert newest.who == "Coordinator"


def test_a_removed_condition_comes_back_with_its_fields_and_languages(draft, coordinator, restoring):
    condition = with_terms(draft, coordinator)
    page, before = restoring(coordinator), said(condition)
    remove_condition(condition, actor=coordinator)
    (heading,) = [each for each in page.sections() if each.startswith("Condition:")]
    page.ask(heading)
    page.press()
    assert said(draft.conditions.get()) == before
    assert page.sections() == {}


def test_a_changed_condition_is_as_it_was_and_one_that_came_goes(draft, coordinator, restoring):
    condition = with_terms(draft, coordinator)
    page, before = restoring(coordinator), said(condition)
    changed = {"people_per_year": 9, "kind": "student_traineeship"}
    save_condition(draft, actor=coordinator, given=ConditionValues(changed), condition=condition)
    with_terms(draft, coordinator)
    for heading in list(page.sections()):
        if heading.startswith("Condition:"):
            page.ask(heading)
            page.press()
    assert [said(each) for each in draft.conditions.all()] == [before]
    assert page.sections() == {}


def test_a_unit_and_a_tag_come_back_and_go(draft, coordinator, other_unit, restoring):
    energy, sea = Tag.objects.create(name="Energy"), Tag.objects.create(name="Sea")
    update_agreement(draft, actor=coordinator, further_units=[other_unit])
    set_tags(draft, actor=coordinator, tags=[energy])
    page = restoring(coordinator)
    update_agreement(draft, actor=coordinator, further_units=[])
    set_tags(draft, actor=coordinator, tags=[sea])
    for heading in ("Further unit: Mechanical Engineering removed", "Tag: Energy removed", "Tag: Sea added"):
        page.ask(heading)
        page.press()
    assert list(draft.further_units.all()) == [other_unit]
    assert [str(each) for each in draft.taggings.all()] == ["Energy"]
    assert page.sections() == {}


def test_in_review_it_wants_a_yes_first_and_in_force_it_says_why_not(draft, coordinator, officer, restoring):
    condition = with_terms(draft, coordinator)
    page = restoring(officer)
    save_condition(draft, actor=officer, given=ConditionValues({"people_per_year": 9}), condition=condition)
    update_agreement(draft, actor=officer, title="Other title", ends_on=date(2031, 12, 31), is_open_ended=False)
    move_to(draft, AgreementState.IN_REVIEW)
    heading = next(each for each in page.sections() if each.startswith("Condition:"))
    page.ask(heading)
    assert "sends the agreement back to the first step of its approval" in page.press()
    assert draft.conditions.get().people_per_year == 9
    page.press(confirmed="yes")
    assert draft.conditions.get().people_per_year == 4
    save_condition(
        draft, actor=officer, given=ConditionValues({"people_per_year": 7}), condition=condition,
        starts_approval_anew=True,
    )  # fmt: skip
    drop_open_steps(draft)
    move_to(draft, AgreementState.APPROVED, AgreementState.SIGNED, AgreementState.ACTIVE)
    why_not = "Conditions cannot be changed in the state “Active”: only an amendment changes them."
    assert why_not in page.ask(heading).content.decode()
    assert why_not in page.press(confirmed="yes")
    assert draft.conditions.get().people_per_year == 7
    compared = page.client.get(f"/agreements/{draft.pk}/history/compare/", {"since": value_of(page.at)})
    assert why_not in compared.content.decode()
    assert "“Last day” cannot be changed in the state “Active”." in compared.content.decode()
    assert "restore/?field=title" in compared.content.decode()


def test_what_a_colleague_changed_since_the_preview_stays(draft, coordinator, officer, restoring):
    condition = with_terms(draft, coordinator)
    page = restoring(coordinator)
    save_condition(draft, actor=officer, given=ConditionValues({"people_per_year": 9}), condition=condition)
    page.ask(next(iter(page.sections())))
    assert "Nothing was overwritten" in page.press(seen="what I saw")
    assert draft.conditions.get().people_per_year == 9


def test_a_contact_and_another_name_of_a_partner_come_back(officer, coordinator, browser_of):
    partner = InstitutionFactory()
    contact = save_contact(Contact(institution=partner, name="Anna Nowak", email="anna@example.org"), actor=officer)
    path = f"/partners/{partner.pk}/history/restore-row/"
    page = Restoring(browser_of(officer), partner, timezone.now(), path, INSTITUTION_STORY_WITH_CONTACTS)
    remove_contact(contact, actor=officer)
    page.ask("Contact: Anna Nowak · Other removed")
    page.press()
    assert list(partner.contacts.values_list("name", "email")) == [("Anna Nowak", "anna@example.org")]
    assert page.sections() == {}
    assert browser_of(coordinator).get(path, page.asked).status_code == 403


@pytest.mark.parametrize(
    "row",
    ["x", "agreements.party:x", "agreements.party:99", "agreements.agreement:1", "accounts.user:1",
     "agreements.party:" + "9" * 40, "agreements.conditionfield:1"],
)  # fmt: skip
def test_bad_addresses_are_not_found_and_no_fault(row, draft, coordinator, browser_of):
    client, path = browser_of(coordinator), f"/agreements/{draft.pk}/history/restore-row/"
    asked = {"row": row, "at": value_of(timezone.now())}
    assert client.get(path, asked).status_code == 404
    assert client.post(path, asked).status_code == 404
    assert client.get(path).url == f"/agreements/{draft.pk}/history/compare/"


def test_a_row_of_another_agreement_is_out_of_reach(draft, unit, coordinator, restoring):
    other = create_agreement(
        actor=coordinator,
        parties=[PartyValues(InstitutionFactory())],
        kind="moc",
        title="Other",
        responsible_unit=unit,
        is_open_ended=True,
    )
    page = restoring(coordinator)
    asked = {"row": f"agreements.party:{other.parties.get(is_home=False).pk}", "at": value_of(timezone.now())}
    assert page.client.get(page.path, asked).status_code == 404


@pytest.mark.parametrize(
    ("story", "keepers"),
    [(AGREEMENT_STORY, KEEPERS), (INSTITUTION_STORY_WITH_CONTACTS, KEEPERS_OF_PARTNERS)],
)
def test_every_kind_of_row_is_put_back_or_says_what_one_does_instead(story, keepers):
    told = {below.model for part in story.parts for below in (part, *part.below)}
    assert told == set(keepers)
    assert all(apps.get_model(model._meta.label) is model for model in told)


def test_a_term_in_review_wants_a_yes_first_too(draft, coordinator, browser_of):
    begun = timezone.now()
    update_agreement(draft, actor=coordinator, tuition_waived=True)
    move_to(draft, AgreementState.IN_REVIEW)
    draft.refresh_from_db()
    path = f"/agreements/{draft.pk}/history/restore/"
    asked = {"field": "tuition_waived", "at": value_of(begun), "seen_at": draft.updated_at.isoformat()}
    client = browser_of(coordinator)
    assert "Put it back all the same" in client.post(path, asked).content.decode()
    assert Agreement.objects.get().tuition_waived is True
    client.post(path, asked | {"confirmed": "yes"})
    assert Agreement.objects.get().tuition_waived is None
