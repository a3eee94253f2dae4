"""Who may open a page: asked before anything is read."""

from django.core.exceptions import PermissionDenied


class RightRequired:
    """A view that needs ``right`` (anywhere at all); too few rights give 403. Rights for an object: ``get_object``."""

    right = ""

    def dispatch(self, request, *args, **kwargs):
        require(request.user, self.right)
        return super().dispatch(request, *args, **kwargs)


def require(user, right: str, obj=None):
    """Raise ``PermissionDenied`` unless ``user`` has ``right`` for ``obj`` (without one: anywhere); "" asks nothing."""
    if right and not user.has_perm(right, obj):
        raise PermissionDenied
