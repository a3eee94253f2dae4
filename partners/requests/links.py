"""The address by which a sender says that their mail address is theirs: signed, for one request, for some days.

It writes nothing when it is opened, for mail programs open what they are sent. Once the request is confirmed the same
address tells so and does nothing more.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from partners.models import PartnershipRequest

SALT = "partners.requests.confirm"


def confirmation_path(partnership_request: PartnershipRequest) -> str:
    """The path, in the language of the moment."""
    token = signing.TimestampSigner(salt=SALT).sign_object([partnership_request.pk])
    return reverse("partnership:request_confirm", args=[token])


def request_of(token: str) -> PartnershipRequest | None:
    """The request that ``token`` confirms; None for one that is not ours, that is too old or whose row is gone."""
    longest = timedelta(days=settings.PARTNERSHIP_CONFIRM_DAYS)
    try:
        [key] = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=longest)
    except (signing.BadSignature, ValueError):
        return None
    return PartnershipRequest.objects.filter(pk=key).first()
