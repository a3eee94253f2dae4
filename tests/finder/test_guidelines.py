"""Guidelines: written by the office, read by everybody, read again in time."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.errors import ChangedElsewhere, PortalError, RightMissing
from finder.guidelines import services
from finder.models import Guideline, GuidelineFile
from reminders.sources import sources
from tests.days import in_days
from tests.finder.factories import GuidelineFactory, GuidelineFileFactory

pytestmark = pytest.mark.django_db
NEXT_YEAR = in_days(365)
SCRIPT = "<script>alert(1)</script> [x](javascript:alert(1)) ## Title"


@pytest.fixture
def officer_client(officer):
    client = Client()
    client.force_login(officer)
    return client


def filled_in(unit, person, **given):
    return {
        "audience": "students", "scheme": "", "position": "10", "title_en": "Before you leave",
        "summary_en": "What to arrange", "body_en": "Insurance first.", "title_sv": "", "summary_sv": "", "body_sv": "",
        "unit": unit.pk, "kept_by": person.pk, "review_on": str(NEXT_YEAR), "is_published": "on",
    } | given  # fmt: skip


def test_the_office_writes_and_everybody_reads(officer, officer_client, client, unit):
    officer_client.post(reverse("site:guideline_create"), filled_in(unit, officer))
    guideline = Guideline.objects.get()
    assert guideline.slug == "before-you-leave"
    page = client.get(guideline.public_url)
    assert "Insurance first." in page.content.decode()
    assert "Before you leave" in client.get(reverse("finder:guideline_index")).content.decode()


def test_a_draft_and_its_files_are_nobodys_business(client, unit):
    draft = GuidelineFactory(unit=unit, is_published=False, title_en="Not yet")
    file = GuidelineFileFactory(guideline=draft)
    assert client.get(draft.public_url).status_code == 404
    assert client.get(file.public_url).status_code == 404
    assert "Not yet" not in client.get(reverse("finder:guideline_index")).content.decode()


def test_a_file_travels_under_its_public_title(client, unit):
    file = GuidelineFileFactory(guideline=GuidelineFactory(unit=unit), title="Form of consent")
    response = client.get(file.public_url)
    assert response.headers["Content-Disposition"] == 'attachment; filename="form-of-consent.txt"'
    assert b"".join(response.streaming_content) == b"What it says"


def test_what_people_write_is_never_run(client, unit):
    guideline = GuidelineFactory(unit=unit, body_en=SCRIPT)
    text = client.get(guideline.public_url).content.decode()
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("review_on", "", "what is shown must not grow old unseen"),
        ("review_on", "2020-01-01", "This day has passed"),
        ("review_on", "2100-01-01", "before the year 2100"),
        ("title_en", "", "This field is required"),
        ("title_en", "x" * 151, "at most 150"),
        ("body_en", "x" * 20_001, "at most 20000"),
        ("kept_by", "", "This field is required"),
        ("title_en", "a\x00b", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands(officer, officer_client, unit, field, value, sentence):
    sent = filled_in(unit, officer, **{field: value}, summary_en="Typed before")
    response = officer_client.post(reverse("site:guideline_create"), sent)
    text = response.content.decode()
    assert sentence in text
    assert "Typed before" in text
    assert not Guideline.objects.exists()


def test_two_guidelines_of_one_title_have_addresses_of_their_own(officer, unit):
    fields = {"title_en": "Visa", "summary_en": "x", "body_en": "x", "unit": unit, "kept_by": officer}
    slugs = [services.write_guideline(actor=officer, **fields).slug for _number in range(3)]
    assert slugs == ["visa", "visa-2", "visa-3"]


def test_an_address_outlives_another_title(officer, unit):
    guideline = services.write_guideline(
        actor=officer, title_en="Visa", summary_en="x", body_en="x", unit=unit, kept_by=officer
    )
    assert services.change_guideline(guideline, actor=officer, title_en="Residence permit").slug == "visa"


def test_a_colleague_who_was_faster_is_not_written_over(officer, unit):
    guideline = GuidelineFactory(unit=unit)
    seen_at = guideline.updated_at
    services.change_guideline(guideline, actor=officer, title_en="Theirs")
    with pytest.raises(ChangedElsewhere):
        services.change_guideline(guideline, actor=officer, seen_at=seen_at, title_en="Mine")


def test_only_the_office_writes(coordinator, unit):
    guideline, file = GuidelineFactory(unit=unit), GuidelineFileFactory(guideline=GuidelineFactory(unit=unit))
    for write in (
        lambda: services.change_guideline(guideline, actor=coordinator, title_en="x"),
        lambda: services.say_it_holds(guideline, actor=coordinator, review_on=NEXT_YEAR),
        lambda: services.remove_file(file, actor=coordinator),
    ):
        with pytest.raises(RightMissing):
            write()


def test_what_is_shown_is_taken_off_before_it_is_removed(officer, unit):
    guideline = GuidelineFactory(unit=unit)
    GuidelineFileFactory(guideline=guideline)
    with pytest.raises(PortalError, match="take it off there first"):
        services.remove_guideline(guideline, actor=officer)
    services.change_guideline(guideline, actor=officer, is_published=False)
    services.remove_guideline(guideline, actor=officer)
    assert not GuidelineFile.objects.exists()


def test_a_new_file_takes_the_place_of_the_old(officer, officer_client, unit):
    file = GuidelineFileFactory(guideline=GuidelineFactory(unit=unit))
    sent = {"title": "Form", "language": "sv", "kept_by": officer.pk, "review_on": str(NEXT_YEAR)}
    bad = SimpleUploadedFile("form.pdf", b"no pdf at all")
    refused = officer_client.post(reverse("site:guideline_file_edit", args=[file.pk]), sent | {"file": bad})
    assert refused.status_code == 200
    good = SimpleUploadedFile("form.txt", b"New words")
    officer_client.post(reverse("site:guideline_file_edit", args=[file.pk]), sent | {"file": good})
    file.refresh_from_db()
    with file.file.open("rb") as stream:
        stored = stream.read()
    assert (file.title, file.original_name, stored) == ("Form", "form.txt", b"New words")


def test_the_days_of_texts_and_files_are_watched_while_they_are_shown(officer, unit):
    shown, draft = GuidelineFactory(unit=unit), GuidelineFactory(unit=unit, is_published=False)
    kept, hidden = GuidelineFileFactory(guideline=shown), GuidelineFileFactory(guideline=draft)
    watched = {source.name: source for source in sources()}
    assert list(watched["finder.guideline"].rows(in_days(0))) == [shown]
    assert list(watched["finder.guideline_file"].rows(in_days(0))) == [kept]
    assert hidden.pk != kept.pk


def test_it_still_holds_until_another_day(officer, officer_client, unit):
    guideline = GuidelineFactory(unit=unit, review_on=in_days(0))
    address = reverse("site:guideline_holds", args=[guideline.pk])
    assert "Give a day after today" in officer_client.post(address, {"review_on": str(in_days(0))}).content.decode()
    officer_client.post(address, {"review_on": str(NEXT_YEAR)})
    guideline.refresh_from_db()
    assert guideline.review_on == NEXT_YEAR
    with pytest.raises(ValidationError):
        services.say_it_holds(guideline, actor=officer, review_on=in_days(0))


@pytest.mark.parametrize("count", [1, 3])
def test_the_offices_list_asks_the_same_at_one_and_at_three(officer_client, unit, count, django_assert_num_queries):
    for _number in range(count):
        GuidelineFactory(unit=unit)
    officer_client.get(reverse("site:guideline_list"))
    with django_assert_num_queries(9):
        officer_client.get(reverse("site:guideline_list"))
