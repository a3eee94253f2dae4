"""What colleagues say to each other in the demonstration: answered, open, changed and taken away."""

from datetime import timedelta

from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.models import User
from core.comments.registry import commentables
from core.comments.services import edit_comment, remove_comment, write_comment
from core.models import Comment

# (who, what, how many days ago); {officer} and {coordinator} are names
THREAD = (
    ("coordinator", "@{officer}: their international office asks for five places instead of four. Do we have them?", 6),
    (
        "officer",
        "Four in autumn, one more in spring if the course runs.\nSee https://www.example.org/courses",
        5,
    ),
    ("coordinator", "Thank you, I have told them. @{officer}, please look over the conditions once more.", 1),
)
INSIDE = "Between us: they asked for the fee to be shared. I would say no."


def people_talk() -> int:
    """One thread on a thing of each kind that all of them may see; returns how many comments there are."""
    people = {name: User.objects.get(email=demo_email(name)) for name in ("coordinator", "officer")}
    names = {name: person.name for name, person in people.items()}
    for known in commentables():
        seen = known.visible_to(people["coordinator"]).order_by("-updated_at", "-pk")
        about = seen.filter(pk__in=known.visible_to(people["officer"]).order_by().values("pk")).first()
        if about is not None and not Comment.objects.of(about).exists():
            for who, text, days_ago in THREAD:
                _date(write_comment(about, actor=people[who], text=text.format(**names)), days_ago)
            if known.may_write_inside(people["officer"], about):
                _date(write_comment(about, actor=people["officer"], text=INSIDE, is_internal=True), 2)
            slip = write_comment(about, actor=people["coordinator"], text="Wrong window, sorry.")
            remove_comment(
                edit_comment(slip, actor=people["coordinator"], text="Wrong page, sorry."), actor=slip.author
            )
    return Comment.objects.count()


def _date(comment: Comment, days_ago: int):
    written = timezone.now() - timedelta(days=days_ago)
    Comment.objects.filter(pk=comment.pk).update(created_at=written)
    comment.mentions.update(created_at=written)
