from django.urls import path

from mobility.crisis.views import crisis_list

urlpatterns = [path("where/", crisis_list, name="crisis_list")]
