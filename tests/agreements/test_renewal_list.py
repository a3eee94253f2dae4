"""The renewals: what ends by quarter, how far each is, who sees it, how it is decided, in how many queries."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.cockpit import use
from agreements.cockpit.outlook import ending_agreements, horizon, quarters_of, within_quarter
from agreements.cockpit.progress import Progress
from agreements.enums import Recommendation, Renewal
from agreements.services.letting_end import let_end
from core.errors import PortalError, RightMissing
from reminders.models import Arrangement
from tests.agreements.factories import AgreementFactory, EvaluationFactory, InstitutionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("agreements:renewal_list")
EXPORT = reverse("agreements:renewal_export") + "?format=csv"
TODAY = date(2026, 11, 22)


@pytest.fixture
def ending(unit, coordinator):
    """Make an agreement in force of the unit that ends in a hundred days, or another."""

    def make(days=100, **fields):
        given = {"responsible_unit": unit, "coordinator": coordinator}
        return AgreementFactory(**(given | {"ends_on": timezone.localdate() + timedelta(days=days)} | fields))

    return make


@pytest.fixture
def of_each_progress(ending, unit, coordinator):
    """One agreement at each point of its renewal, by the value of it."""
    rows = {value: ending(title=f"It is {value}") for value in Progress.values if value != "by_itself"}
    rows["by_itself"] = ending(title="It is by_itself", renewal=Renewal.AUTOMATIC, renewal_months=12)
    for value, state in {
        "draft": "draft",
        "in_review": "in_review",
        "approved": "approved",
        "renewed": "signed",
    }.items():
        AgreementFactory(responsible_unit=unit, predecessor=rows[value], state=state, title=f"Next of {value}")
    EvaluationFactory(agreement=rows["evaluation"])
    written = {"submitted_at": timezone.now(), "submitted_by": coordinator, "recommendation": Recommendation.RENEW}
    EvaluationFactory(agreement=rows["evaluated"], **written)
    let_end(rows["let_end"], actor=coordinator, reason="nobody went")
    return rows


def test_each_agreement_stands_at_its_point(of_each_progress, officer):
    found = {row.title: row.progress for row in ending_agreements(officer) if row.title.startswith("It is")}
    assert found == {f"It is {value}": value for value in Progress.values}


def test_a_rejected_successor_is_a_draft_again_and_a_withdrawn_one_is_none(ending, unit, officer):
    rejected, withdrawn, noticed = ending(), ending(), ending(state="notice_given")
    AgreementFactory(responsible_unit=unit, predecessor=rejected, state="rejected")
    AgreementFactory(responsible_unit=unit, predecessor=withdrawn, state="withdrawn")
    found = dict(ending_agreements(officer).values_list("pk", "progress"))
    assert (found[rejected.pk], found[withdrawn.pk], found[noticed.pk]) == ("draft", "not_begun", "let_end")


def test_it_shows_what_is_in_force_and_ends_within_eighteen_months(ending, officer):
    past, soon = ending(-3), ending(5)
    last = ending(ends_on=horizon())
    ending(ends_on=horizon() + timedelta(days=1))
    ending(state="ended")
    ending(state="draft")
    ending(ends_on=None)
    assert set(ending_agreements(officer)) == {past, soon, last}


def test_everybody_sees_what_they_keep(ending, other_unit, coordinator, outsider, officer, auditor, reader, browser_of):
    mine, theirs = ending(title="Mine"), ending(title="Theirs", responsible_unit=other_unit)
    assert set(ending_agreements(coordinator)) == {mine}
    assert set(ending_agreements(outsider)) == {theirs}
    assert set(ending_agreements(officer)) == set(ending_agreements(auditor)) == {mine, theirs}
    assert not ending_agreements(reader).exists()
    assert browser_of(reader).get(LIST).status_code == 403
    assert browser_of().get(LIST).status_code == 302
    page = browser_of(auditor).get(LIST).content.decode()
    assert "let-end" in page  # the name of the colour in the bars
    assert reverse("agreements:agreement_let_end", args=[mine.pk]) not in page
    assert "Renew the ticked" not in page


def test_quarters_are_counted_empty_ones_too(ending, officer):
    ending(ends_on=TODAY - timedelta(days=1))
    ending(ends_on=date(2026, 12, 31))
    ending(ends_on=date(2027, 1, 1))
    ending(ends_on=date(2027, 3, 31), renewal=Renewal.AUTOMATIC, renewal_months=12)
    found = quarters_of(ending_agreements(officer, TODAY), TODAY)
    assert [(row.value, row.total) for row in found] == [
        ("past", 1),
        ("2026-10", 1),
        ("2027-01", 2),
        ("2027-04", 0),
        ("2027-07", 0),
        ("2027-10", 0),
        ("2028-01", 0),
        ("2028-04", 0),
    ]
    assert found[2].counts == {"not_begun": 1, "by_itself": 1}
    for row in found:
        assert within_quarter(ending_agreements(officer, TODAY), row.value, TODAY).count() == row.total


def titles(client, query=""):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return [row.title for row in answer.context["rows"]]


def test_filters_narrow_it(ending, unit, other_unit, officer, browser_of, coordinator):
    swiss = InstitutionFactory(name="Zürich", city="Zürich")
    first = ending(10, title="First", kind="erasmus")
    ending(200, title="Second", responsible_unit=other_unit, coordinator=None, partners=[swiss])
    client = browser_of(officer)
    assert titles(client) == ["First", "Second"]
    assert titles(client, "sort=-ends") == ["Second", "First"]
    assert titles(client, "kind=erasmus") == ["First"]
    assert titles(client, f"unit={other_unit.pk}") == ["Second"]
    assert titles(client, f"coordinator={coordinator.pk}") == ["First"]
    assert titles(client, "q=zurich") == ["Second"]
    assert titles(client, "progress=renewed") == []
    quarter = first.ends_on.replace(month=3 * ((first.ends_on.month - 1) // 3) + 1, day=1)
    assert "First" in titles(client, f"quarter={quarter:%Y-%m}")
    assert "Second" not in titles(client, f"quarter={quarter:%Y-%m}")


@pytest.mark.parametrize(
    "query",
    [
        "quarter=2026-13",
        "quarter=x",
        "quarter=2026-10%20",
        "progress=nonsense",
        "unit=-1",
        "page=-4",
        "kind=",
        "sort=x",
    ],
)
def test_strange_addresses_are_a_page(ending, officer, browser_of, query):
    ending()
    assert browser_of(officer).get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_three_as_for_one(ending, officer, browser_of, django_assert_num_queries, count):
    for number in range(count):
        ending(40 + number)
    client = browser_of(officer)
    client.get(LIST)
    with django_assert_num_queries(11):
        client.get(LIST)


def test_use_is_a_column_only_where_a_room_knows_it(ending, officer, browser_of):
    agreement = ending()
    client = browser_of(officer)
    assert "Visits" not in client.get(LIST).content.decode()
    use.register(use.UseColumn("visits", "Visits", lambda user, ids: dict.fromkeys(ids, "two")))
    try:
        assert "Visits: two" in client.get(LIST).content.decode()
        headings, row = (line.split(";") for line in client.get(EXPORT).getvalue().decode().splitlines())
        assert dict(zip(headings, row, strict=True))["Visits"] == "two"
        use.register(use.UseColumn("visits", "Visits", lambda user, ids: {agreement.pk + 1: "other"}))
        assert "Visits" not in client.get(LIST).content.decode()
    finally:
        use.unregister("visits")


def test_the_export_has_the_same_rows_and_says_how_far_each_is(of_each_progress, officer, reader, browser_of):
    answer = browser_of(officer).get(f"{reverse('agreements:renewal_export')}?format=csv&progress=renewed")
    text = answer.getvalue().decode()
    assert "It is renewed" in text
    assert "Renewed" in text
    assert "It is draft" not in text
    assert browser_of(reader).get(reverse("agreements:renewal_export")).status_code == 403


def test_all_that_nobody_has_renewed_go_to_the_preview(of_each_progress, officer, browser_of):
    page = browser_of(officer).get(f"{reverse('agreements:renew_many')}?all=yes")
    planned = {plan.agreement.title for plan in page.context["plans"]}
    assert planned == {f"It is {value}" for value in Progress.undecided}


def test_ticked_rows_of_the_register_go_to_the_preview(ending, officer, browser_of):
    first, second = ending(), ending()
    client = browser_of(officer)
    assert "Renew the ticked" in client.get(reverse("agreements:agreement_list")).content.decode()
    page = client.get(f"{reverse('agreements:renew_many')}?row={first.pk}&row={second.pk}&query=")
    assert {plan.agreement for plan in page.context["plans"]} == {first, second}


def test_to_let_it_end_settles_its_date_and_says_why(ending, coordinator, browser_of):
    agreement = ending()
    address = reverse("agreements:agreement_let_end", args=[agreement.pk])
    client = browser_of(coordinator)
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 200
    assert not Arrangement.objects.exists()
    done = client.post(address, {"reason": "No student went either way."}, follow=True)
    assert "Nobody is reminded of its last day any more." in done.content.decode()
    arranged = Arrangement.objects.get()
    assert (arranged.source, arranged.object_id, arranged.due_on) == ("agreements.end", agreement.pk, agreement.ends_on)
    assert (arranged.is_not_needed, arranged.reason) == (True, "No student went either way.")
    assert "No student went either way." in client.get(agreement.get_absolute_url()).content.decode()


def test_a_date_that_moves_is_open_again(ending, coordinator, officer):
    agreement = ending()
    let_end(agreement, actor=coordinator, reason="nobody went")
    agreement.ends_on += relativedelta(months=1)
    agreement.save(update_fields=["ends_on"])
    assert ending_agreements(officer).get().progress == Progress.NOT_BEGUN


def test_what_does_not_end_is_not_left_to_end(of_each_progress, ending, coordinator):
    refusals = {
        "draft": "“Next of draft” renews it",
        "renewed": "“Next of renewed” renews it",
        "by_itself": "It renews by its own terms",
    }
    for value, sentence in refusals.items():
        with pytest.raises(PortalError, match=sentence):
            let_end(of_each_progress[value], actor=coordinator, reason="no use")
    with pytest.raises(PortalError, match="agreed on and has a last day"):
        let_end(ending(ends_on=None), actor=coordinator, reason="no use")
    with pytest.raises(ValidationError):
        let_end(ending(), actor=coordinator, reason="x" * 301)


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_only_those_who_keep_it_let_it_end(request, ending, who):
    with pytest.raises(RightMissing):
        let_end(ending(), actor=request.getfixturevalue(who), reason="no use")
    assert not Arrangement.objects.exists()
