"""The demonstration: believable, whole, built once, and nobody's data in it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, demo_email
from accounts.models import Unit, User
from agreements.enums import AgreementKind, AgreementState, DocumentKind
from agreements.models import Agreement, Document, Signature
from core.demo_documents import pdf
from core.demo_removal import empty_business_tables
from core.models import Page
from partners.models import Contact, Institution
from reference.models import Country

BY_ITSELF = {"agreement.activate", "agreement.end", "agreement.renew_by_itself", "agreement.sign"}


@pytest.fixture
def private_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def demo(db, private_folder):
    call_command("load_reference", verbosity=0)
    call_command("make_demo", verbosity=0)


def test_demo_shows_every_kind_and_state_and_is_built_once(demo, capsys):
    assert set(Agreement.objects.values_list("kind", flat=True)) == set(AgreementKind.values) - {AgreementKind.OTHER}
    assert set(Agreement.objects.values_list("state", flat=True)) == set(AgreementState.values)
    assert Institution.objects.partners().values("country").distinct().count() >= 30
    assert_people_can_sign_in()
    assert_nobody_is_real()
    assert_dates_lie_around_today()
    assert_history_names_who_did_it()
    assert_history_takes_its_time()
    assert_stopped_cooperation_is_not_in_force()
    before = Agreement.objects.count()
    call_command("make_demo")
    assert "left as it is" in capsys.readouterr().out
    assert Agreement.objects.count() == before


def assert_people_can_sign_in():
    for _name, local_part, role, unit in DEMO_ACCOUNTS:
        user = User.objects.get(email=demo_email(local_part))
        assert user.check_password(DEMO_PASSWORD)
        assert user.memberships.get().role == role
        assert user.memberships.get().unit.code == unit
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert {"BTH", "FC", "DIDA", "FE", "DIMA", "IO"} <= set(Unit.objects.values_list("code", flat=True))


def assert_nobody_is_real():
    addresses = [*User.objects.values_list("email", flat=True), *Contact.objects.values_list("email", flat=True)]
    assert [address for address in addresses if not address.endswith("@example.org")] == []


def assert_dates_lie_around_today():
    today = timezone.localdate()
    for days in (10, 30, 90, 180):
        assert Agreement.objects.in_force().filter(ends_on__lte=today + timedelta(days=days)).exists()
    left_open = Agreement.objects.filter(ends_on__lt=today, state__in=AgreementState.watched)
    assert not left_open.exists()  # the nights of the demonstration have ended them
    assert Document.objects.filter(review_on__lt=today).exists()
    assert Document.objects.filter(review_on__range=(today, today + timedelta(days=60))).exists()
    assert Agreement.objects.filter(notice_on__gte=today).exists()
    assert Agreement.objects.at_the_partner().filter(turn_since__lt=today).exists()
    assert Agreement.objects.published().filter(conditions__fields__code="0613").exists()


def assert_history_names_who_did_it():
    events = Agreement.pgh_event_model.objects.all()
    assert events.filter(pgh_context__action="agreement.approve", pgh_context__actor_name="Dean of Computing").exists()
    by_nobody = events.filter(pgh_context__action__startswith="agreement.", pgh_context__actor_name="")
    assert set(by_nobody.values_list("pgh_context__action", flat=True)) <= BY_ITSELF
    signed = Agreement.objects.filter(state__in=("signed", "active"))
    assert not signed.exclude(documents__kind=DocumentKind.SIGNED_COPY).exists()


def assert_history_takes_its_time():
    """Of each state: drafted weeks before it came there, every act after the one before, and by named deeds."""
    events = Agreement.pgh_event_model.objects.order_by("pgh_id")
    assert not events.filter(pgh_context__isnull=True).exists()
    assert not events.filter(pgh_context__has_key="demo_day").exists()
    for state in AgreementState.values:
        told = [list(of.values_list("pgh_created_at", flat=True)) for of in histories_in(state, events)]
        assert all(days == sorted(days) for days in told), state
        assert all(days[-1] <= timezone.now() for days in told), state
        assert any(days[-1] - days[0] > timedelta(days=90) for days in told), state
    for signature in Signature.objects.filter(party__agreement__starts_on__lt=timezone.localdate()):
        assert signature.signed_on < signature.party.agreement.starts_on
        assert signature.signed_on <= timezone.localdate(signature.recorded_at)


def histories_in(state, events):
    keys = Agreement.objects.filter(state=state).values_list("pk", flat=True)
    return [events.filter(pgh_obj_id=key) for key in keys]


def assert_stopped_cooperation_is_not_in_force():
    stopped = Agreement.objects.in_country("BY") | Agreement.objects.in_country("RU")
    assert stopped.count() == 3
    assert not stopped.in_force().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["--rebuild"]])
def test_demo_stays_out_of_a_database_of_yours(settings, university, arguments):
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="say --yes"):
        call_command("make_demo", *arguments)
    assert Unit.objects.exists()


def test_rebuilding_takes_business_rows_and_files_and_leaves_facts_and_pages(db, private_folder, officer):
    call_command("load_reference", verbosity=0)
    countries, pages = Country.objects.count(), Page.objects.count()
    institution = Institution.objects.create(name="X", country_id="SE")
    unit = Unit.objects.get(code="BTH")
    agreement = Agreement.objects.create(kind="mou", title="X", responsible_unit=unit)
    document = Document.objects.create(
        agreement=agreement, file=pdf("a.pdf", "A", []), title="A", original_name="a.pdf", content_type="x", size=1
    )
    assert default_storage.exists(document.file.name)
    empty_business_tables()
    assert not User.objects.exists()
    assert not Institution.objects.exists()
    assert not type(institution).pgh_event_model.objects.exists()
    assert not default_storage.exists(document.file.name)
    assert (Country.objects.count(), Page.objects.count()) == (countries, pages)


def test_documents_of_the_demo_are_real_pdf_files():
    content = pdf("copy.pdf", "Łódź (signed)", ["One line", "Back\\slash"]).read()
    assert content.startswith(b"%PDF-1.4\n")
    table = int(content.split(b"startxref\n")[1].split()[0])
    assert content[table:].startswith(b"xref\n0 6\n")
    starts = [int(line.split()[0]) for line in content[table:].splitlines()[3:8]]
    assert [content[start : start + 7] for start in starts] == [b"%d 0 obj" % number for number in range(1, 6)]
    assert rb"(Lodz \(signed\)) Tj" in content
