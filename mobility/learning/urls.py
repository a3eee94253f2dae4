"""Addresses of learning agreements, below those of mobility."""

from django.urls import path

from mobility.learning import form_views as forms
from mobility.learning import views
from mobility.learning.traineeships import views as traineeships

AT = "stays/<int:pk>/learning-agreement/"
VERSION = f"{AT}<int:number>/"

urlpatterns = [
    path(AT, views.LearningDetailView.as_view(), name="learning_detail"),
    path(f"{AT}begin/", views.LearningBeginView.as_view(), name="learning_begin"),
    path(VERSION, views.LearningDetailView.as_view(), name="learning_version"),
    path(f"{VERSION}edit/", forms.VersionUpdateView.as_view(), name="learning_edit"),
    path(f"{VERSION}components/new/", forms.ComponentCreateView.as_view(), name="component_create"),
    path(f"{VERSION}components/<int:component>/edit/", forms.ComponentUpdateView.as_view(), name="component_edit"),
    path(f"{VERSION}components/<int:component>/remove/", forms.ComponentRemoveView.as_view(), name="component_remove"),
    path(f"{VERSION}traineeship/", traineeships.TraineeshipUpdateView.as_view(), name="learning_traineeship"),
    path(f"{VERSION}certificate/", traineeships.CertificateView.as_view(), name="learning_certificate"),
    path(f"{VERSION}change/", views.LearningChangeView.as_view(), name="learning_change"),
    path(f"{VERSION}ask/", views.LearningAskView.as_view(), name="learning_ask"),
    path(f"{VERSION}sign/<slug:seen>/", views.LearningSignView.as_view(), name="learning_sign"),
    path(f"{VERSION}reject/", views.LearningRejectView.as_view(), name="learning_reject"),
    path(f"{VERSION}results/", forms.ResultsView.as_view(), name="learning_results"),
    path(f"{VERSION}paper/", views.learning_paper, name="learning_paper"),
]
