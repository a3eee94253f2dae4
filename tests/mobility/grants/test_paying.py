"""What is to be paid and when, that nothing is paid twice, and who sees amounts."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.errors import ChangedElsewhere, PortalError, RightMissing
from mobility.enums import MobilityState
from mobility.grants.enums import Instalment, PaymentNeed
from mobility.grants.many import carry_out, start_recalculation
from mobility.grants.payments import record_payment, take_payment_back
from mobility.grants.services import calculate_grant
from mobility.grants.standing import balance_is_open, what_lacks, with_standing
from mobility.models import (
    GrantCalculation,
    GrantPayment,
    GrantRecalculation,
    InstalmentShare,
    Mobility,
    PersonalExport,
    StayStep,
    StepKind,
)
from mobility.people.enums import Sensitive
from mobility.people.reading import note_reading
from mobility.stays.moves import move_stay
from tests.mobility.factories import GrantProjectFactory, InclusionNeedFactory

TODAY = timezone.localdate


def standing(stay) -> Mobility:
    return with_standing(Mobility.objects.filter(pk=stay.pk), "SE").get()


def step(stay, code, **given):
    kind, _is_new = StepKind.objects.get_or_create(code=code, defaults={"name_en": code, "directions": ["outgoing"]})
    return StayStep.objects.create(mobility=stay, kind=kind, due_on=stay.starts_on, **given)


def come_home(stay, left_on=date(2027, 1, 18)):
    for state in (MobilityState.UNDER_WAY, MobilityState.COMPLETED):
        Mobility.objects.filter(pk=stay.pk).update(state=state, arrived_on=stay.starts_on, left_on=left_on)
    stay.refresh_from_db()


@pytest.fixture
def granted(stay, officer):
    """2,346.00 euro: 70 per cent are 1,642.20."""
    calculate_grant(stay, actor=officer)
    return stay


def pay(stay, actor, **given):
    return record_payment(stay, paid_on=TODAY(), actor=actor, **given)


@pytest.mark.django_db
def test_seventy_per_cent_first_and_the_balance_by_the_days_certified(granted, officer):
    """KA131-42; home ten days early: 128 days are 2,176.00 euro."""
    assert pay(granted, officer).amount == Decimal("1642.20")
    assert standing(granted).need is None
    come_home(granted, date(2027, 1, 8))
    assert what_lacks(standing(granted)) == ["The grant is not calculated anew by the days certified."]
    calculate_grant(granted, actor=officer)

    final = pay(granted, officer)
    assert (final.instalment, final.amount) == (Instalment.FINAL, Decimal("533.80"))
    assert standing(granted).balance == 0
    assert balance_is_open(granted) is None


@pytest.mark.django_db
def test_who_came_home_very_early_pays_back(granted, officer):
    pay(granted, officer)
    come_home(granted, date(2026, 10, 30))  # 60 days: 1,020.00 euro
    calculate_grant(granted, actor=officer)

    assert (standing(granted).need, standing(granted).due_amount) == (PaymentNeed.BACK, Decimal("-622.20"))
    assert balance_is_open(granted) == "The balance of the grant is not settled."
    assert pay(granted, officer).amount == Decimal("-622.20")


@pytest.mark.django_db
def test_what_was_paid_for_a_stay_that_is_cancelled_comes_back(granted, officer, browser_of):
    pay(granted, officer)
    move_stay(granted, "cancel", actor=officer, note="Ill")

    assert (standing(granted).need, standing(granted).due_amount) == (PaymentNeed.BACK, Decimal("-1642.20"))
    assert granted.participant.name in browser_of(officer).get(reverse("mobility:payment_list")).content.decode()
    assert pay(granted, officer).amount == Decimal("-1642.20")
    assert (standing(granted).need, what_lacks(standing(granted))) == (None, [])


@pytest.mark.django_db
def test_a_stay_taken_up_again_says_how_it_is_paid_anew(granted, officer):
    first = pay(granted, officer)
    move_stay(granted, "cancel", actor=officer, note="Ill")
    back = pay(granted, officer)
    move_stay(granted, "reopen", actor=officer, note="Well again")
    for state in (MobilityState.ACCEPTED, MobilityState.AGREED):
        Mobility.objects.filter(pk=granted.pk).update(state=state)
    assert "Take both payments back here" in " ".join(what_lacks(standing(granted)))
    for payment in (back, first):
        take_payment_back(payment, actor=officer, note="The stay was taken up again")
    assert (standing(granted).need, standing(granted).due_amount) == (PaymentNeed.FIRST, Decimal("1642.20"))


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["grant-agreement", "participant-survey"])
def test_an_open_step_holds_the_payment_back(granted, officer, code):
    waiting = step(granted, code)
    if code == "participant-survey":
        pay(granted, officer)
        come_home(granted)
        calculate_grant(granted, actor=officer)
    assert standing(granted).need is None
    assert len(what_lacks(standing(granted))) == 1
    with pytest.raises(PortalError):
        pay(granted, officer)

    StayStep.objects.filter(pk=waiting.pk).update(done_on=TODAY())
    assert pay(granted, officer).amount > 0


@pytest.mark.django_db
def test_a_payment_is_refused_to_others_for_a_day_to_come_and_for_another_amount(granted, coordinator, officer):
    with pytest.raises(RightMissing):
        pay(granted, coordinator)
    with pytest.raises(ChangedElsewhere):
        pay(granted, officer, expected=Decimal("1600.00"))
    with pytest.raises(ValidationError):
        record_payment(granted, paid_on=date(2099, 1, 1), actor=officer)
    assert not GrantPayment.objects.exists()


@pytest.mark.django_db
def test_a_settled_balance_is_not_calculated_anew_until_it_is_taken_back(granted, officer):
    pay(granted, officer)
    come_home(granted)
    calculate_grant(granted, actor=officer)
    final = pay(granted, officer)
    with pytest.raises(PortalError):
        calculate_grant(granted, actor=officer)
    with pytest.raises(PortalError):
        take_payment_back(granted.payments.get(instalment=Instalment.FIRST), actor=officer, note="x")

    take_payment_back(final, actor=officer, note="Typed twice")
    assert standing(granted).need == PaymentNeed.FINAL


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_same_payment_pay_once(granted, officer):
    barrier, refused = Barrier(2), []

    def work():
        barrier.wait()
        try:
            pay(granted, officer)
        except PortalError as error:
            refused.append(str(error.sentence))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert granted.payments.count() == 1
    assert [sentence.startswith("Nothing is to be paid now.") for sentence in refused] == [True]


@pytest.mark.django_db
@pytest.mark.parametrize("share", [1, 33, 70, 99, 100])
def test_instalments_sum_to_the_grant_to_the_cent(make_stay, officer, share):
    InstalmentShare.objects.update(first_share=share)
    for day in range(1, 29, 9):
        stay = make_stay(ends_on=date(2027, 1, day))
        calculate_grant(stay, actor=officer)
        pay(stay, officer)
        come_home(stay, stay.ends_on)
        made = calculate_grant(stay, actor=officer)
        if standing(stay).need:
            pay(stay, officer)
        amounts = list(stay.payments.values_list("amount", flat=True))
        assert sum(amounts) == made.total
        assert all(amount >= 0 for amount in amounts)


@pytest.mark.django_db
def test_the_list_shows_what_is_due_to_the_office_alone_and_its_export_is_recorded(
    granted, officer, coordinator, browser_of
):
    address = reverse("mobility:payment_list")
    page = browser_of(officer).get(address).content.decode()
    assert "1,642.20" in page
    assert granted.participant.name in page
    assert browser_of(coordinator).get(address).status_code == 403

    browser_of(officer).get(reverse("mobility:payment_export"), {"format": "csv"})
    assert PersonalExport.objects.get().row_count == 1


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_three_as_for_one(make_stay, officer, browser_of, django_assert_num_queries):
    browser, address = browser_of(officer), reverse("mobility:payment_list")
    calculate_grant(make_stay(), actor=officer)
    browser.get(address)
    with django_assert_num_queries(9):
        browser.get(address)
    for _each in range(2):
        calculate_grant(make_stay(), actor=officer)
    with django_assert_num_queries(9):
        assert browser.get(address).content.decode().count("1,642.20") == 3


@pytest.mark.django_db
def test_ticked_stays_are_recorded_in_one_go(make_stay, officer, browser_of):
    stays = [make_stay() for _ in range(2)]
    for stay in stays:
        calculate_grant(stay, actor=officer)
    browser, address = browser_of(officer), reverse("mobility:payment_many")
    rows = {"row": [stay.pk for stay in stays]}
    assert "3,284.40" in browser.get(address, rows).content.decode()
    of_yesterday = {"due": [f"{stays[0].pk}:1.00", "²:x", f"{stays[1].pk}:sNaN"], "paid_on": TODAY().isoformat()}
    browser.post(address, {"row": [stays[0].pk], **of_yesterday})
    assert not GrantPayment.objects.exists()  # another amount is due than was seen

    browser.post(address, {**rows, "paid_on": TODAY().isoformat(), "reference": "L 12"})

    assert GrantPayment.objects.filter(reference="L 12").count() == 2


@pytest.mark.django_db
def test_the_page_hides_the_top_up_from_who_did_not_ask_and_amounts_from_who_does_not_pay(
    granted, coordinator, officer, browser_of
):
    InclusionNeedFactory(mobility=granted)
    granted.refresh_from_db()
    calculate_grant(granted, actor=officer)
    pay(granted, officer)  # 70 per cent of 3,496.00
    address = granted.get_absolute_url()

    page = browser_of(coordinator).get(address).content.decode()
    assert "2,346.00" in page
    assert not [words for words in ("3,496.00", "1,150.00", "2,447.20", "opportunities:") if words in page]

    before = browser_of(officer).get(address).content.decode()
    note_reading([granted.participant], Sensitive.PERSON, actor=officer)
    after = browser_of(officer).get(address).content.decode()
    assert ("1,150.00" in before, "1,150.00" in after) == (False, True)


@pytest.mark.django_db
def test_the_grants_of_a_project_are_calculated_anew_and_those_of_others_left(make_stay, officer, coordinator, unit):
    mine, other = make_stay(), make_stay(project=GrantProjectFactory(unit=unit))
    over = make_stay(state=MobilityState.CANCELLED)
    with pytest.raises(RightMissing):
        start_recalculation(project=mine.project, actor=coordinator)
    run = start_recalculation(project=mine.project, actor=officer)
    carry_out(run)

    assert (run.outcome["changed"], run.outcome["unchanged"]) == (1, 0)
    assert set(GrantCalculation.objects.values_list("mobility", flat=True)) == {mine.pk}
    assert not {other.pk, over.pk} & set(GrantCalculation.objects.values_list("mobility", flat=True))
    carry_out(run)
    assert (run.outcome["changed"], run.outcome["unchanged"]) == (0, 1)


@pytest.mark.django_db
def test_the_grants_of_a_list_are_calculated_anew(make_stay, officer, browser_of):
    here, elsewhere = make_stay(), make_stay(state=MobilityState.ACCEPTED)
    address = reverse("mobility:grants_calculate_many")
    assert "1 grant" in browser_of(officer).get(address, {"scope": "all", "query": "state=agreed"}).content.decode()
    browser_of(officer).post(address, {"query": "state=agreed"})
    run = GrantRecalculation.objects.get()
    carry_out(run)
    assert list(GrantCalculation.objects.values_list("mobility", flat=True)) == [here.pk]

    carry_out(start_recalculation(query=f"row={elsewhere.pk}&row=x", actor=officer))
    assert GrantCalculation.objects.filter(mobility=elsewhere).exists()
