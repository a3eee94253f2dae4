from core.errors import PortalError


class ApprovalStartsAnew(PortalError):
    """The change is possible, but sends the agreement back to the first step of its approval: it wants a yes first."""
