"""Which rows the history of a network is told from, and what they are called in it."""

from core.history_entries import Part, Story
from networks.models import (
    JointOffer,
    JointOfferPartner,
    Network,
    NetworkContact,
    NetworkCount,
    NetworkDocument,
    NetworkMembership,
)

NETWORK_STORY = Story(
    Network,
    parts=(
        Part(NetworkMembership, named_by=("institution",), hidden=("network",)),
        Part(NetworkContact, named_by=("user",), hidden=("network",)),
        Part(NetworkCount, named_by=("kind", "counted_on"), hidden=("network",)),
        Part(
            JointOffer,
            named_by=("title_en",),
            hidden=("network", "search_text"),
            below=(Part(JointOfferPartner, named_by=("institution",), hidden=("offer",)),),
        ),
        Part(
            NetworkDocument,
            named_by=("title",),
            hidden=("network", "file", "content_type", "size", "uploaded_by", "uploaded_at"),
        ),
    ),
    hidden=("search_text",),
)
