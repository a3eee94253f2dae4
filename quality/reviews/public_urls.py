"""The one public address of reviews: somebody who was invited answers."""

from django.urls import path

from quality.reviews import public

app_name = "reviewing"

urlpatterns = [path("review/<str:token>/", public.answer, name="answer")]
