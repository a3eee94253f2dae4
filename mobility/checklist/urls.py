"""Addresses of the checklist and the papers of stays, below those of mobility."""

from django.urls import path

from mobility.checklist import views

AT = "stays/<int:pk>/steps/"
STEP = f"{AT}<int:step>/"
PAPERS = "stays/<int:pk>/documents/"

urlpatterns = [
    path(AT, views.StepListView.as_view(), name="step_list"),
    path(f"{AT}lay-out/", views.StepsLayOutView.as_view(), name="steps_lay_out"),
    path(f"{STEP}done/", views.StepDoneView.as_view(), name="step_done"),
    path(f"{STEP}day/", views.StepDayView.as_view(), name="step_day"),
    path(f"{STEP}not-needed/", views.StepNotNeededView.as_view(), name="step_not_needed"),
    path(f"{STEP}reopen/", views.StepReopenView.as_view(), name="step_reopen"),
    path(f"{PAPERS}attach/", views.PaperAttachView.as_view(), name="paper_attach"),
    path(f"{PAPERS}<int:document>/", views.paper_download, name="paper_download"),
    path(f"{PAPERS}<int:document>/remove/", views.PaperRemoveView.as_view(), name="paper_remove"),
]
