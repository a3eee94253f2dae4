"""The tags of one partner."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tags.forms import TagsForm
from core.tags.services import MAKE, tags_named
from core.views.forms import PortalUpdateView
from partners.models import Institution
from partners.services.tags import set_partner_tags
from partners.views.merged import MergedLeadsOn


class PartnerTagsForm(TagsForm):
    class Meta:
        model = Institution
        fields = ()


class PartnerTagsView(MergedLeadsOn, PortalUpdateView):
    """``/partners/7/tags/``: given by the office, which makes new ones in the same act."""

    model = Institution
    object_right = "partners.change_institution"
    form_class = PartnerTagsForm
    title = _("Tags")
    submit_label = _("Save the tags")
    done = _("The tags are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "may_make": self.request.user.has_perm(MAKE)}

    def perform(self, form):
        new = tags_named(form.cleaned_data.get("new_names") or (), actor=self.request.user)
        return set_partner_tags(self.object, actor=self.request.user, tags={*form.cleaned_data["tags"], *new})

    def crumbs(self):
        return [
            {"label": _("Partners"), "url": reverse("partners:institution_list")},
            {"label": self.object.name, "url": self.object.get_absolute_url()},
        ]

    def cancel_url(self):
        return self.object.get_absolute_url()
