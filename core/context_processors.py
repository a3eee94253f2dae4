from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.institution_name import institution_name
from core.landing import landing_url
from core.navigation import Navigation

OFFICE_LABEL = _("International")


def installation(request):
    """Whose portal this is: name, sign, where the office's pages begin."""
    return {
        "institution": {
            "name": institution_name(),
            "short_name": settings.INSTITUTION_SHORT_NAME,
            "logo": settings.INSTITUTION_LOGO,
            "office_label": OFFICE_LABEL,
            "office_email": settings.OFFICE_EMAIL,
            "desk_url": SimpleLazyObject(lambda: landing_url(request.user)),
        }
    }


def navigation(request):
    """The rail and the overdue count, read from the database only when a template draws them."""
    return {"navigation": SimpleLazyObject(lambda: Navigation(request.user, request.path))}
