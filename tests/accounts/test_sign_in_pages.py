"""The doors: sign-in, the demonstration's accounts, two-factor sign-in, in the portal's own frame."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/login/"
PASSWORD = "a sentence to remember"


@pytest.fixture
def member(reader):
    reader.set_password(PASSWORD)
    reader.save(update_fields=["password"])
    return reader


def test_the_demonstration_lists_its_accounts(client, settings):
    settings.SHOW_DEMO_ACCOUNTS = True
    text = client.get(SIGN_IN).content.decode()
    assert DEMO_PASSWORD in text
    assert all(f"<b>{name}</b>" in text for name, *_rest in DEMO_ACCOUNTS)


def test_no_other_installation_lists_accounts(client, settings):
    settings.SHOW_DEMO_ACCOUNTS = False
    text = client.get(SIGN_IN).content.decode()
    assert DEMO_PASSWORD not in text
    assert "example.org" not in text.replace(settings.OFFICE_EMAIL, "")


def test_signing_in_leads_to_the_desk_or_where_one_wanted_to_go(client, member):
    answer = client.post(SIGN_IN, {"login": member.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    client.logout()
    asked = client.get("/agreements/?country=PL")
    assert asked["Location"] == f"{SIGN_IN}?next=/agreements/%3Fcountry%3DPL"
    answer = client.post(asked["Location"], {"login": member.email, "password": PASSWORD})
    assert answer["Location"] == "/agreements/?country=PL"


def test_nobody_is_sent_to_a_foreign_site(client, member):
    answer = client.post(f"{SIGN_IN}?next=https://evil.example/", {"login": member.email, "password": PASSWORD})
    assert answer["Location"] == "/desk/"


@pytest.mark.parametrize(
    "typed", [{"login": "", "password": ""}, {"login": "no address", "password": "x"}, {"login": "a@b.c" * 99}]
)
def test_what_cannot_be_right_is_said_beside_its_field(client, typed):
    page = client.post(SIGN_IN, typed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "You are not signed in yet:" in text
    assert 'href="#id_' in text


def test_a_wrong_password_keeps_the_address_and_tells_nothing(client, member):
    wrong = client.post(SIGN_IN, {"login": member.email, "password": "another sentence"}).content.decode()
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "another sentence"}).content.decode()
    assert f'value="{member.email}"' in wrong
    sentence = "The email address and/or password you specified are not correct."
    assert sentence in wrong
    assert sentence in unknown


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"])
def test_pages_about_the_own_account_stand_in_the_shell(client, member, name):
    client.post(SIGN_IN, {"login": member.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert 'class="rail"' in page.content.decode()


def test_what_changes_the_account_asks_for_the_password_again(client, member):
    client.post(SIGN_IN, {"login": member.email, "password": PASSWORD})
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    refused = client.post(answer["Location"], {"password": "another sentence"})
    assert refused.status_code == 200
    assert 'aria-invalid="true"' in refused.content.decode()


def test_two_factor_sign_in_asks_for_a_code_in_our_frame(client, member):
    TOTP.activate(member, generate_totp_secret())
    answer = client.post(SIGN_IN, {"login": member.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    page = client.get(answer["Location"]).content.decode()
    assert 'class="narrow-page"' in page
    assert 'id="webauthn_form"' in page
    refused = client.post(answer["Location"], {"code": "000000"})
    assert refused.status_code == 200
    assert "Incorrect code." in refused.content.decode()
