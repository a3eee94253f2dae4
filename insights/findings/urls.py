from django.urls import path

from insights.findings import views

urlpatterns = [path("findings/", views.FindingListView.as_view(), name="finding_list")]
