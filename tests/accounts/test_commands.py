import pytest
from django.core.management import CommandError, call_command

from accounts.demo_accounts import DEMO_PASSWORD
from accounts.models import Unit, User
from accounts.services import create_user

pytestmark = pytest.mark.django_db


def test_first_administrator_of_an_empty_installation(capsys, browser_of, settings):
    call_command("create_administrator", "Chief@Example.org", "--name", "Chief")
    link = capsys.readouterr().out.split()[-1]
    chief = User.objects.get(email="chief@example.org")
    assert chief.is_staff
    assert Unit.objects.get().name_en == settings.INSTITUTION_NAME
    password = "a long enough sentence"
    path = link.removeprefix(settings.SITE_URL)
    browser_of().post(path, {"new_password1": password, "new_password2": password})
    chief.refresh_from_db()
    assert chief.check_password(password)


def test_again_it_changes_nothing_and_says_so(capsys, university):
    chief = create_user(email="chief@example.org", name="Chief", actor=None, password="a long enough sentence")
    call_command("create_administrator", "chief@example.org")
    call_command("create_administrator", "chief@example.org")
    assert "is an administrator and can sign in" in capsys.readouterr().out
    assert [(each.unit, each.role) for each in chief.memberships.all()] == [(university, "administrator")]


def test_link_can_be_mailed(university, worker, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("create_administrator", "chief@example.org", "--name", "Chief", "--mail")
    assert mailoutbox[0].to == ["chief@example.org"]


@pytest.mark.parametrize("arguments", [["chief@example.org"], ["not an address", "--name", "Chief"]])
def test_what_cannot_be_is_said_in_a_sentence(arguments, university):
    with pytest.raises(CommandError, match=r"name|address"):
        call_command("create_administrator", *arguments)
    assert not User.objects.exists()


def test_demo_accounts_lists_those_that_exist(capsys, settings, university):
    settings.SHOW_DEMO_ACCOUNTS = True
    call_command("demo_accounts")
    assert "no demonstration accounts here" in capsys.readouterr().out
    create_user(email="officer@example.org", name="Officer", actor=None)
    call_command("demo_accounts")
    out = capsys.readouterr().out
    assert "International officer  officer@example.org  BTH" in out
    assert "reader@example.org" not in out
    assert DEMO_PASSWORD in out


def test_demo_accounts_are_not_told_on_a_real_server(capsys, settings, university):
    settings.SHOW_DEMO_ACCOUNTS = False
    create_user(email="officer@example.org", name="Officer", actor=None)
    call_command("demo_accounts")
    assert DEMO_PASSWORD not in capsys.readouterr().out
