"""The public address by which a student or a partner signs a learning agreement."""

from django.urls import path

from mobility.learning import public

app_name = "signing"

urlpatterns = [path("learning-agreement/<str:token>/", public.sign, name="learning")]
