"""The address of the consistency checks."""

from django.urls import path

from quality.consistency.views import ConsistencyView

urlpatterns = [path("checks/", ConsistencyView.as_view(), name="check_list")]
