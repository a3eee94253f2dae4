"""How static files are named for browsers: by their content, also where one script imports another."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OF_IMPORTS = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"][1]  # no stub knows it


class PortalStaticFiles(CompressedManifestStaticFilesStorage):
    """Kept by browsers for ever under a name that changes with the content. Our modules are imported by it too.

    Ours alone: scripts of packages mention modules that do not exist, and collecting would stop there.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("js/*.js", OF_IMPORTS)
