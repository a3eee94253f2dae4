"""Open data. The version stands in the address: what changes its form gets a new one, beside the old."""

from django.urls import path

from finder.views import open_data
from finder.views import open_data_of_networks as of_networks

app_name = "open_data"

urlpatterns = [
    path("open/v1/openapi.json", open_data.openapi_json, name="openapi_json"),
    path("open/v1/partners.json", open_data.partners_json, name="partners_json"),
    path("open/v1/partners.geojson", open_data.partners_geojson, name="partners_geojson"),
    path("open/v1/partners.csv", open_data.partners_csv, name="partners_csv"),
    path("open/v1/partners/<int:pk>.json", open_data.partner_json, name="partner_json"),
    path("open/v1/rounds.json", open_data.rounds_json, name="rounds_json"),
    path("open/v1/networks.json", of_networks.networks_json, name="networks_json"),
    path("open/v1/networks.csv", of_networks.networks_csv, name="networks_csv"),
    path("open/v1/joint-offers.json", of_networks.joint_offers_json, name="joint_offers_json"),
    path("open/v1/joint-offers.csv", of_networks.joint_offers_csv, name="joint_offers_csv"),
    path("open/v1/codes.json", open_data.codes_json, name="codes_json"),
    path("open/v1/<path:path>", open_data.nothing_there, name="nothing_there"),
]
