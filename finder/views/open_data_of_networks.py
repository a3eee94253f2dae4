"""Open data of networks and joint offers; the rules of every address of open data stand in ``open_data``."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from finder.open_data import contract, networks
from finder.open_data.addresses import data_address
from finder.open_data.sheet import rows_as_csv
from finder.views.open_data import CSV, open_data


@open_data
@gzip_page
@conditional_page
def networks_json(request):
    return _told("networks_json", networks=networks.network_records())


@open_data
@gzip_page
@conditional_page
def networks_csv(request):
    return _table(networks.MEMBER_COLUMNS, networks.member_rows())


@open_data
@gzip_page
@conditional_page
def joint_offers_json(request):
    return _told("joint_offers_json", offers=networks.offer_records())


@open_data
@gzip_page
@conditional_page
def joint_offers_csv(request):
    return _table(networks.OFFER_COLUMNS, networks.offer_rows())


def _told(name: str, **rows) -> JsonResponse:
    return JsonResponse({"version": contract.VERSION, "self": data_address(name), **rows})


def _table(columns, rows) -> HttpResponse:
    return HttpResponse("".join(rows_as_csv(columns, rows)), content_type=CSV)
