"""The forms of a traineeship's learning agreement: its programme, and the certificate after it."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.views.comparing import ComparesValues
from mobility.learning.form_views import LearningFormView, WritingFormView
from mobility.learning.traineeships.forms import CertificateForm, TraineeshipForm
from mobility.learning.traineeships.writing import note_certificate, save_traineeship, traineeship_of
from mobility.models import TraineeshipResult


class _OfTrainee:
    """404 for a learning agreement of studies: it has components instead."""

    @cached_property
    def version(self):
        version = super().version
        if not version.is_of_trainee:
            raise Http404
        return version


class TraineeshipUpdateView(_OfTrainee, ComparesValues, WritingFormView):
    form_class = TraineeshipForm
    title = gettext_lazy("The traineeship")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": traineeship_of(self.version)}

    def perform(self, form):
        return save_traineeship(self.version, actor=self.request.user, **form.values())


class CertificateView(_OfTrainee, ComparesValues, LearningFormView):
    form_class = CertificateForm
    title = gettext_lazy("Traineeship certificate and recognition")
    done = gettext_lazy("The certificate is noted.")

    def get_form_kwargs(self):
        known = TraineeshipResult.objects.filter(version=self.version).first()
        agreed = traineeship_of(self.version).ects
        instance = known or TraineeshipResult(version=self.version, ects_recognised=agreed or 0)
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return note_certificate(self.version, actor=self.request.user, **form.values())
