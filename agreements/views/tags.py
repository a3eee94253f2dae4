"""The tags of one agreement."""

from django.utils.translation import gettext_lazy

from agreements.forms.tags import AgreementTagsForm
from agreements.models import Agreement
from agreements.services.tags import set_tags
from agreements.views.crumbs import crumbs_to
from core.tags.services import MAKE, tags_named
from core.views.forms import PortalUpdateView


class TagsView(PortalUpdateView):
    """``/agreements/7/tags/``: given by those who keep it; the office makes new ones in the same act."""

    model = Agreement
    object_right = "agreements.change_agreement"
    form_class = AgreementTagsForm
    title = gettext_lazy("Tags")
    submit_label = gettext_lazy("Save the tags")
    done = gettext_lazy("The tags are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "may_make": self.request.user.has_perm(MAKE)}

    def perform(self, form):
        new = tags_named(form.cleaned_data.get("new_names") or (), actor=self.request.user)
        return set_tags(self.object, actor=self.request.user, tags={*form.cleaned_data["tags"], *new})

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
