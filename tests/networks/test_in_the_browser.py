"""Pages of networks on a telephone in the dark: axe finds nothing, and they fit."""

import pytest

from networks.models import JointOffer, Network
from tests.axe import accessibility_faults
from tests.networks.planting import plant_networks
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_have_no_accessibility_fault_and_fit(open_browser, officer):
    plant_networks(InstitutionFactory(name="Zürcher Hochschule für Angewandte Wissenschaften"), officer)
    network = Network.objects.get().get_absolute_url()
    addresses = [
        "/networks/",
        network,
        f"{network}members/",
        f"{network}pictures/",
        f"{network}history/",
        f"{network}edit/",
        f"{network}members/new/",
        JointOffer.objects.get().get_absolute_url(),
    ]
    page = open_browser(officer, width=390, dark=True)
    for address in addresses:
        assert page.goto(address).status == 200, address
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
