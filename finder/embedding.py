"""Pages of the finder inside pages of other sites: asked for by ``?embed=1``, allowed by ``EMBED_HOSTS``."""

import re
from functools import wraps

from csp.constants import SELF
from django.conf import settings
from django.core.checks import Error

PARAMETER = "embed"
HOST = re.compile(r"(https?://)?(\*\.)?[a-z0-9.-]+(:\d+)?", re.IGNORECASE)


def embeddable(view):
    """A view whose page can be asked for without head and foot, for a frame of an allowed site.

    The browser refuses every other site by the header. Stands outermost: an answer "not modified" needs it, too.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.is_embedded = request.GET.get(PARAMETER) == "1"
        response = view(request, *args, **kwargs)
        if request.is_embedded:
            response.xframe_options_exempt = True  # it can name no site but ours
            response._csp_replace = {"frame-ancestors": [SELF, *settings.EMBED_HOSTS]}
        return response

    return wrapped


def check_embed_hosts(**_kwargs) -> list[Error]:
    """A host that is none would spoil the whole header, and with it what keeps foreign scripts away."""
    wrong = [host for host in settings.EMBED_HOSTS if not HOST.fullmatch(host)]
    return [
        Error(f"EMBED_HOSTS: “{host}” is no host, like https://www.example.org.", id="finder.E001") for host in wrong
    ]
