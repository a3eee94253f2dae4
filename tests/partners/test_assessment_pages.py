"""Due diligence as people meet it: the tab of a partner, the questionnaire, decisions in two presses, the lists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from partners.models import Assessment, AssessmentQuestion, CountrySignal, NamedInstitution, SetAside
from partners.services.deciding import decide_assessment, place_for
from tests.partners.factories import (
    AssessmentFactory,
    HomeInstitutionFactory,
    InstitutionFactory,
    NamedInstitutionFactory,
    SetAsideFactory,
)
from tests.reference.factories import CountryFactory

LIST = reverse("partners:assessment_list")
NAMED = reverse("partners:named_institution_list")
PEOPLE = ["student", "reader", "coordinator", "head", "officer", "security", "outsider", "auditor", "administrator"]
STATUS = {"sign-in": 302, "forbidden": 403, "hidden": 404, "ok": 200}


def text_of(response) -> str:
    return response.content.decode()


def form_data(unit, **given):
    """A filled-in questionnaire, without concerns unless said by the code of a question."""
    data = {"unit": unit.pk, "occasion": "Exchange in computing", "level": "", "level_reason": ""}
    for question in AssessmentQuestion.objects.filter(is_active=True):
        data[f"concern-{question.pk}"] = given.get(question.code, "none")
        data[f"text-{question.pk}"] = f"About {question.code}."
    return data


# The tab of a partner


def test_reader_sees_the_status_and_its_public_reason_and_no_answer(petersburg, unit, reader, browser_of):
    assessment = AssessmentFactory(
        institution=petersburg, unit=unit, state="decided", occasion="Secret plans", conditions="Secret conditions"
    )
    client = browser_of(reader)
    for address in (petersburg.get_absolute_url(), petersburg.due_diligence_url):
        page = text_of(client.get(address))
        assert "Restricted" in page
        assert "Secret" not in page
        assert "Start an assessment" not in page
        assert "Set aside" not in page
    assert "the government of Sweden asked universities" in text_of(client.get(petersburg.due_diligence_url))
    assert client.get(assessment.get_absolute_url()).status_code == 403


def test_outsider_sees_no_assessment_of_another_unit_anywhere(nanjing, unit, outsider, browser_of):
    hidden = AssessmentFactory(institution=nanjing, unit=unit, state="submitted", occasion="Secret plans")
    client = browser_of(outsider)
    for address in (LIST, nanjing.due_diligence_url, f"{LIST}?q=nanjing"):
        assert "Secret plans" not in text_of(client.get(address))
    assert client.get(LIST).context["rows"] == []
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "An assessment waits for a decision" in text_of(client.get(nanjing.due_diligence_url))


def test_our_own_page_has_no_tab_and_an_address_typed_by_hand_offers_nothing(rules, officer, browser_of):
    home = HomeInstitutionFactory()
    assert "Due diligence" not in text_of(browser_of(officer).get(home.get_absolute_url()))
    assert "Start an assessment" not in text_of(browser_of(officer).get(home.due_diligence_url))


def test_restriction_is_set_aside_with_a_reason_that_everyone_reads(petersburg, officer, reader, browser_of):
    client = browser_of(officer)
    signal = CountrySignal.objects.get(country="RU")
    address = reverse("partners:restriction_set_aside", args=[petersburg.pk, "signal", signal.pk])
    empty = client.post(address, {"reason": "  ", "until": ""})
    assert "This field is required" in text_of(empty)
    past = client.post(address, {"reason": "It is private.", "until": "2020-01-01"})
    assert "This day has passed." in text_of(past)
    assert "It is private." in text_of(past)
    done = client.post(address, {"reason": "It is private.", "until": ""}, follow=True)
    assert done.redirect_chain == [(petersburg.due_diligence_url, 302)]
    again = client.post(address, {"reason": "Twice", "until": ""})
    assert "It has been set aside already." in text_of(again)
    page = text_of(browser_of(reader).get(petersburg.due_diligence_url))
    assert "It is private." in page
    assert "International officer" in page
    row = SetAside.objects.get()
    ended = client.post(reverse("partners:set_aside_end", args=[row.pk]), {"confirmed": "yes"}, follow=True)
    assert "The restriction holds again." in text_of(ended)
    history = text_of(client.get(reverse("partners:institution_history", args=[petersburg.pk])))
    assert "set a restriction aside" in history
    assert "let a restriction hold again" in history


def test_a_restriction_of_another_partner_is_not_found(petersburg, nanjing, officer, browser_of):
    signal = CountrySignal.objects.get(country="RU")
    for kind, key in (("signal", signal.pk), ("named", 1), ("nonsense", 1), ("signal", 10**18)):
        address = reverse("partners:restriction_set_aside", args=[nanjing.pk, kind, key])
        assert browser_of(officer).get(address).status_code == 404


# The questionnaire


def test_draft_is_saved_with_gaps_and_gone_on_with(nanjing, unit, coordinator, browser_of):
    client = browser_of(coordinator)
    address = reverse("partners:assessment_create", args=[nanjing.pk])
    assert "Purpose and motive" in text_of(client.get(address))
    question = AssessmentQuestion.objects.get(code="purpose")
    first = client.post(
        address, {"unit": unit.pk, "occasion": "Exchange", f"text-{question.pk}": "Students asked for it."}
    )
    assessment = Assessment.objects.get()
    assert first["Location"] == assessment.get_absolute_url()
    page = text_of(client.get(assessment.get_absolute_url()))
    assert "Still to be answered: Purpose and motive, Balance of benefit" in page
    assert "Students asked for it." in page
    edit = text_of(client.get(reverse("partners:assessment_edit", args=[assessment.pk])))
    assert "Students asked for it." in edit
    client.post(reverse("partners:assessment_edit", args=[assessment.pk]), form_data(unit, ties="some"))
    page = text_of(client.get(assessment.get_absolute_url()))
    assert "As the answers suggest: Medium" in page
    assert "International officer: The university" in page
    client.post(reverse("partners:assessment_move", args=[assessment.pk, "submit"]))
    assessment.refresh_from_db()
    assert (assessment.state, assessment.level) == ("submitted", "medium")


def test_questionnaire_keeps_what_was_typed_when_it_is_refused(nanjing, unit, coordinator, browser_of):
    question = AssessmentQuestion.objects.get(code="ties")
    data = form_data(unit) | {"occasion": "", f"concern-{question.pk}": "perhaps", f"text-{question.pk}": "Kept words"}
    response = browser_of(coordinator).post(reverse("partners:assessment_create", args=[nanjing.pk]), data)
    page = text_of(response)
    assert response.status_code == 200
    assert "Kept words" in page
    assert sorted(response.context["form"].errors) == [f"concern-{question.pk}", "occasion"]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("length", [5001, 200_000])
def test_answer_longer_than_it_may_be_is_refused_beside_its_field(nanjing, unit, coordinator, browser_of, length):
    question = AssessmentQuestion.objects.get(code="exit")
    data = form_data(unit) | {f"text-{question.pk}": "x" * length}
    response = browser_of(coordinator).post(reverse("partners:assessment_create", args=[nanjing.pk]), data)
    assert list(response.context["form"].errors) == [f"text-{question.pk}"]


def test_second_assessment_is_refused_in_words(draft, nanjing, other_unit, outsider, browser_of):
    draft()
    response = browser_of(outsider).post(
        reverse("partners:assessment_create", args=[nanjing.pk]), form_data(other_unit)
    )
    assert "is being written by Computer Science already" in text_of(response)
    assert "About exit." in text_of(response)


def test_unit_of_others_is_no_choice(nanjing, other_unit, coordinator, browser_of):
    response = browser_of(coordinator).post(
        reverse("partners:assessment_create", args=[nanjing.pk]), form_data(other_unit)
    )
    assert list(response.context["form"].errors) == ["unit"]


def test_form_says_what_is_public_about_the_partner(petersburg, coordinator, browser_of):
    page = text_of(browser_of(coordinator).get(reverse("partners:assessment_create", args=[petersburg.pk])))
    assert "State institutions of Russia" in page


# Decisions


def test_decision_takes_two_presses_from_the_desk(submitted, officer, head, browser_of):
    assessment = submitted(ties="some")
    client = browser_of(officer)
    desk = text_of(client.get("/desk/"))
    place = place_for(officer, assessment)
    address = reverse("partners:assessment_decide", args=[place.pk, "approved"])
    assert "Nanjing University" in desk
    assert address in desk
    asked = client.post(address)
    assert "Your decision as International officer, The university." in text_of(asked)
    done = client.post(address, {"confirmed": "yes", "note": "We know them."}, follow=True)
    assert "Your decision is noted; another one is still to be made." in text_of(done)
    assert "We know them." in text_of(done)
    last = reverse("partners:assessment_decide", args=[place_for(head, assessment).pk, "approved"])
    page = browser_of(head).post(last, {"confirmed": "yes"}, follow=True)
    assert "The assessment is decided." in text_of(page)
    assessment.refresh_from_db()
    assert assessment.decision == "approved"


def test_declining_asks_why_and_conditions_must_be_said(submitted, officer, browser_of):
    place = place_for(officer, submitted(ties="some"))
    client = browser_of(officer)
    for outcome in ("declined", "conditions"):
        page = client.post(reverse("partners:assessment_decide", args=[place.pk, outcome]), {"confirmed": "yes"})
        assert "This field is required" in text_of(page)
    place.refresh_from_db()
    assert place.is_pending


def test_decision_made_twice_says_who_was_first(submitted, officer, person, university, browser_of):
    assessment = submitted(ties="some")
    place = place_for(officer, assessment)
    decide_assessment(place, actor=officer, outcome="approved")
    colleague = person(Role.OFFICER, university, name="Colleague")
    address = reverse("partners:assessment_decide", args=[place.pk, "declined"])
    page = browser_of(colleague).post(address, {"confirmed": "yes", "note": "No."}, follow=True)
    assert "International officer has decided this already: Approved." in text_of(page)


@pytest.mark.parametrize("outcome", ["perhaps", "superseded", "APPROVED"])
def test_an_outcome_there_is_not_is_not_found(submitted, officer, browser_of, outcome):
    place = place_for(officer, submitted(ties="some"))
    assert browser_of(officer).post(f"/partners/assessments/decisions/{place.pk}/{outcome}/").status_code == 404


@pytest.mark.parametrize("move", ["decide", "supersede", "nonsense"])
def test_moves_without_a_button_are_not_found(submitted, officer, browser_of, move):
    address = reverse("partners:assessment_move", args=[submitted(ties="some").pk, move])
    assert browser_of(officer).post(address).status_code == 404


def test_security_coordinator_finds_high_risk_alone_on_the_desk(submitted, security, browser_of, draft, coordinator):
    submitted(ties="serious")
    other = InstitutionFactory(name="Medium University", country=CountryFactory(iso2="CN"))
    submitted(other, ties="some")
    desk = text_of(browser_of(security).get("/desk/"))
    assert "Nanjing University" in desk
    assert "Medium University" not in desk


def test_page_names_who_is_asked_and_says_where_nobody_is(submitted, officer, head, browser_of):
    high = submitted(ties="serious")
    page = text_of(browser_of(officer).get(high.get_absolute_url()))
    assert "Nobody has this role there: an administrator gives it to somebody." in page
    medium = submitted(InstitutionFactory(country=CountryFactory(iso2="CN")), ties="some")
    assert str(head) in text_of(browser_of(officer).get(medium.get_absolute_url()))


# Lists


@pytest.fixture
def several(rules, unit, coordinator):
    today = timezone.localdate()
    made = {}
    for name, fields in {
        "Drafted": {},
        "Waiting": {"state": "submitted", "level": "high"},
        "Valid": {"state": "decided", "valid_until": today + timedelta(days=400)},
        "Ending": {"state": "decided", "valid_until": today + timedelta(days=20)},
        "Outdated": {"state": "decided", "valid_until": today - timedelta(days=1)},
        "Declined": {"state": "decided", "decision": "declined"},
        "Endless": {"state": "decided", "level": "low"},
    }.items():
        partner = InstitutionFactory(name=f"{name} University", country=CountryFactory(iso2="CN"))
        made[name] = AssessmentFactory(institution=partner, unit=unit, assessor=coordinator, **fields)
    return made


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "submitted"}, {"Waiting"}),
        ({"level": ["low", "high"]}, {"Waiting", "Endless"}),
        ({"valid": "holds"}, {"Valid", "Ending", "Endless"}),
        ({"valid": "soon"}, {"Ending"}),
        ({"valid": ["out_of_date", "soon"]}, {"Outdated", "Ending"}),
        ({"decision": "declined"}, {"Declined"}),
        ({"q": "outd"}, {"Outdated"}),
        ({"country": "RU"}, set()),
        ({"state": "nonsense"}, {"Drafted", "Waiting", "Valid", "Ending", "Outdated", "Declined", "Endless"}),
    ],
)
def test_filters_narrow_the_list(several, officer, browser_of, query, names):
    rows = browser_of(officer).get(LIST, query).context["rows"]
    assert {str(row.institution).split()[0] for row in rows} == names


@pytest.mark.parametrize(
    "query", [{"q": "() & | ! :* \\ '"}, {"page": "99999999999"}, {"sort": "password"}, {"valid": ";"}]
)
def test_list_survives_nonsense_in_its_address(several, officer, browser_of, query):
    assert browser_of(officer).get(LIST, query).status_code == 200


def test_sentence_over_the_list_counts_and_links(several, officer, browser_of):
    page = text_of(browser_of(officer).get(LIST))
    for words in ("1 wait for a decision", "1 out of date", "1 to be renewed within 90 days"):
        assert words in page


def test_export_holds_the_filtered_rows(several, officer, browser_of):
    response = browser_of(officer).get(reverse("partners:assessment_export"), {"valid": "out_of_date", "format": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Partner;Country;Occasion;Unit;State;Since;Level of risk;Decision;Conditions")
    assert [line.split(";")[0] for line in lines[1:]] == ["Outdated University"]


def test_named_institutions_show_who_bears_the_name(rules, reader, browser_of):
    bearer = InstitutionFactory(name="Corvina University", country=CountryFactory(iso2="HU"))
    NamedInstitutionFactory(name="CORVINA UNIVERSITY")
    NamedInstitutionFactory(name="Unknown University")
    page = text_of(browser_of(reader).get(NAMED))
    assert f'href="{bearer.due_diligence_url}"' in page
    assert "nobody has this name" in page
    assert [row.name for row in browser_of(reader).get(NAMED, {"q": "corvína"}).context["rows"]] == [
        "CORVINA UNIVERSITY"
    ]


def test_empty_list_of_names_says_why_and_what_to_do(rules, officer, reader, browser_of):
    assert "take in the current list" in text_of(browser_of(reader).get(NAMED))
    address = reverse("core:import_create", args=["named_institutions"])
    assert f'href="{address}"' in text_of(browser_of(officer).get(NAMED))
    assert f'href="{address}"' not in text_of(browser_of(reader).get(NAMED))


# Rights and speed


PERMISSIONS = {
    "institution_due_diligence": "sign-in ok ok ok ok ok ok ok forbidden",
    "assessment_list": "sign-in forbidden ok ok ok ok ok ok forbidden",
    "assessment_export": "sign-in forbidden forbidden forbidden ok ok forbidden ok forbidden",
    "assessment_create": "sign-in forbidden ok ok ok forbidden ok forbidden forbidden",
    "assessment_detail": "sign-in forbidden ok ok ok ok hidden ok forbidden",
    "assessment_history": "sign-in forbidden ok ok ok ok hidden ok forbidden",
    "assessment_edit": "sign-in forbidden ok ok ok forbidden hidden forbidden forbidden",
    "named_institution_list": "sign-in ok ok ok ok ok ok ok forbidden",
}
CASES = [(name, who, met) for name, row in PERMISSIONS.items() for who, met in zip(PEOPLE, row.split(), strict=True)]


@pytest.mark.parametrize(("name", "who", "met"), CASES)
def test_pages_open_to_those_who_may(request, nanjing, unit, browser_of, name, who, met):
    assessment = AssessmentFactory(institution=nanjing, unit=unit)
    about = {"assessment_list": [], "assessment_export": [], "named_institution_list": []}
    default = [assessment.pk] if name.startswith("assessment_") and name != "assessment_create" else [nanjing.pk]
    user = None if who == "student" else request.getfixturevalue(who)
    response = browser_of(user).get(reverse(f"partners:{name}", args=about.get(name, default)))
    response.close()
    assert response.status_code == STATUS[met]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries(rules, unit, officer, browser_of, django_assert_num_queries, count):
    partner = InstitutionFactory(name="Named 0", country=CountryFactory(iso2="RU"))
    signal = CountrySignal.objects.get(country="RU")
    for number in range(count):
        other = InstitutionFactory(name=f"Named {number + 1}", country=CountryFactory(iso2="RU"), aliases=["x"])
        AssessmentFactory(institution=other, unit=unit, state="submitted")
        AssessmentFactory(institution=partner, unit=unit, state="withdrawn")
        NamedInstitutionFactory(name=f"Named {number}", country=partner.country)
        SetAsideFactory(institution=partner, signal=signal, ended_at=timezone.now())
    client = browser_of(officer)
    for address, queries in ((LIST, 9), (partner.due_diligence_url, 19), (NAMED, 9)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_an_assessment_asks_the_same_number_of_queries(
    submitted, officer, browser_of, django_assert_num_queries, person, university, count
):
    assessment = submitted(ties="some")
    for number in range(count):
        person(Role.OFFICER, university, name=f"Officer {number}")
    AssessmentQuestion.objects.filter(position__gt=count * 30).update(is_active=False)
    client = browser_of(officer)
    client.get(assessment.get_absolute_url())
    with django_assert_num_queries(16):
        client.get(assessment.get_absolute_url())


def test_words_are_escaped_everywhere(submitted, officer, browser_of, nanjing):
    assessment = submitted(ties="some")
    Assessment.objects.filter(pk=assessment.pk).update(occasion="<script>alert(1)</script>")
    assessment.answers.update(text="<b>bold</b>")
    NamedInstitution.objects.all().delete()
    client = browser_of(officer)
    for address in (LIST, assessment.get_absolute_url(), nanjing.due_diligence_url):
        page = text_of(client.get(address))
        assert "<script>alert(1)" not in page
        assert "<b>bold" not in page
