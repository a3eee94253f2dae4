"""What a stranger types into the form, and what the office finds."""

import pytest
from django.core import mail

from tests.reference.factories import CountryFactory

FORM = "/partnership/"


@pytest.fixture
def typed(db):
    """The form as a stranger fills it in; ``typed(message="…")`` fills in something else."""
    country = CountryFactory()

    def make(**given):
        return {
            "organisation": "University of Nowhere",
            "country": country.pk,
            "city": "Nowhere",
            "website": "nowhere.example",
            "purposes": ["students", "visit"],
            "subject_areas": "Computing",
            "message": "We would like to exchange students.",
            "person_name": "Åsa Öberg",
            "person_role": "Coordinator",
            "person_email": "asa@nowhere.example",
            "privacy": "on",
            "fax": "",
        } | given

    return make


@pytest.fixture
def link_in_mail(django_capture_on_commit_callbacks):
    """The path of the address in the mail that the last form made."""

    def read():
        [line] = [line for line in mail.outbox[-1].body.splitlines() if line.startswith("http")]
        return "/" + line.split("/", 3)[3]

    return read
