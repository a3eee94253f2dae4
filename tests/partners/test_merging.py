"""Two institutions become one: everything moves, nothing is lost, and it can be taken back."""

import pytest
from django.apps import apps

from agreements.models import Condition, Party, Signature
from core.errors import PortalError, RightMissing
from core.following import follow
from core.models import Follow
from partners.dependants import dependants, links_to_institutions, undeclared
from partners.enums import CodeScheme, InstitutionStatus
from partners.models import Alias, Contact, FormerCode, Institution, Merge, MergeStep, PossibleDuplicate
from partners.services.merging import merge_institutions, undo_merge
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def munich():
    """The one that stays."""
    germany = CountryFactory(iso2="DE", iso3="DEU", name_en="Germany", name_sv="Tyskland")
    return InstitutionFactory(
        name="Technical University of Munich", country=germany, city="München", erasmus_code="D  MUNCHEN02"
    )


@pytest.fixture
def double(munich):
    """The same university, entered a second time."""
    return InstitutionFactory(
        name="TU München",
        country=munich.country,
        city="Munich",
        pic="999977463",
        aliases=["TUM"],
        website="https://www.tum.de",
    )


def test_every_foreign_key_to_institutions_is_declared():
    assert undeclared() == set()
    assert ("agreements.Party", "institution") in links_to_institutions()


def test_a_foreign_key_nobody_declared_refuses_the_merger(munich, double, monkeypatch):
    monkeypatch.setattr("partners.dependants._dependants", {})
    with pytest.raises(PortalError, match=r"agreements\.Condition\.receiver"):
        merge_institutions(munich, double, actor=None)
    assert Institution.objects.unmerged().count() == 2


def test_everything_moves_and_the_absorbed_one_is_closed(munich, double, unit, officer, reader):
    agreement = AgreementFactory(responsible_unit=unit, partners=[double])
    condition = ConditionFactory(agreement=agreement)
    contact = ContactFactory(institution=double)
    follow(double, actor=reader)
    merge_institutions(munich, double, actor=officer, reason="Entered twice")
    double.refresh_from_db()
    munich.refresh_from_db()
    assert (double.status, double.merged_into, double.pic) == (InstitutionStatus.CLOSED, munich, "")
    assert munich.pic == "999977463"
    assert munich.website == "https://www.tum.de"
    for row in (condition, contact):
        row.refresh_from_db()
    assert [party.institution for party in agreement.parties.filter(is_home=False)] == [munich]
    assert (condition.receiver, contact.institution) == (munich, munich)
    assert {alias.name for alias in munich.aliases.all()} == {"TUM", "TU München"}
    assert Follow.objects.get().object_id == munich.pk
    agreement.refresh_from_db()
    assert "tum" in agreement.search_text.split()
    assert list(Institution.objects.visible_to(reader).matching("TU Munchen")) == [munich]


def test_each_fact_is_kept_of_the_one_that_was_chosen(munich, double):
    double.erasmus_code, double.charter_ends_on = "D  MUNCHEN99", "2029-12-31"
    double.save()
    merge_institutions(munich, double, actor=None, choices={"name": "there", "city": "here", "erasmus_code": "there"})
    munich.refresh_from_db()
    assert (munich.name, munich.city, munich.erasmus_code) == ("TU München", "München", "D  MUNCHEN99")
    assert str(munich.charter_ends_on) == "2029-12-31"
    assert [(code.scheme, code.code) for code in munich.former_codes.all()] == [(CodeScheme.ERASMUS, "D  MUNCHEN02")]
    assert {alias.name for alias in munich.aliases.all()} == {"TUM", "Technical University of Munich"}
    assert munich.sort_key == "tu munchen"
    for words in ("munchen02", "dmunchen02", "munchen99", "technical university of munich"):
        assert Institution.objects.unmerged().matching(words).get() == munich


def test_history_of_the_absorbed_one_stays_its_own_and_the_survivor_tells_of_it(munich, double, officer):
    merge_institutions(munich, double, actor=officer, reason="Entered twice")
    events = apps.get_model("partners", "InstitutionEvent").objects
    assert {event.pgh_context["note"] for event in events.filter(pgh_obj=munich, pgh_label="update")} == {
        "Entered twice"
    }
    assert events.filter(pgh_obj=double, pgh_label="insert").count() == 1
    assert Merge.objects.get().absorbed_name == "TU München"


def test_an_agreement_with_both_as_parties_keeps_one_with_what_either_says(munich, double, unit):
    third = InstitutionFactory(name="Third")
    agreement = AgreementFactory(responsible_unit=unit, partners=[munich, double, third])
    ours, theirs = (agreement.parties.get(institution=one) for one in (munich, double))
    ours.reference, theirs.reference, theirs.signatory = "A-1", "B-2", "Rector"
    ours.save()
    theirs.save()
    merge_institutions(munich, double, actor=None)
    kept = agreement.parties.get(institution=munich)
    assert (kept.pk, kept.reference, kept.signatory) == (ours.pk, "A-1; B-2", "Rector")
    assert [party.institution for party in agreement.parties.filter(is_home=False)] == [munich, third]


