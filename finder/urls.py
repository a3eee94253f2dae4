from django.urls import path

from finder.bips import views as bips
from finder.countries import views as countries
from finder.guidelines.views import public as guidelines
from finder.networks import views as networks
from finder.programmes import views as programmes
from finder.views import documents, grant_estimate, institutions, kept, open_data, rounds

app_name = "finder"

urlpatterns = [
    path("", institutions.institution_list, name="institution_list"),
    path("universities/points.json", institutions.institution_points, name="institution_points"),
    path("universities/<int:pk>/", institutions.institution_detail, name="institution_by_number"),
    path("universities/<int:pk>-<slug:slug>/", institutions.institution_detail, name="institution_detail"),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/calendar.ics", rounds.round_calendar, name="round_calendar"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round_detail"),
    path("rounds/<int:pk>/calendar.ics", rounds.round_calendar, name="one_round_calendar"),
    path("list/", kept.kept_list, name="kept_list"),
    path("list/calendar.ics", kept.kept_calendar, name="kept_calendar"),
    path("open-data/", open_data.open_data_page, name="open_data"),
    path("compare/", kept.kept_compare, name="kept_compare"),
    path("programmes/", programmes.scheme_index, name="scheme_index"),
    path("programmes/<slug:code>/", programmes.scheme_detail, name="scheme"),
    path("countries/", countries.country_index, name="country_index"),
    path("countries/<slug:slug>/", countries.country_detail, name="country"),
    path("university-networks/", networks.network_index, name="network_index"),
    path("university-networks/<int:pk>/", networks.network_detail, name="network_by_number"),
    path("university-networks/<int:pk>-<slug:slug>/", networks.network_detail, name="network"),
    path("university-networks/<int:pk>/points.json", networks.network_points, name="network_points"),
    path("university-networks/offers/<int:pk>/", networks.joint_offer, name="joint_offer_by_number"),
    path("university-networks/offers/<int:pk>-<slug:slug>/", networks.joint_offer, name="joint_offer"),
    path("bips/", bips.bip_index, name="bip_index"),
    path("bips/<int:pk>/", bips.bip_detail, name="bip"),
    path("guidelines/", guidelines.guideline_index, name="guideline_index"),
    path("guidelines/files/<int:pk>/", guidelines.guideline_file, name="guideline_file"),
    path("guidelines/<slug:slug>/", guidelines.guideline_detail, name="guideline"),
    path("grant/", grant_estimate.grant_estimate, name="grant_estimate"),
    path("universities/documents/<int:pk>/", documents.document_download, name="document_download"),
]
