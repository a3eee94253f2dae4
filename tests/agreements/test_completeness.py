"""The completeness meter: each rule in words, and the same rules in SQL."""

import html
import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from agreements.enums import AgreementState
from agreements.exchange.completeness import completeness_of, not_ready, readiness, ready, surroundings_of
from agreements.exchange.rules import RULES, programme_years
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage
from partners.models import Contact, Institution
from reference.models import Country, CountryStatus
from tests.agreements.factories import AgreementFactory, ConditionFactory
from tests.reference.factories import CountryFactory, IscedFieldFactory, LanguageFactory

RULE_NAMES = {rule.name for rule in RULES}


@pytest.fixture
def iia(unit, lodz):
    """An Erasmus agreement to which nothing is missing, there and back."""
    agreement = AgreementFactory(
        responsible_unit=unit,
        kind="erasmus",
        state=AgreementState.DRAFT,
        starts_on=date(2024, 9, 1),
        ends_on=date(2028, 8, 31),
        partners=[lodz],
    )
    Institution.objects.update(
        charter_starts_on=date(2021, 1, 1), charter_ends_on=timezone.localdate() + timedelta(365)
    )
    for number, institution in enumerate(Institution.objects.all()):
        Institution.objects.filter(pk=institution.pk).update(schac=f"university{number}.example.org")
    for country in Country.objects.all():
        CountryStatus.objects.get_or_create(
            country=country,
            status="eu_member",
            valid_from_call=2021,
            defaults={"ka131_destination": "yes", "is_ka171_partner": False, "counts_for_bip_minimum": True,
                      "is_ka220_partner": True},
        )  # fmt: skip
    Contact.objects.create(institution=lodz, name="Ola")
    there = whole_condition(agreement)
    whole_condition(agreement, sender=there.receiver, receiver=there.sender)
    return agreement


def whole_condition(agreement, **fields) -> Condition:
    plain = {"first_year": 2024, "last_year": 2027, "total_months": Decimal(10), "is_blended": False}
    condition = ConditionFactory(agreement=agreement, **(plain | fields))
    ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code="0613"))
    ConditionLanguage.objects.create(condition=condition, language=LanguageFactory(), level="B2")
    return condition


def meter(agreement, **options):
    fresh = Agreement.objects.for_detail().get(pk=agreement.pk)
    return completeness_of(fresh, surroundings_of(fresh), **options)


def test_a_whole_agreement_is_ready(iia):
    found = meter(iia)
    assert (found.missing, found.notes, found.words) == ([], [], "2 of 2 conditions are complete.")
    assert list(ready(Agreement.objects.all())) == [iia]


CHANGES = {
    "people": [{"people_per_year": None}, {"people_per_year": 0}],
    "amount": [{"total_months": None}, {"kind": "staff_teaching", "total_days": None}],
    "blended": [{"is_blended": None}],
    "years": [{"first_year": None}, {"last_year": None}],
    "programme": [{"first_year": 2020}, {"last_year": 2029}],
    "period": [{"first_year": 2023}, {"last_year": 2028}],
}


@pytest.mark.parametrize(("rule", "changes"), [(rule, change) for rule, many in CHANGES.items() for change in many])
def test_each_rule_is_said_in_words_and_leads_to_its_cell(iia, rule, changes):
    Condition.objects.filter(pk=iia.conditions.first().pk).update(**changes)
    found = meter(iia, may_change=True)
    (finding,) = [one for one in found.missing if one.rule == rule]
    cell = next(one.cell for one in RULES if one.name == rule)
    assert finding.url == f"/agreements/{iia.pk}/conditions/#id_row-{position(iia)}-{cell}"
    assert found.words == "1 of 2 conditions are complete."


def position(agreement) -> int:
    """Where the changed one stands among the conditions, which are in the order of their kind."""
    keys = list(agreement.conditions.values_list("pk", flat=True))
    return keys.index(min(keys))


def test_a_field_and_a_language_are_needed(iia):
    first = iia.conditions.first()
    first.condition_fields.all().delete()
    first.languages.update(level="")
    assert {finding.rule for finding in meter(iia).missing} == {"field", "language"}
    assert {"field", "language", *CHANGES} <= RULE_NAMES


@pytest.mark.parametrize(
    "fields", [{"kind": "student_traineeship"}, {"kind": "staff_training", "total_days": 5, "is_blended": None}]
)
def test_traineeships_and_training_need_no_language_and_staff_is_not_blended(iia, fields):
    first = iia.conditions.first()
    first.languages.all().delete()
    Condition.objects.filter(pk=first.pk).update(**fields)
    assert meter(iia).is_ready
    assert list(not_ready(Agreement.objects.all())) == []


def test_charters_contacts_levels_and_one_way_are_told(iia, lodz):
    Contact.objects.all().delete()
    iia.conditions.last().delete()
    ConditionLanguage.objects.update(level="A2")
    found = meter(iia)
    assert {note.rule for note in found.notes} == {"contact", "level", "one_way"}
    assert found.is_ready
    Institution.objects.filter(pk=lodz.pk).update(charter_ends_on=None, charter_starts_on=None)
    assert [(one.rule, one.place) for one in meter(iia).missing] == [("charter", str(lodz))]
    assert list(not_ready(Agreement.objects.all())) == [iia]


