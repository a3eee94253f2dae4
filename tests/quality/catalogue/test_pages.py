"""The pages of the catalogue: who reads and writes, in how many questions, and what bad input says."""

import pytest
from django.urls import reverse

from quality.models import FollowUp, Process, ProcessVersion
from reference.academic_years import AcademicYear
from tests.quality.factories import (
    FollowUpFactory,
    ProcessFactory,
    ProcessStepFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year
LIST_QUERIES, PAGE_QUERIES = 15, 10


@pytest.fixture
def version(unit, process_owner):
    version = ProcessVersionFactory(accountable=process_owner, assumed=["cycle"], remarks="No source for the cycle.")
    ProcessStepFactory(version=version)
    ProcessUnitFactory(version=version, unit=unit, first_year=THIS_YEAR)
    return version


def url(name, *args):
    return reverse(f"quality:{name}", args=args)


def rows_of(form):
    """What the table of ``form`` would send as it stands."""
    sent = {f"{form.prefix}-{name}": form.management_form[name].value() for name in form.management_form.fields}
    for row in form:
        for field in row:
            if field.value() not in (None, False):
                sent[field.html_name] = field.value()
    return sent


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_of_one_and_of_three(count, reader, unit, client, django_assert_num_queries):
    for number in range(count):
        version = ProcessVersionFactory(process=ProcessFactory(code=f"QU-{number}"))
        ProcessUnitFactory(version=version, unit=unit)
    client.force_login(reader)
    client.get(url("process_list"))
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url("process_list"))
    assert len(page.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_version_asks_the_same_of_one_unit_and_of_three(
    count, version, unit, other_unit, faculty, reader, client, django_assert_num_queries
):
    for each in (other_unit, faculty)[: count - 1]:
        ProcessUnitFactory(version=version, unit=each)
        FollowUpFactory(version=version, unit=each, academic_year=THIS_YEAR)
    client.force_login(reader)
    client.get(version.get_absolute_url())
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(version.get_absolute_url())
    assert len(page.context["concerned"]) == count


def test_earlier_versions_and_what_is_missing_are_said(version, reader, client):
    ProcessVersionFactory(process=ProcessFactory(code="QU-9"), title_en="Gone", valid_from=2010, valid_to=2015)
    ProcessVersionFactory(process=ProcessFactory(code="QS-2"), title_en="Nowhere")
    client.force_login(reader)

    page = client.get(url("process_list"))

    assert [row.title_en for row in page.context["rows"]] == ["Nowhere", "Follow-up of courses"]
    assert [figure["text"] for figure in page.context["figures"]] == [
        *("2 processes", "1 without units, followed up nowhere", "1 without somebody accountable"),
        "1 earlier version not shown",
    ]
    assert len(client.get(url("process_list") + "?versions=all").context["rows"]) == 3
    assert [row.title_en for row in client.get(url("process_list") + "?lacks=units").context["rows"]] == ["Nowhere"]
    assert client.get(url("process_list") + "?unit=x&area=ZZ&lacks=y&versions=z").status_code == 200


def test_reader_reads_what_is_assumed_but_no_follow_up_of_others(version, unit, reader, client):
    FollowUpFactory(version=version, unit=unit, academic_year=THIS_YEAR)
    client.force_login(reader)
    page = client.get(version.get_absolute_url())
    assert page.context["near"] == []
    assert "assumed" in page.content.decode()
    assert "No source for the cycle." in page.content.decode()
    assert url("process_edit", version.pk) not in page.content.decode()


def test_change_of_cycle_shows_what_it_means_and_does_it_when_confirmed(version, unit, quality_officer, client):
    client.force_login(quality_officer)
    address = url("process_rhythm", version.pk)
    sent = {"cycle_years": 2, **rows_of(client.get(address).context["rows"])}

    shown = client.post(address, sent)

    added = shown.context["change"].added
    assert [due.year - THIS_YEAR for due in added] == [0, 2, 4, 6]
    assert not FollowUp.objects.exists()
    again = client.post(address, sent | {"mark": "of another day"})
    assert again.context["was_shown"] is True
    done = client.post(address, sent | {"mark": shown.context["change"].mark})
    assert done.url == version.get_absolute_url()
    assert FollowUp.objects.count() == 4


def test_units_typed_badly_are_said_beside_their_row(version, unit, other_unit, quality_officer, client):
    client.force_login(quality_officer)
    address = url("process_rhythm", version.pk)
    sent = {"cycle_years": 1, **rows_of(client.get(address).context["rows"])}
    page = client.post(
        address, sent | {"unit-1-unit": other_unit.pk, "unit-2-first_year": THIS_YEAR, "cycle_years": 99}
    )
    errors = page.context["rows"].errors
    assert errors[1] == {"first_year": ["Say in which year it is followed up first."]}
    assert errors[2] == {"unit": ["Choose the unit."]}
    assert "cycle_years" in page.context["form"].errors
    twice = client.post(address, sent | {"unit-1-unit": unit.pk, "unit-1-first_year": THIS_YEAR})
    assert twice.context["form"].non_field_errors() == ["Computer Science stands in two rows."]
    none = client.post(address, sent | {"cycle_years": 3, "unit-0-DELETE": "on"}).context
    assert none["form"].non_field_errors()[0].startswith("Name at least one unit")
    assert (none["form"]["cycle_years"].value(), none["rows"][0]["DELETE"].value()) == ("3", True)
    for hostile in ({"unit-0-unit": "x"}, {"unit-TOTAL_FORMS": "x"}, {"valid_to": "never"}, {"unit-0-owner": "10**9"}):
        assert client.post(address, sent | hostile).status_code == 200


def test_own_process_goes_on_to_its_steps_and_units(quality_officer, client):
    client.force_login(quality_officer)
    facts = {
        "code": "QX-1",
        "area": "QV",
        "valid_from": THIS_YEAR,
        "kind": "follow_up",
        "title_en": "Follow-up of safety",
        "accountable_role": "Head of safety",
        "cycle_years": 2,
    }
    made = client.post(url("process_create"), facts)
    version = ProcessVersion.objects.get()
    assert made.url == url("process_steps", version.pk)
    assert (version.is_local, version.process.is_local) == (True, True)
    twice = client.post(url("process_create"), facts | {"code": "qx-1", "title_en": "Another"})
    assert twice.context["form"].errors["code"] == ["There is a process with this code already."]
    steps = rows_of(client.get(made.url).context["rows"])
    bad = client.post(made.url, steps | {"step-0-is_used": "on"})
    assert bad.context["rows"].errors[0] == {"offset_days": ["Say when it is due."]}
    none = client.post(made.url, steps)
    assert none.context["form"].non_field_errors() == ["A process has one step at least."]
    assert client.post(made.url, steps | {"step-0-is_used": "on", "step-0-offset_days": 30}).status_code == 302
    assert [(step.kind, step.offset_days) for step in version.steps.all()] == [("collect", 30)]


def test_new_version_that_would_hold_beside_the_old_is_refused_where_the_year_stands(version, quality_officer, client):
    client.force_login(quality_officer)
    address = url("process_new_version", version.pk)
    form = client.get(address).context["form"]
    assert form["valid_from"].value() == THIS_YEAR + 1
    sent = {"kind": "follow_up", "title_en": "Courses", "accountable_role": "Dean", "valid_from": 2020}
    page = client.post(address, sent)
    assert "two would be valid at once" in page.context["form"].errors["valid_from"][0]
    assert page.context["form"]["title_en"].value() == "Courses"
    done = client.post(address, sent | {"valid_from": THIS_YEAR + 1})
    later = ProcessVersion.objects.get(valid_from=THIS_YEAR + 1)
    assert done.url == url("process_rhythm", later.pk)
    assert Process.objects.count() == 1
