"""Public addresses of partners that were merged or succeeded: they lead on, as far as that is public."""

import pytest

from partners.enums import InstitutionStatus
from partners.services.merging import merge_institutions, undo_merge
from tests.agreements.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_published_survivor_in_the_readers_language(client, offer, lodz):
    double = InstitutionFactory(name="Lodz Polytechnic")
    offer(double)
    merge = merge_institutions(lodz, double, actor=None)
    for prefix in ("", "/sv"):
        for old in (f"{double.pk}/", f"{double.pk}-lodz-polytechnic/"):
            response = client.get(f"{prefix}/universities/{old}")
            assert (response.status_code, response["Location"]) == (
                301,
                f"{prefix}/universities/{lodz.pk}-{lodz.slug}/",
            )
            assert response["Cache-Control"] == "max-age=3600"
    shown = client.get(f"/universities/{lodz.pk}-{lodz.slug}/").content.decode()
    assert "Lodz Polytechnic" in shown
    undo_merge(merge, actor=None)
    assert client.get(f"/universities/{double.pk}-lodz-polytechnic/").status_code == 200


def test_an_old_address_tells_nothing_of_a_survivor_that_is_not_public(client, offer, lodz):
    double = InstitutionFactory(name="Lodz Polytechnic")
    merge_institutions(lodz, double, actor=None)
    assert client.get(f"/universities/{double.pk}/").status_code == 404
    assert client.get("/universities/999999999/").status_code == 404


def test_former_codes_are_not_shown_as_other_names(client, offer, lodz):
    double = InstitutionFactory(name="Lodz Polytechnic", pic="999886671", erasmus_code="PL LODZ99")
    lodz.erasmus_code, lodz.pic = "PL LODZ02", "999000000"
    lodz.save()
    offer(lodz)
    merge_institutions(lodz, double, actor=None)
    shown = client.get(f"/universities/{lodz.pk}-{lodz.slug}/").content.decode()
    assert "999886671" not in shown
    assert "LODZ99" not in shown


def test_the_last_published_of_a_line_of_successors_is_named_and_a_circle_does_no_harm(client, offer, lodz):
    hidden, last = InstitutionFactory(name="Hidden step"), InstitutionFactory(name="Grand Lodz")
    for one, following in ((lodz, hidden), (hidden, last), (last, lodz)):
        one.status, one.succeeded_by = InstitutionStatus.CLOSED, following
        one.save()
    offer(lodz)
    offer(last)
    shown = client.get(f"/universities/{lodz.pk}-{lodz.slug}/").content.decode()
    assert "Grand Lodz" in shown
    assert "Hidden step" not in shown
