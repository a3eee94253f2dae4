"""Who is meant by an @: names and logins as people write them, and a sentence where nobody can be."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from agreements.enums import AgreementState
from core.comments.mentions import people_named, suggestions
from core.comments.rendering import pieces
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT)


@pytest.fixture
def anna(person, unit):
    anna = person(Role.COORDINATOR, unit, name="Anna-Karin Öberg")
    return _with_email(anna, "anna.oberg@example.org")


def _with_email(user, email):
    user.email = email
    user.search_text = f"{user.search_text} {email.replace('@', ' ').replace('.', ' ')}"
    user.save()
    return user


def named(text, obj):
    return [(each.person, each.written) for each in people_named(text, obj)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@Anna-Karin Öberg can you look?", "Anna-Karin Öberg"),
        ("Ask @anna-karin oberg.", "anna-karin oberg"),
        ("(@anna.oberg)", "anna.oberg"),
        ("@anna.oberg: see above", "anna.oberg"),
        ("@ANNA.OBERG@EXAMPLE.ORG!", "ANNA.OBERG@EXAMPLE.ORG"),
        ("first line\n@Anna-Karin Öberg’s draft", "Anna-Karin Öberg"),
        ("@Anna-Karin Öberg, @anna.oberg and @Anna-Karin Öberg again", "Anna-Karin Öberg"),
    ],
)
def test_a_person_is_addressed_by_name_login_or_address(text, written, draft, anna):
    assert named(text, draft) == [(anna, written)]


@pytest.mark.parametrize("text", ["anna@example.org", "@ noon", "see https://x.org/@anna.oberg", "a@b", "@", ""])
def test_no_sign_stands_for_a_person(text, draft, anna):
    assert named(text, draft) == []


def test_the_longest_name_is_meant(draft, person, unit):
    person(Role.COORDINATOR, unit, name="Bo Ek")
    longer = person(Role.COORDINATOR, unit, name="Bo Ek Lund")
    assert named("@Bo Ek Lund, please", draft) == [(longer, "Bo Ek Lund")]


def problems(text, obj) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        people_named(text, obj)
    return refused.value.messages


def test_who_may_not_see_it_cannot_be_addressed(draft, reader, outsider, person, unit):
    left = person(Role.COORDINATOR, unit, name="Gone Away", is_active=False)
    assert problems("@Outsider and @Reader", draft) == [
        "Outsider may not see this, and so cannot be addressed here.",
        "Reader may not see this, and so cannot be addressed here.",
    ]
    assert problems(f"@{left.name}", draft) == [
        "Nobody here is called “@Gone”: choose a colleague from the list, or put a space after the @."
    ]


def test_namesakes_are_told_apart_by_login_or_by_who_may_see_it(draft, person, unit, other_unit):
    near = _with_email(person(Role.COORDINATOR, unit, name="Bo Ek"), "bo.ek@example.org")
    far = _with_email(person(Role.COORDINATOR, other_unit, name="Bo Ek"), "bo2@example.org")
    assert named("@Bo Ek", draft) == [(near, "Bo Ek")]
    registered = AgreementFactory(responsible_unit=unit)
    assert problems("@Bo Ek", registered) == ["Several people are called “Bo Ek”: write @bo.ek or @bo2."]
    assert named("@bo2", registered) == [(far, "bo2")]


def test_a_comment_does_not_address_everybody(draft, anna):
    assert problems("@anna.oberg " * 21, draft) == ["A comment addresses at most 20 people."]


def test_suggestions_offer_those_who_may_see_it(draft, anna, reader, outsider, coordinator, auditor):
    assert [each.insert for each in suggestions(draft, "an", besides=coordinator)] == ["Anna-Karin Öberg"]
    assert [each.insert for each in suggestions(draft, "öberg", besides=coordinator)] == ["Anna-Karin Öberg"]
    assert suggestions(draft, "outs", besides=coordinator) == []
    assert suggestions(draft, "anna", besides=anna) == []
    assert suggestions(draft, "…", besides=anna) == []


def test_a_text_comes_apart_into_words_links_and_names():
    text = (
        "@Bo Ek: see (https://example.org/a_(b)) and http://x.se/?q=1&r=2.\n<b>no</b> javascript:alert(1) @Bo Ekström"
    )
    found = [(piece.text, piece.url, piece.is_name) for piece in pieces(text, ["Bo Ek"])]
    assert found == [
        ("@Bo Ek", "", True),
        (": see (", "", False),
        ("https://example.org/a_(b)", "https://example.org/a_(b)", False),
        (") and ", "", False),
        ("http://x.se/?q=1&r=2", "http://x.se/?q=1&r=2", False),
        (".\n<b>no</b> javascript:alert(1) @Bo Ekström", "", False),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab@ .:/()\n'\"<>&htps"), max_size=80),
    st.lists(st.sampled_from(["a", "ab", "a b"])),
)
def test_no_sign_of_a_text_is_lost(text, names):
    found = pieces(text, names)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.url.startswith(("http://", "https://")) for piece in found if piece.url)
