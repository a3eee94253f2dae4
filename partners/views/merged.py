"""Old addresses of partners that were merged lead to the one that stayed."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from core.views.rights import require
from partners.models import Institution


class MergedLeadsOn:
    """A page about one partner. That of a merged one is the same page of its survivor.

    Permanent, as the merger is meant; kept in no cache, because it can be undone. What is sent (POST) goes to the
    service, which says what happened: nothing that was typed is lost.
    """

    def get_queryset(self):
        if self.request.method in ("GET", "HEAD"):
            return super().get_queryset()
        return self.model._default_manager.with_merged_visible_to(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if request.method not in ("GET", "HEAD"):
                raise
            return self.to_survivor(request)

    def to_survivor(self, request):
        merged = Institution.objects.with_merged_visible_to(request.user).filter(
            pk=self.kwargs["pk"], merged_into__isnull=False
        )
        survivor = merged.values_list("merged_into", flat=True).first()
        if survivor is None:
            raise Http404
        require(request.user, self.object_right)
        match = request.resolver_match
        response = HttpResponsePermanentRedirect(reverse(match.view_name, kwargs={**match.kwargs, "pk": survivor}))
        response["Cache-Control"] = "no-store"
        return response
