"""Two people at the same moment, in two real connections."""

import threading
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement
from agreements.services.documents import attach_document
from core.errors import TransitionRefused
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home


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


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_the_button_at_once_the_second_is_refused(unit, officer, head):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.IN_REVIEW)
    results = both(
        lambda: move_agreement(agreement, "approve", actor=officer),
        lambda: move_agreement(agreement, "reject", actor=head, note="not now"),
    )
    refused = [result for result in results if isinstance(result, TransitionRefused)]
    moved = [result for result in results if isinstance(result, Agreement)]
    assert (len(refused), len(moved)) == (1, 1)
    agreement.refresh_from_db()
    assert agreement.state == moved[0].state


@pytest.mark.django_db(transaction=True)
def test_a_number_is_given_once_even_at_the_same_moment(unit, officer):
    home()
    partner = InstitutionFactory()

    def create():
        return create_agreement(
            actor=officer,
            parties=[PartyValues(partner)],
            kind=AgreementKind.MOU,
            title="",
            number="BTH-1.2.1-0001-2026",
            responsible_unit=unit,
        )

    results = both(create, create)
    refused = [result for result in results if isinstance(result, ValidationError)]
    assert len(refused) == 1
    assert refused[0].message_dict == {"number": ["Another agreement has this number."]}
    assert Agreement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("texts", "outcomes"), [(("one", "other"), ["1", "2"]), (("same", "same"), ["1", "PortalError"])]
)
def test_two_uploads_of_one_title_become_two_versions_and_one_file_is_kept_once(unit, officer, texts, outcomes):
    agreement = AgreementFactory(responsible_unit=unit)

    def attach(text):
        upload = SimpleUploadedFile("copy.pdf", f"%PDF-1.7 {text}".encode())
        return attach_document(agreement, actor=officer, upload=upload, title="Signed copy")

    made = both(*(partial(attach, text) for text in texts))
    assert sorted(str(getattr(each, "version", type(each).__name__)) for each in made) == outcomes
