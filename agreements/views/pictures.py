"""The register in pictures, under the same filters as its list."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from agreements.pictures.charts import Pictures
from agreements.views.list_figures import hidden_words
from core.addresses import address_with
from core.views.lists import FilteredList


class PicturesView(FilteredList, TemplateView):
    """Begins and ends by year, countries, kinds and fields of the agreements that the list with this address shows."""

    model = Agreement
    filterset_class = AgreementFilter
    right = "agreements.view_agreement"
    title = gettext_lazy("Agreements in pictures")

    def get_template_names(self):
        is_partial = self.request.htmx and not self.request.htmx.boosted
        return ["agreements/includes/pictures.html" if is_partial else "agreements/pictures.html"]

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        shown, with_past = filterset.qs, filterset.all_rows()
        pictures = Pictures(shown, with_past, self.request.GET)
        count = with_past.count() if filterset.shows_over else shown.count()
        return super().get_context_data(
            title=self.title,
            crumbs=[{"label": _("Agreements"), "url": self.list_url}],
            count=count,
            figures=self.figures(count, 0 if filterset.shows_over else with_past.count() - count),
            chips=filterset.chips(),
            filterset=filterset,
            empty={
                "heading": _("Nothing to draw"),
                "text": _("No agreement matches. Take off a filter, or search for fewer letters."),
                "url": self.request.path,
                "label": _("Show everything"),
            },
            years=pictures.years(timezone.localdate()),
            countries=pictures.countries(),
            kinds=pictures.kinds(),
            fields=pictures.fields(),
            **kwargs,
        )

    @property
    def list_url(self) -> str:
        return address_with(self.request.GET, path=reverse("agreements:agreement_list"), without=["page", "sort"])

    def figures(self, count: int, left_out: int) -> list[dict]:
        """How many are drawn, which leads to their list, and how many are left out."""
        shown = ngettext("%(count)s agreement", "%(count)s agreements", count)
        figures = [{"text": shown % {"count": number_format(count, force_grouping=True)}, "url": self.list_url}]
        if left_out:
            figures.append({"text": hidden_words(left_out), "url": address_with(self.request.GET, ended="shown")})
        return figures
