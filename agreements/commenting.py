"""People may comment on agreements."""

from agreements.models import Agreement
from core.comments.registry import Commentable, register

register(Commentable(Agreement))
