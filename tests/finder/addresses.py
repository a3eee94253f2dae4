"""Who gets through at each address around the finder (``tests.test_every_address``)."""

from tests.addresses import Row, public
from tests.finder.factories import GuidelineFactory, GuidelineFileFactory
from tests.mobility.factories import BipFactory, SchemeFactory
from tests.networks.factories import JointOfferFactory, NetworkFactory

WRITES, READS = "officer", "officer auditor"
TEXT, FILE = {"pk": "guideline"}, {"pk": "guideline_file"}

OF_NETWORKS = (
    *("open_data:networks_json", "open_data:networks_csv"),
    *("open_data:joint_offers_json", "open_data:joint_offers_csv"),
)

ROWS = {
    "finder:scheme_index": public(),
    "finder:scheme": public(code="scheme_code"),
    "finder:country_index": public(),
    "finder:country": public(slug="country_slug"),
    "finder:bip_index": public(),
    "finder:bip": public(pk="public_bip"),
    "finder:network_index": public(),
    "finder:network_by_number": public(pk="public_network"),
    "finder:network": public(pk="public_network", slug="network_slug"),
    "finder:network_points": public(pk="public_network"),
    "finder:joint_offer_by_number": public(pk="public_offer"),
    "finder:joint_offer": public(pk="public_offer", slug="network_slug"),
    **dict.fromkeys(OF_NETWORKS, public()),
    "finder:guideline_index": public(),
    "finder:guideline": public(slug="guideline_slug"),
    "finder:guideline_file": public(pk="guideline_file"),
    "site:guideline_list": Row(READS),
    "site:guideline_export": Row(READS),
    "site:guideline_create": Row(WRITES),
    "site:guideline_detail": Row(READS, about=TEXT),
    "site:guideline_history": Row(READS, about=TEXT),
    "site:guideline_edit": Row(WRITES, about=TEXT),
    "site:guideline_holds": Row(WRITES, about=TEXT),
    "site:guideline_remove": Row(WRITES, about=TEXT, method="post"),
    "site:guideline_file_add": Row(WRITES, about=TEXT),
    "site:guideline_file_download": Row(READS, about=FILE),
    "site:guideline_file_edit": Row(WRITES, about=FILE),
    "site:guideline_file_review": Row(WRITES, about=FILE),
    "site:guideline_file_remove": Row(WRITES, about=FILE, method="post"),
}


def site_objects(unit, partner) -> dict:
    """What the addresses are about, by the names the rows use."""
    guideline = GuidelineFactory(unit=unit)
    country = partner.country
    offer = JointOfferFactory(is_published=True, network=NetworkFactory(is_published=True))
    return {
        "scheme_code": SchemeFactory(code="nordplus", name_en="Nordplus").code,
        "country_slug": f"{country.pk.lower()}-{country.name_en.lower()}",
        "public_bip": BipFactory(unit=unit, is_published=True).pk,
        "public_network": offer.network.pk,
        "public_offer": offer.pk,
        "network_slug": "eciu",
        "guideline": guideline.pk,
        "guideline_slug": guideline.slug,
        "guideline_file": GuidelineFileFactory(guideline=guideline).pk,
    }
