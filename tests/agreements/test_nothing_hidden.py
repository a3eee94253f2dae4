"""What is over is never hidden silently: every list of agreements says how many it leaves out, and leads to them."""

import html

import pytest

from agreements.enums import AgreementKind
from finder.current import forget
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

LIST = "/agreements/"
WAITING = "/agreements/waiting/"


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def over(unit, lodz):
    """Two agreements with the partner that are over, beside a current one; all at the partner since long."""
    given = {"responsible_unit": unit, "partners": [lodz], "turn": "partner", "turn_since": "2020-01-01"}
    AgreementFactory(title="Current", **given)
    return [AgreementFactory(title=state, state=state, **given) for state in ("ended", "withdrawn")]


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=lodz", f"{LIST}?turn=partner", WAITING, f"{WAITING}?kind=moc"])
def test_lists_of_agreements_count_what_is_over_and_lead_to_it(browser_of, officer, over, address):
    browser = browser_of(officer)
    page = browser.get(address)
    assert [row.title for row in page.context["rows"]] == ["Current"]
    (figure,) = [each for each in page.context["figures"] if "not shown" in each["text"]]
    assert figure["text"] == "2 ended or withdrawn, not shown"
    shown = browser.get(address.partition("?")[0] + figure["url"])
    assert sorted(row.title for row in shown.context["rows"]) == ["Current", "ended", "withdrawn"]
    assert "hide what has ended" in text_of(shown)


def test_the_count_is_of_what_the_person_may_read(browser_of, reader, over):
    """A withdrawn agreement is its keepers' own: a reader is told of the ended one alone."""
    for address in (LIST, WAITING):
        figures = [each["text"] for each in browser_of(reader).get(address).context["figures"]]
        assert "1 ended or withdrawn, not shown" in figures


def test_the_page_of_a_partner_counts_what_is_over(browser_of, officer, over, lodz):
    page = text_of(browser_of(officer).get(lodz.get_absolute_url()))
    assert "2 that are over" in page
    assert f"institution={lodz.pk}&ended=shown" in page


def test_a_memorandum_shows_what_is_over_under_it(browser_of, officer, unit, over):
    memorandum = AgreementFactory(responsible_unit=unit)
    AgreementFactory(
        responsible_unit=unit, parent=memorandum, kind=AgreementKind.INTERNSHIP, state="ended", title="Past"
    )
    page = text_of(browser_of(officer).get(memorandum.get_absolute_url()))
    assert "Past" in page


def test_the_finder_counts_partners_whose_agreements_are_over(browser_of, unit):
    for state in ("active", "ended", "suspended"):
        given = {"kind": AgreementKind.ERASMUS, "is_published": True, "state": state}
        agreement = AgreementFactory(responsible_unit=unit, partners=[InstitutionFactory()], **given)
        ConditionFactory(agreement=agreement, eqf_levels=[6])
    forget()
    page = text_of(browser_of().get("/"))
    assert "2 partners whose agreements have ended or are suspended are not listed." in page
