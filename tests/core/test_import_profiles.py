"""Mappings kept under a name: one's own and the office's, recognised, filled in, renamed, removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import Role
from core import jobs
from core.imports import runs
from core.imports.importer import importer_named
from core.imports.mapping import Mapping
from core.imports.profiles import profiles_of, save_profile
from core.models import ImportRun, MappingProfile
from partners.services import create_institution

pytestmark = pytest.mark.usefixtures("reference_tables", "university", "home", "quiet_queue")

REGISTER = "Erasmus code;Their school;Where;What;Until\nS_LUND01;Lund University;Suecia;ODD;2099\n"
MAPPING = {
    "columns": {"partner": "Their school", "country": "Where", "programme": "What", "ends_on": "Until"},
    "values": {"programme": {"ODD": "mou"}, "coordinator": {"Kim": "999999"}},
    "options": {"source": "Faculty"},
}


@pytest.fixture
def home():
    return create_institution(actor=None, name="BTH", country_id="SE", erasmus_code="S  KARLSKR01")


@pytest.fixture
def quiet_queue(monkeypatch):
    monkeypatch.setattr(jobs, "_hand_over", lambda job: None)


@pytest.fixture
def colleague(person, university):
    return person(Role.OFFICER, university, name="Colleague")


def uploaded(officer, content=REGISTER):
    file = SimpleUploadedFile("register.csv", content.encode())
    return runs.start_run(importer=importer_named("register"), upload=file, actor=officer)


def kept(actor, name="Faculty of Computing", *, is_shared=False, mapping=None):
    headings = REGISTER.splitlines()[0].split(";")
    given = Mapping.from_json(mapping or MAPPING)
    return save_profile(importer_named("register"), name, given, actor=actor, headings=headings, is_shared=is_shared)


def mapping_page(run, query=""):
    return reverse("core:import_mapping", args=[run.pk]) + query


def test_a_file_of_the_same_source_is_recognised_and_filled_in(browser_of, officer):
    profile, run = kept(officer), uploaded(officer)
    client = browser_of(officer)
    assert "This looks like “Faculty of Computing”" in client.get(mapping_page(run)).content.decode()
    response = client.get(mapping_page(run, f"?profile={profile.pk}"))
    form = response.context["form"]
    assert form["column-partner"].value() == "Their school"
    assert [form[name].value() for name in form.fields if name.startswith("word-programme")] == ["mou"]
    assert "This looks like" not in response.content.decode()


def test_another_file_is_not_recognised(browser_of, officer):
    kept(officer)
    run = uploaded(officer, "Partner;Country;Programme;Number;Title\nLund;SE;MoU;1;x\n")
    assert "This looks like" not in browser_of(officer).get(mapping_page(run)).content.decode()


def test_a_column_that_is_gone_is_told_and_left_out(browser_of, officer):
    profile = kept(officer)
    run = uploaded(officer, REGISTER.replace("Until", "Through"))
    response = browser_of(officer).get(mapping_page(run, f"?profile={profile.pk}"))
    sentence = "The mapping takes “Ends” from the column “Until”, which this file does not have."
    assert sentence in response.content.decode()
    assert not response.context["form"]["column-ends_on"].value()


def test_ones_own_mapping_is_nobody_elses_and_the_office_shares(browser_of, officer, colleague):
    profile, run = kept(officer), uploaded(officer)
    assert list(profiles_of(colleague)) == []
    client = browser_of(colleague)
    assert "This looks like" not in client.get(mapping_page(run)).content.decode()
    address = reverse("core:mapping_profile_edit", args=[profile.pk])
    assert client.get(address).status_code == 404
    browser_of(officer).post(address, {"name": "Computing", "is_shared": "on"})
    assert list(profiles_of(colleague)) == [profile]
    assert "This looks like “Computing”" in client.get(mapping_page(run)).content.decode()
    client.post(reverse("core:mapping_profile_remove", args=[profile.pk]))
    assert not MappingProfile.objects.exists()


def test_the_same_name_is_replaced_and_a_taken_one_refused(browser_of, officer, colleague):
    first = kept(officer)
    assert kept(officer, mapping=MAPPING | {"values": {}}).pk == first.pk
    assert MappingProfile.objects.get().mapping["values"] == {}
    kept(colleague, is_shared=True)
    response = browser_of(officer).post(
        reverse("core:mapping_profile_edit", args=[first.pk]), {"name": "Faculty of Computing", "is_shared": "on"}
    )
    assert response.status_code == 422
    assert "There is a saved mapping of this name already." in response.content.decode()


def test_a_mapping_is_kept_beside_the_rehearsal(browser_of, officer):
    client, run = browser_of(officer), uploaded(officer)
    form = client.get(mapping_page(run)).context["form"]
    posted = {name: form[name].value() or "" for name in form.fields if name != "is_shared"}
    columns = {f"column-{name}": column for name, column in MAPPING["columns"].items()}
    client.post(mapping_page(run), posted | columns | {"save_as": "Mine", "option-source": "x"})
    profile = MappingProfile.objects.get()
    assert (profile.name, profile.is_shared, profile.created_by) == ("Mine", False, officer)
    assert profile.headings == REGISTER.splitlines()[0].split(";")
    assert "Mine" in client.get(reverse("core:import_list")).content.decode()
    assert ImportRun.objects.get().state == "rehearsing"
