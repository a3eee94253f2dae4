"""What search engines and previews are told: the map of the site, canonical addresses, structured data."""

import json
import re

import pytest
from django.conf import settings

from agreements.enums import AgreementState
from finder.sitemaps import SITEMAPS
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import ApplicationRoundFactory

pytestmark = pytest.mark.django_db


def read_map(client, address) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def structured(client, address) -> list[dict]:
    text = client.get(address).content.decode()
    told = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(told[0])["@graph"] if told else []


@pytest.fixture
def places(offer, lodz):
    offer(lodz, levels=[7], people=3)
    old, secret = InstitutionFactory(name="Old Friend"), InstitutionFactory(name="Nobody May Know")
    offer(old, state=AgreementState.ENDED)
    offer(secret, is_published=False)
    return lodz, old


def test_every_section_of_the_site_is_on_the_map(client, places, unit):
    ApplicationRoundFactory(unit=unit, is_published=True)
    sections = read_map(client, "/sitemap.xml")
    assert [section.partition("/sitemap-")[2] for section in sections] == [f"{name}.xml" for name in SITEMAPS]
    told = [address for name in SITEMAPS for address in read_map(client, f"/sitemap-{name}.xml")]
    assert len(told) == len(set(told))
    for address in told:
        path = address.removeprefix(settings.SITE_URL)
        page = client.get(path).content.decode()
        assert f'<link rel="canonical" href="{address}">' in page, address
        assert page.count('property="og:image"') == 1, address


def test_partners_are_on_the_map_in_each_language_the_unpublished_are_not(client, places):
    lodz, old = places
    addresses = read_map(client, "/sitemap-partners.xml")
    pages = [f"universities/{lodz.pk}-politechnika-lodzka/", f"universities/{old.pk}-old-friend/"]
    assert sorted(addresses) == sorted(
        f"{settings.SITE_URL}/{prefix}{page}" for prefix in ("", "sv/") for page in pages
    )
    text = client.get("/sitemap-partners.xml").content.decode()
    assert f'hreflang="sv" href="{settings.SITE_URL}/sv/{pages[0]}"' in text
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert client.get("/sitemap-nonsense.xml").status_code == 404


@pytest.mark.parametrize("partners", [1, 3])
def test_map_costs_one_query(client, offer, django_assert_num_queries, partners):
    for _number in range(partners):
        offer()
    with django_assert_num_queries(1):
        client.get("/sitemap-partners.xml")


def test_partner_is_told_as_an_institution_with_its_programmes(client, places, unit):
    lodz, old = places
    institution, programme = structured(client, f"/universities/{lodz.pk}-politechnika-lodzka/")
    assert institution["@type"] == "CollegeOrUniversity"
    assert institution["address"] == {
        "@type": "PostalAddress", "addressCountry": lodz.country_id, "addressLocality": "Łódź",
    }  # fmt: skip
    assert institution["geo"] == {"@type": "GeoCoordinates", "latitude": 51.75, "longitude": 19.45}
    assert (programme["@type"], programme["provider"]) == (
        "EducationalOccupationalProgram",
        {"@id": institution["@id"]},
    )
    assert (programme["programPrerequisites"], programme["maximumEnrollment"]) == (["Master"], 3)
    assert len(structured(client, f"/universities/{old.pk}-old-friend/")) == 1
    assert structured(client, "/open-data/")[0]["@type"] == "Dataset"


def test_name_cannot_break_out_of_the_data(client, offer):
    evil = InstitutionFactory(name="</script><script>alert(1)</script> & \u2028<!--", city='"><img>')
    offer(evil)
    address = f"/universities/{evil.pk}-{evil.slug}/"
    assert structured(client, address)[0]["name"] == evil.name
    assert "<script>alert" not in client.get(address).content.decode()
    assert '"><img>' not in client.get(address).content.decode()


def test_address_of_a_renamed_partner_still_leads_to_it(client, places):
    lodz, _old = places
    lodz.name = lodz.sort_key = "Lodz University of Technology"
    lodz.save()
    response = client.get(f"/sv/universities/{lodz.pk}-politechnika-lodzka/")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/sv/universities/{lodz.pk}-lodz-university-of-technology/",
    )
