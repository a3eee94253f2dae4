"""Addresses of the steps in which an agreement is made."""

from django.urls import path

from agreements.views import beginning, creation_steps

urlpatterns = [
    path("new/", beginning.AgreementCreateView.as_view(), name="agreement_create"),
    path("new/<uuid:form_id>/", beginning.AgreementBeginView.as_view(), name="agreement_begin"),
    path("<int:pk>/steps/", creation_steps.GoOnView.as_view(), name="agreement_steps"),
    path("<int:pk>/steps/kind/", creation_steps.FieldsStepView.as_view(step_name="kind"), name="step_kind"),
    path("<int:pk>/steps/partners/", creation_steps.PartnersStepView.as_view(), name="step_partners"),
    path("<int:pk>/steps/period/", creation_steps.FieldsStepView.as_view(step_name="period"), name="step_period"),
    path("<int:pk>/steps/keeping/", creation_steps.FieldsStepView.as_view(step_name="keeping"), name="step_keeping"),
    path("<int:pk>/steps/conditions/", creation_steps.ConditionsStepView.as_view(), name="step_conditions"),
    path("<int:pk>/steps/review/", creation_steps.ReviewStepView.as_view(), name="step_review"),
]
