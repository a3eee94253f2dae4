"""What the page of a stay says of its learning agreement."""

from mobility.models import LearningAgreementVersion, Mobility


def learning_on_page(stay: Mobility, user) -> dict | None:
    """The newest version and, where that is a change, the one that holds meanwhile; nothing for staff."""
    if stay.is_of_staff:
        return None
    versions = LearningAgreementVersion.objects.visible_to(user).filter(agreement__mobility=stay)
    newest = versions.order_by("-number").first()
    holds = newest if newest and newest.is_valid else versions.valid().first()
    has_other_days = bool(holds) and (holds.starts_on, holds.ends_on) != (stay.starts_on, stay.ends_on)
    return {"stay": stay, "version": newest, "holds": holds, "has_other_days": has_other_days}
