import pytest
from django.urls import reverse

from reference.models import Country
from tests.reference.factories import CountryAliasFactory, CountryFactory, IscedFieldFactory


@pytest.fixture
def client(browser_of, administrator):
    return browser_of(administrator)


ALL = [
    "country",
    "countryalias",
    "countrystatus",
    "erasmusprefix",
    "iscedfield",
    "language",
    "callyearparameter",
    "grantrate",
    "travelband",
    "calldeadline",
    "source",
]


@pytest.mark.parametrize("model", ALL)
def test_administrator_reaches_every_table(client, model):
    assert client.get(reverse(f"admin:reference_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:reference_{model}_add")).status_code == (403 if model == "erasmusprefix" else 200)


def test_others_are_sent_away(browser_of, officer):
    CountryFactory()
    address = reverse("admin:reference_country_change", args=["SE"])
    assert browser_of(officer).get(address).status_code == 302
    assert browser_of().post(address, {}).status_code == 302


def test_change_by_hand_is_marked_and_told(client, administrator):
    CountryFactory(iso2="SE")
    address = reverse("admin:reference_country_change", args=["SE"])
    form = client.get(address).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None} | {"name_en": "Swedeland"}
    data.pop("is_local")
    inline = {
        "aliases-TOTAL_FORMS": 1,
        "aliases-INITIAL_FORMS": 0,
        "aliases-0-name": "Suède",
        "aliases-0-country": "SE",
    }

    assert client.post(address, data | inline).status_code == 302

    country = Country.objects.get(pk="SE")
    assert (country.name_en, country.is_local) == ("Swedeland", True)
    assert [(alias.name, alias.is_local) for alias in country.aliases.all()] == [("Suède", True)]
    event = Country.pgh_event_model.objects.filter(iso2="SE").latest("pgh_id")
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("changed", administrator.pk)


def test_supplied_rows_cannot_be_deleted_and_keys_not_changed(client):
    IscedFieldFactory(code="0613")
    page = client.get(reverse("admin:reference_iscedfield_change", args=["0613"]))
    assert page.context["has_delete_permission"] is False
    assert "code" not in page.context["adminform"].form.fields
    supplied = CountryAliasFactory(name="Suecia")
    own = CountryAliasFactory(name="Svedala", is_local=True)
    assert (
        client.post(reverse("admin:reference_countryalias_delete", args=[supplied.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert (
        client.post(reverse("admin:reference_countryalias_delete", args=[own.pk]), {"post": "yes"}).status_code == 302
    )
