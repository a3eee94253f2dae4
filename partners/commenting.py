"""People may comment on partners, and on the due diligence on them."""

from core.comments.registry import Commentable, register
from partners.models import Assessment, Institution

register(Commentable(Institution))
register(Commentable(Assessment, related=("institution",)))
