"""Two people act on one assessment at the same moment, in two real connections."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.enums import Role
from core.errors import PortalError
from partners.due_diligence import standing_of
from partners.models import Assessment, AssessmentDecision, SetAside
from partners.services.assessments import start_assessment
from partners.services.deciding import decide_assessment, place_for
from partners.services.restrictions import set_aside

pytestmark = pytest.mark.django_db(transaction=True)


def both(first, second) -> list:
    """Run the two acts at once; returns what each gave or raised."""
    start, results = threading.Barrier(2), [None, None]

    def run(place, act):
        start.wait(timeout=10)
        try:
            results[place] = act()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_two_deciders_at_once_conclude_it_once(submitted, officer, head):
    assessment = submitted(ties="some")
    places = {person: place_for(person, assessment) for person in (officer, head)}
    results = both(
        lambda: decide_assessment(places[officer], actor=officer, outcome="approved"),
        lambda: decide_assessment(places[head], actor=head, outcome="conditions", conditions="No laboratories."),
    )
    assert sorted(result.state for result in results) == ["decided", "submitted"]
    assessment.refresh_from_db()
    assert (assessment.state, assessment.decision) == ("decided", "conditions")
    events = Assessment.pgh_event_model.objects.filter(pgh_context__action="assessment.decide", state="decided")
    assert events.count() == 1


def test_of_two_officers_on_one_place_the_second_is_told(submitted, officer, person, university):
    assessment = submitted(ties="some")
    colleague = person(Role.OFFICER, university, name="Colleague")
    place = place_for(officer, assessment)
    results = both(
        lambda: decide_assessment(place, actor=officer, outcome="approved"),
        lambda: decide_assessment(place, actor=colleague, outcome="approved"),
    )
    refused = [result for result in results if isinstance(result, PortalError)]
    assert len(refused) == 1
    assert "has decided this already: Approved." in refused[0].sentence
    assert AssessmentDecision.objects.exclude(outcome="").count() == 1


def test_of_two_who_start_at_once_the_second_is_told(nanjing, unit, coordinator, officer):
    results = both(
        lambda: start_assessment(nanjing, actor=coordinator, unit=unit, occasion="One"),
        lambda: start_assessment(nanjing, actor=officer, unit=unit, occasion="Two"),
    )
    refused = [result for result in results if isinstance(result, (PortalError, ValidationError))]
    assert (len(refused), Assessment.objects.count()) == (1, 1)


def test_of_two_who_set_aside_at_once_the_second_is_told(petersburg, officer):
    restriction = standing_of(petersburg).restrictions[0]

    def act():
        return set_aside(petersburg, restriction, actor=officer, reason="x")

    refused = [result for result in both(act, act) if isinstance(result, ValidationError)]
    assert [error.messages for error in refused] == [["It has been set aside already."]]
    assert SetAside.objects.count() == 1
