"""Why a group was not met, and the follow-up of a review after one year."""

from django.utils.translation import gettext_lazy

from core.views.comparing import ComparesValues
from quality.querysets import RUN
from quality.reviews import afterwards
from quality.reviews.forms import GroupsForm, YearLaterForm
from quality.reviews.views.reporting import OfReviewForm


class GroupsView(ComparesValues, OfReviewForm):
    object_right = RUN
    form_class = GroupsForm
    title = gettext_lazy("Why was a group not met?")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The reason is kept.")

    def get_initial(self):
        review = getattr(self.object, "review", None)
        return {"because": review.groups_not_met_because} if review else {}

    def perform(self, form):
        return afterwards.say_why_not_met(self.object, actor=self.request.user, **form.cleaned_data)


class YearLaterView(ComparesValues, OfReviewForm):
    """One text for the review, and one for each finding that asked for action, its actions beside it."""

    object_right = RUN
    form_class = YearLaterForm
    title = gettext_lazy("What has become of it after one year")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The follow-up after one year is written down.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"follow_up": self.object}

    def perform(self, form):
        return afterwards.write_year_later(self.object, actor=self.request.user, **form.for_service())
