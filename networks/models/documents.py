from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from core.private_files import private_upload_path
from networks.enums import Readers
from networks.models.networks import Network
from networks.querysets import NetworkDocumentQuerySet


@history.track()
class NetworkDocument(models.Model):
    """A private file of a network: statutes, minutes, a grant agreement. The public never reads one."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="documents", verbose_name=_("network"))
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    readers = models.CharField(_("who may read it"), max_length=10, choices=Readers, default=Readers.OFFICE)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = NetworkDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a network")
        verbose_name_plural = _("documents of networks")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self):
        return self.title