def test_a_condition_said_twice_is_kept_once_and_one_between_the_two_is_taken_off(munich, double, unit):
    agreement = AgreementFactory(responsible_unit=unit, partners=[munich, double])
    kept = ConditionFactory(agreement=agreement, receiver=munich)
    ConditionFactory(agreement=agreement, receiver=double)
    other = ConditionFactory(agreement=agreement, receiver=double, people_per_year=5)
    ConditionFactory(agreement=agreement, sender=munich, receiver=double)
    merge = merge_institutions(munich, double, actor=None)
    assert list(agreement.conditions.order_by("pk")) == [kept, other]
    assert {condition.receiver for condition in agreement.conditions.all()} == {munich}
    undo_merge(merge, actor=None)
    assert agreement.conditions.count() == 4


def test_contacts_that_say_the_same_become_one_and_others_stay_two(munich, double):
    kept = ContactFactory(institution=munich, name="Exchange desk", email="desk@tum.de", phone="")
    ContactFactory(institution=double, name="exchange DESK", email="", phone="+49 89")
    ContactFactory(institution=double, name="Exchange desk", email="other@tum.de")
    merge = merge_institutions(munich, double, actor=None)
    kept.refresh_from_db()
    assert (kept.phone, kept.email) == ("+49 89", "desk@tum.de")
    assert sorted(contact.email for contact in munich.contacts.all()) == ["desk@tum.de", "other@tum.de"]
    undo_merge(merge, actor=None)
    kept.refresh_from_db()
    assert kept.phone == ""
    assert sorted(contact.email for contact in double.contacts.all()) == ["", "other@tum.de"]


def test_who_followed_both_follows_once(munich, double, reader, officer):
    follow(munich, actor=reader)
    follow(double, actor=reader)
    follow(double, actor=officer)
    merge_institutions(munich, double, actor=None)
    assert sorted(Follow.objects.of(munich).values_list("user", flat=True)) == sorted([reader.pk, officer.pk])
    assert Follow.objects.count() == 2


def test_earlier_mergers_and_successions_lead_to_the_survivor(munich, double):
    older = InstitutionFactory(name="Older double", country=munich.country)
    college = InstitutionFactory(name="Old college", succeeded_by=double)
    munich.succeeded_by = double
    munich.save()
    first = merge_institutions(double, older, actor=None)
    merge_institutions(munich, double, actor=None)
    for row in (older, college, munich, first):
        row.refresh_from_db()
    assert (older.merged_into, college.succeeded_by, munich.succeeded_by, first.survivor) == (
        munich,
        munich,
        None,
        munich,
    )


def test_that_two_are_not_the_same_is_remembered_beyond_a_merger(munich, double):
    other = InstitutionFactory(name="Hochschule München")
    dismissed = {"dismissed_at": munich.created_at, "dismissed_because": "Another town"}
    PossibleDuplicate.objects.create(first=double, second=other, **dismissed)
    PossibleDuplicate.objects.create(first=munich, second=double)
    merge_institutions(munich, double, actor=None)
    pair = PossibleDuplicate.objects.get()
    assert ({pair.first, pair.second}, pair.dismissed_because) == ({munich, other}, "Another town")


REFUSED = {
    "itself": "cannot be merged into itself",
    "home": "is our own university",
    "closed": "is closed. Merge the other way round",
    "merged": "has already been merged into “Technical University of Munich”",
}


@pytest.mark.parametrize("case", REFUSED)
def test_mergers_without_sense_are_refused_in_words(munich, double, case):
    survivor, absorbed = munich, double
    if case == "itself":
        absorbed = munich
    elif case == "home":
        absorbed = home()
    elif case == "closed":
        survivor = InstitutionFactory(name="Gone", status=InstitutionStatus.CLOSED)
    else:
        merge_institutions(munich, double, actor=None)
        survivor = InstitutionFactory(name="Third")
    with pytest.raises(PortalError, match=REFUSED[case]):
        merge_institutions(survivor, absorbed, actor=None)


