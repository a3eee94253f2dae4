"""Pages of mergers: compare, choose, see what moves, merge, undo; and old addresses that lead on."""

from uuid import uuid4

import pytest
from django.urls import reverse

from agreements.models import Agreement
from partners.enums import InstitutionStatus
from partners.models import Contact, Institution, Merge, PossibleDuplicate
from partners.services.merging import merge_institutions, undo_merge
from tests.agreements.factories import AgreementFactory, ConditionFactory
from tests.partners.factories import ContactFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

MERGE_QUERIES = 57


@pytest.fixture
def munich():
    return InstitutionFactory(name="Technical University of Munich", city="München", erasmus_code="D  MUNCHEN02")


@pytest.fixture
def double(munich):
    return InstitutionFactory(name="TU München", city="München", pic="999977463", aliases=["TUM"])


def address(survivor, absorbed) -> str:
    return reverse("partners:merge", args=[survivor.pk, absorbed.pk])


def sent(client, survivor, absorbed, **changes):
    """The form as it is drawn, sent with ``changes``."""
    form = client.get(address(survivor, absorbed)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    return client.post(address(survivor, absorbed), typed | changes, follow=True)


def test_the_two_stand_side_by_side_with_all_that_moves(browser_of, officer, munich, double, unit):
    both = AgreementFactory(responsible_unit=unit, partners=[munich, double], title="Exchange with both")
    ConditionFactory(agreement=both, receiver=double)
    ContactFactory(institution=double, name="Exchange desk")
    page = browser_of(officer).get(address(munich, double)).content.decode()
    for words in (
        "Technical University of Munich",
        "TU München",
        "999977463",
        "1 agreement",
        "1 condition",
        "1 contact",
        "Exchange desk",
        "“Exchange with both” names both: one party is kept",
    ):
        assert words in page, words


def test_merged_with_the_facts_that_were_chosen(browser_of, officer, munich, double):
    response = sent(browser_of(officer), munich, double, keep_name="there", reason="Entered twice")
    munich.refresh_from_db()
    merge = Merge.objects.get()
    assert response.redirect_chain[-1][0] == merge.get_absolute_url()
    assert (munich.name, munich.pic, merge.reason, merge.made_by) == (
        "TU München",
        "999977463",
        "Entered twice",
        officer,
    )
    assert "it can be undone for 30 days" in response.content.decode()


def test_what_changed_since_the_page_was_opened_is_shown_again_and_nothing_is_lost(browser_of, officer, munich, double):
    client = browser_of(officer)
    form = client.get(address(munich, double)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {
        "reason": "Typed with care",
        "keep_name": "there",
    }
    ContactFactory(institution=double, name="Entered meanwhile")
    refused = client.post(address(munich, double), typed)
    page = refused.content.decode()
    assert "Something has changed since you opened this page" in page
    assert "Typed with care" in page
    assert "Entered meanwhile" in page
    assert refused.context["form"]["keep_name"].value() == "there"
    assert not Merge.objects.exists()
    again = {name: refused.context["form"][name].value() or "" for name in refused.context["form"].fields}
    assert client.post(address(munich, double), again).status_code == 302
    assert Merge.objects.exists()


def test_a_merger_without_sense_says_why_and_offers_no_button(browser_of, officer, munich, double):
    merge_institutions(munich, double, actor=None)
    third = InstitutionFactory(name="Third")
    page = browser_of(officer).get(address(third, double)).content.decode()
    assert "has already been merged into “Technical University of Munich”" in page
    assert "Merge the two" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_comparison_asks_the_same_number_of_queries(
    browser_of, officer, munich, double, unit, django_assert_num_queries, rows
):
    for number in range(rows):
        agreement = AgreementFactory(responsible_unit=unit, partners=[double])
        ConditionFactory(agreement=agreement)
        ContactFactory(institution=double, name=f"Desk {number}")
    client = browser_of(officer)
    client.get(address(munich, double))
    with django_assert_num_queries(MERGE_QUERIES):
        client.get(address(munich, double))


def test_the_other_one_is_chosen_among_those_that_look_alike_or_by_search(browser_of, officer, munich, double):
    PossibleDuplicate.objects.create(first=double, second=munich, reasons=[{"kind": "name", "text": "TU München"}])
    client = browser_of(officer)
    choice = reverse("partners:merge_choice", args=[munich.pk])
    page = client.get(choice).content.decode()
    assert address(munich, double) in page
    assert "It is called nearly the same." in page
    InstitutionFactory(name="Universität Bremen")
    found = client.get(choice, {"q": "Univ Bremen"}).context["found"]
    assert [one.name for one in found] == ["Universität Bremen"]
    assert "No other partner is called" in client.get(choice, {"q": "zzzz"}).content.decode()


@pytest.mark.parametrize(
    "name", ["institution_detail", "institution_contacts", "institution_edit", "institution_due_diligence"]
)
def test_old_addresses_lead_to_the_survivor(browser_of, officer, munich, double, name):
    merge = merge_institutions(munich, double, actor=None)
    response = browser_of(officer).get(reverse(f"partners:{name}", args=[double.pk]))
    assert (response.status_code, response["Location"]) == (301, reverse(f"partners:{name}", args=[munich.pk]))
    assert "no-store" in response["Cache-Control"]
    undo_merge(merge, actor=None)
    assert browser_of(officer).get(reverse(f"partners:{name}", args=[double.pk])).status_code == 200


def test_an_old_address_keeps_the_rights_of_the_page(browser_of, reader, administrator, munich, double):
    merge_institutions(munich, double, actor=None)
    edit = reverse("partners:institution_edit", args=[double.pk])
    assert browser_of(reader).get(edit).status_code == 403
    assert browser_of(administrator).get(edit).status_code == 404
    assert browser_of(reader).get(reverse("partners:institution_detail", args=[10**9])).status_code == 404


def test_its_history_stays_and_the_survivor_leads_there(browser_of, officer, munich, double):
    client = browser_of(officer)
    client.post(reverse("partners:contact_create", args=[double.pk]), {"name": "Exchange desk", "role": "nominations"})
    merge = merge_institutions(munich, double, actor=officer, reason="Entered twice")
    detail = client.get(munich.get_absolute_url()).content.decode()
    assert "Merged from" in detail
    assert merge.get_absolute_url() in detail
    told = client.get(reverse("partners:institution_history", args=[munich.pk])).content.decode()
    assert "merged two partners that are one" in told
    assert "Entered twice" in told
    own = client.get(reverse("partners:institution_history", args=[double.pk]))
    assert own.status_code == 200
    assert "It was merged into" in own.content.decode()
    assert (
        reverse("partners:institution_history", args=[double.pk])
        in client.get(merge.get_absolute_url()).content.decode()
    )


def test_a_form_that_was_open_meanwhile_says_what_happened_and_keeps_what_was_typed(
    browser_of, officer, munich, double
):
    client = browser_of(officer)
    edit = reverse("partners:institution_edit", args=[double.pk])
    form = client.get(edit).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"remarks": "Typed with care"}
    merge_institutions(munich, double, actor=None)
    response = client.post(edit, typed | {"another_because": "x"})
    page = response.content.decode()
    assert "has been merged into" in page
    assert "Typed with care" in page
    double.refresh_from_db()
    assert double.remarks == ""


def test_a_contact_entered_meanwhile_stands_at_the_survivor(browser_of, officer, munich, double):
    merge_institutions(munich, double, actor=None)
    Contact.objects.create(institution_id=double.pk, name="Late")
    assert Contact.objects.get().institution == munich


def test_an_agreement_form_that_was_open_names_the_survivor(browser_of, officer, munich, double, unit):
    from tests.agreements.factories import home

    home()
    merge_institutions(munich, double, actor=None)
    response = browser_of(officer).post(
        f"{reverse('agreements:agreement_begin', args=[uuid4()])}?kind=moc",
        {
            "kind": "moc",
            "responsible_unit": unit.pk,
            "party-TOTAL_FORMS": "1",
            "party-INITIAL_FORMS": "0",
            "party-0-institution": double.pk,
        },
    )
    assert response.status_code == 302
    assert Agreement.objects.get().parties.get(is_home=False).institution == munich


def test_lists_search_and_saved_filters_know_the_survivor_alone(browser_of, officer, munich, double, unit):
    AgreementFactory(responsible_unit=unit, partners=[double], title="Exchange")
    merge_institutions(munich, double, actor=None)
    client = browser_of(officer)
    listed = client.get(reverse("partners:institution_list"), {"q": "TU München", "scope": "all"})
    assert [row.name for row in listed.context["rows"]] == ["Technical University of Munich"]
    kept = client.get(reverse("agreements:agreement_list"), {"institution": double.pk})
    assert [row.title for row in kept.context["rows"]] == ["Exchange"]
    closed = client.get(reverse("partners:institution_list"), {"status": "closed"})
    assert list(closed.context["rows"]) == []


def test_it_is_undone_with_a_reason_and_refused_with_one(browser_of, officer, munich, double):
    ContactFactory(institution=double, name="Desk")
    merge = merge_institutions(munich, double, actor=officer)
    client, undo = browser_of(officer), reverse("partners:merge_undo", args=[merge.pk])
    contact = Contact.objects.get()
    Contact.objects.filter(pk=contact.pk).update(institution=InstitutionFactory(name="Elsewhere"))
    page = client.get(merge.get_absolute_url()).content.decode()
    assert "It cannot be undone as things are." in page
    assert "Contact “Desk”" in page
    assert "Changed since" in client.post(undo, follow=True).content.decode()
    Contact.objects.filter(pk=contact.pk).update(institution=munich)
    assert "Undo the merger of TU München?" in client.post(undo).content.decode()
    assert (
        "The two are two again." in client.post(undo, {"confirmed": "yes", "note": "Two"}, follow=True).content.decode()
    )
    assert Institution.objects.get(pk=double.pk).status == InstitutionStatus.ACTIVE
    assert "Undone" in client.get(merge.get_absolute_url()).content.decode()
