from partners.services.contacts import remove_contact, save_contact
from partners.services.institutions import (
    create_institution,
    home_institution,
    institutions_changed,
    merged_words,
    other_words,
    prepare_for_search,
    renew_after_change,
    update_institution,
)

__all__ = [
    "create_institution",
    "home_institution",
    "institutions_changed",
    "merged_words",
    "other_words",
    "prepare_for_search",
    "remove_contact",
    "renew_after_change",
    "save_contact",
    "update_institution",
]
