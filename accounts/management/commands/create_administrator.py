from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role, UnitKind
from accounts.invitations import invitation_link, invite
from accounts.models import Unit, User
from accounts.services import create_user, grant_role, save_unit
from core.errors import PortalError


class Command(BaseCommand):
    help = "Makes the first administrator, or one more; prints (or mails) the link with which they choose a password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="needed for a new person")
        parser.add_argument("--mail", action="store_true", help="send the link by mail instead of printing it")

    def handle(self, *args, email, name, mail, **options):
        try:
            user = self._administrator(User.objects.normalise(email), name)
            if user.has_usable_password():
                self.stdout.write(_("%(person)s is an administrator and can sign in.") % {"person": user})
            elif mail:
                invite(user, actor=None)
                self.stdout.write(_("The invitation is on its way to %(email)s.") % {"email": user.email})
            else:
                self.stdout.write(_("Open this address to choose a password; it works once:"))
                self.stdout.write(invitation_link(user))
        except PortalError as error:
            raise CommandError(str(error.sentence)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    @transaction.atomic
    def _administrator(self, email: str, name: str) -> User:
        user = User.objects.filter(email=email).first()
        if user is None and not name:
            raise CommandError(_("There is no person with this address yet: give a name with --name."))
        if user is None:
            user = create_user(email=email, name=name, actor=None)
        grant_role(user, unit=self._root(), role=Role.ADMINISTRATOR, actor=None)
        return user

    def _root(self) -> Unit:
        """The university itself, made from the settings on an empty installation."""
        if root := Unit.objects.filter(parent=None).order_by("pk").first():
            return root
        unit = Unit(
            code=settings.INSTITUTION_SHORT_NAME[:20], kind=UnitKind.UNIVERSITY, name_en=settings.INSTITUTION_NAME
        )
        return save_unit(unit, actor=None)