def test_a_missing_identifier_is_worth_a_look(iia, lodz):
    Institution.objects.filter(pk=lodz.pk).update(schac="")
    (note,) = meter(iia).notes
    assert (note.rule, note.place, note.url, meter(iia).is_ready) == ("schac", str(lodz), lodz.get_absolute_url(), True)


def test_in_force_what_is_missing_is_mended_by_an_amendment(iia):
    Condition.objects.update(people_per_year=None)
    found = meter(iia, may_amend=True)
    assert {one.url for one in found.missing} == {f"/agreements/{iia.pk}/amendments/new/"}


def test_outside_the_programme_countries_the_principles_take_the_place_of_a_charter(iia, lodz):
    elsewhere = CountryFactory(iso2="CL", iso3="CHL", name_en="Chile", name_sv="Chile")
    Institution.objects.filter(pk=lodz.pk).update(country=elsewhere, charter_ends_on=None, charter_starts_on=None)
    found = meter(iia)
    assert (found.is_ready, [note.rule for note in found.notes]) == (True, ["principles"])
    assert list(ready(Agreement.objects.all())) == [iia]


def test_without_conditions_nothing_can_travel(iia):
    iia.conditions.all().delete()
    assert [finding.rule for finding in meter(iia).missing] == ["conditions"]
    assert list(not_ready(Agreement.objects.all())) == [iia]


def test_the_rules_in_sql_say_the_same_as_those_in_words(iia):
    """Each combination of odd values: the filter and the meter never differ."""
    condition = iia.conditions.first()
    kinds = ("student_studies", "staff_training")
    odd = itertools.product(
        kinds, (None, 0, 1), (None, Decimal(3)), (None, True), (None, 2020, 2024), (None, 2027, 2029)
    )
    for kind, people, amount, blended, first, last in odd:
        Condition.objects.filter(pk=condition.pk).update(
            kind=kind, people_per_year=people, total_months=amount, total_days=amount, is_blended=blended,
            first_year=first, last_year=last,
        )  # fmt: skip
        assert not_ready(Agreement.objects.all()).exists() is not meter(iia).is_ready


@pytest.mark.parametrize(
    "period", [(None, None), (date(2025, 2, 1), None), (None, date(2027, 8, 31)), (date(2025, 9, 1), None)]
)
def test_the_period_of_the_agreement_in_sql_and_in_words(iia, period):
    starts_on, ends_on = period
    Agreement.objects.filter(pk=iia.pk).update(starts_on=starts_on, ends_on=ends_on)
    assert not_ready(Agreement.objects.all()).exists() is not meter(iia).is_ready


def test_the_programme_ends_with_the_year_before_its_last_day():
    assert programme_years() == (2021, 2028)


def test_only_erasmus_agreements_have_an_answer(iia, registered):
    assert list(ready(Agreement.objects.all())) == [iia]
    answers = dict(Agreement.objects.annotate(answer=readiness()).values_list("pk", "answer"))
    assert answers == {iia.pk: "yes", registered.pk: ""}


def shown(browser, address) -> str:
    return " ".join(html.unescape(browser.get(address).content.decode()).split())


def test_the_page_says_it_and_the_list_filters_by_it(browser_of, iia, coordinator, registered):
    browser = browser_of(coordinator)
    assert "Ready to be exchanged." in shown(browser, iia.get_absolute_url())
    assert "exchanged" not in shown(browser, registered.get_absolute_url())
    assert iia.title not in shown(browser, "/agreements/?exchange=not_ready")
    Condition.objects.filter(pk=iia.conditions.first().pk).update(people_per_year=0)
    page = shown(browser, iia.get_absolute_url())
    assert "Not ready to be exchanged yet." in page
    assert "The number of people a year must be at least 1." in page
    listed = shown(browser, "/agreements/?exchange=not_ready")
    assert f'href="{iia.get_absolute_url()}"' in listed
    assert f'href="{registered.get_absolute_url()}"' not in listed


def test_the_export_has_a_column(browser_of, iia, coordinator):
    response = browser_of(coordinator).get("/agreements/export/?format=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    cells = dict(zip(lines[0].split(";"), lines[1].split(";"), strict=False))
    assert cells["Ready to exchange"] == "yes"


@pytest.mark.parametrize("count", [1, 3])
def test_the_meter_asks_the_same_however_many_conditions(iia, count, django_assert_num_queries):
    iia.conditions.all().delete()
    for _number in range(count):
        whole_condition(iia)
    agreement = Agreement.objects.for_detail().get(pk=iia.pk)
    with django_assert_num_queries(2):
        known = surroundings_of(agreement)
    with django_assert_num_queries(0):
        completeness_of(agreement, known, may_change=True)