def test_the_home_institution_absorbs_nobody(double):
    with pytest.raises(PortalError, match="our own university"):
        merge_institutions(home(), double, actor=None)


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "auditor", "administrator"])
def test_only_the_office_merges_and_undoes(request, munich, double, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        merge_institutions(munich, double, actor=actor)
    merge = merge_institutions(munich, double, actor=None)
    with pytest.raises(RightMissing):
        undo_merge(merge, actor=actor)


def test_a_row_entered_for_the_absorbed_one_goes_to_the_survivor(munich, double, unit):
    agreement = AgreementFactory(responsible_unit=unit)
    merge_institutions(munich, double, actor=None)
    contact = Contact.objects.create(institution_id=double.pk, name="Too late")
    Party.objects.create(agreement=agreement, institution_id=double.pk, position=2)
    Condition.objects.create(agreement=agreement, sender=home(), receiver_id=double.pk, kind="student_studies")
    Alias.objects.bulk_create([Alias(institution_id=double.pk, name="Late name")])
    contact.refresh_from_db()
    assert contact.institution == munich
    assert agreement.parties.filter(institution=munich).exists()
    assert Condition.objects.get().receiver == munich
    assert Alias.objects.get(name="Late name").institution == munich


# --- taking it back -----------------------------------------------------------------------------------------------


def snapshot() -> dict:
    """Every row of everything that a merger touches, what follows from other columns aside."""
    models = {dependant.model for dependant in dependants()} - {Merge} | {Institution}
    derived = {"updated_at", "search_vector"}
    return {
        model._meta.label: sorted(
            (sorted((k, v) for k, v in row.items() if k not in derived) for row in model._base_manager.values()),
            key=repr,
        )
        for model in models
    }


def test_undone_everything_is_as_it_was(munich, double, unit, reader, officer):
    agreement = AgreementFactory(responsible_unit=unit, partners=[munich, double])
    ConditionFactory(agreement=agreement, receiver=double)
    AgreementFactory(responsible_unit=unit, partners=[double])
    ContactFactory(institution=double)
    follow(double, actor=reader)
    before = snapshot()
    merge = merge_institutions(munich, double, actor=officer, choices={"name": "there"})
    assert snapshot() != before
    undo_merge(merge, actor=officer, reason="They are two")
    assert snapshot() == before
    merge.refresh_from_db()
    assert (merge.undone_by, MergeStep.objects.count()) == (officer, 0)
    assert merge_institutions(munich, double, actor=officer)


def test_what_was_changed_since_stands_in_the_way_and_is_named(munich, double, unit):
    AgreementFactory(responsible_unit=unit, partners=[double], title="Exchange")
    ContactFactory(institution=double, name="Desk")
    merge = merge_institutions(munich, double, actor=None, choices={"name": "there"})
    Contact.objects.all().delete()
    Institution.objects.filter(pk=munich.pk).update(name="Renamed")
    Party.objects.filter(institution=munich).update(institution=InstitutionFactory())
    with pytest.raises(PortalError) as refusal:
        undo_merge(merge, actor=None)
    sentence = str(refusal.value)
    assert "Contact “Desk”" in sentence
    assert "Party “Exchange”" in sentence
    assert "Partner “Technical University of Munich”" in sentence
    assert double.contacts.count() == 0


def test_what_was_changed_elsewhere_in_a_moved_row_goes_back_with_it(munich, double):
    contact = ContactFactory(institution=double, phone="1")
    merge = merge_institutions(munich, double, actor=None)
    Contact.objects.filter(pk=contact.pk).update(phone="2")
    undo_merge(merge, actor=None)
    contact.refresh_from_db()
    assert (contact.institution, contact.phone) == (double, "2")


def test_what_was_entered_since_stays_with_the_survivor(munich, double, unit):
    merge = merge_institutions(munich, double, actor=None)
    later = AgreementFactory(responsible_unit=unit, partners=[munich])
    undo_merge(merge, actor=None)
    assert later.parties.filter(institution=munich).exists()


def test_a_later_merger_is_to_be_undone_first(munich, double):
    third = InstitutionFactory(name="Third", country=munich.country)
    first = merge_institutions(munich, double, actor=None)
    second = merge_institutions(third, munich, actor=None)
    with pytest.raises(PortalError, match="“Technical University of Munich” has since been merged into “Third”"):
        undo_merge(first, actor=None)
    undo_merge(second, actor=None)
    undo_merge(first, actor=None)
    assert Institution.objects.unmerged().filter(pk__in=[munich.pk, double.pk, third.pk]).count() == 3
    with pytest.raises(PortalError, match="already undone"):
        undo_merge(first, actor=None)


def test_a_code_given_away_since_stands_in_the_way(munich, double):
    merge = merge_institutions(munich, double, actor=None, choices={"pic": "here"})
    assert FormerCode.objects.get(institution=munich).code == "999977463"
    InstitutionFactory(name="Newcomer", pic="999977463")
    with pytest.raises(PortalError, match="entered since"):
        undo_merge(merge, actor=None)
    assert Institution.objects.get(pk=double.pk).merged_into == munich


def test_what_hangs_on_a_row_that_goes_is_kept_for_the_undo(munich, double, unit):
    agreement = AgreementFactory(responsible_unit=unit, partners=[munich, double])
    kept, gone = (agreement.parties.get(institution=one) for one in (munich, double))
    signature = Signature.objects.create(party=gone, name="Rector", signed_on="2026-01-01")
    both = AgreementFactory(responsible_unit=unit, partners=[munich, double])
    for party in both.parties.filter(is_home=False):
        Signature.objects.create(party=party, name=f"Of {party.institution}", signed_on="2026-01-01")
    merge = merge_institutions(munich, double, actor=None)
    signature.refresh_from_db()
    assert signature.party == kept
    assert [one.name for one in Signature.objects.filter(party__agreement=both)] == [
        "Of Technical University of Munich"
    ]
    undo_merge(merge, actor=None)
    signature.refresh_from_db()
    assert signature.party_id == gone.pk
    assert Signature.objects.filter(party__agreement=both).count() == 2
