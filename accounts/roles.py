"""What each role may do, and where: the table behind DESIGN's "who may do what".

Rights are names like Django's own permissions. Those granted ``in_unit`` hold in the unit of the
membership and everything below it; those granted ``everywhere`` hold for every unit. A right
``app.*`` covers the whole of an app (third-party admin pages ask for many).
"""

from dataclasses import dataclass, field

from accounts.enums import Role


@dataclass(frozen=True)
class Grant:
    everywhere: frozenset[str] = field(default_factory=frozenset)
    in_unit: frozenset[str] = field(default_factory=frozenset)


READ = frozenset({"core.search", "partners.view_institution", "agreements.view_agreement", "reminders.view_desk"})

KEEP_DRAFTS = frozenset(
    {
        "agreements.view_every_agreement",
        "agreements.add_agreement",
        "agreements.change_agreement",
        "agreements.submit_agreement",
        "agreements.view_history",
    }
)

APPROVE = frozenset({"agreements.approve_agreement"})

# To hand over what colleagues of the unit keep when they leave. Everybody may do so for themself.
HAND_OVER = frozenset({"accounts.hand_over"})

# To put a reminder to rest, to hand it over, to say that it is not needed. Who keeps a date may always do so.
ARRANGE = frozenset({"reminders.arrange_date"})

OFFICE = frozenset(
    {
        "agreements.conclude_agreement",
        "agreements.publish_agreement",
        "agreements.import_agreement",
        "agreements.export_agreement",
        "partners.add_institution",
        "partners.change_institution",
        "partners.view_contact",
        "partners.view_history",
        "partners.import_institution",
        "partners.export_institution",
        "reminders.view_every_desk",
        "reminders.view_mail",
        "reminders.retry_mail",
        "reminders.view_night",
        "accounts.view_user",
        "accounts.view_unit",
        "accounts.name_substitute",
        "core.view_job",
        "core.view_followers",
    }
)

# Never lent to a substitute, lest one substitution breed the next or outlive itself.
PERSONAL = frozenset({"accounts.name_substitute"})

ADMINISTRATION = frozenset(
    {
        "core.administer",
        "accounts.view_user",
        "accounts.view_unit",
        "accounts.import_people",
        "accounts.*",
        "reference.*",
        "core.*",
        "reminders.*",
        "account.*",
        "mfa.*",
        "socialaccount.*",
        "django_celery_beat.*",
    }
)

ROLES: dict[str, Grant] = {
    Role.READER: Grant(everywhere=READ),
    Role.COORDINATOR: Grant(
        everywhere=READ | {"partners.view_contact", "agreements.export_agreement"}, in_unit=KEEP_DRAFTS | ARRANGE
    ),
    Role.HEAD: Grant(
        everywhere=READ | {"partners.view_contact", "agreements.export_agreement"},
        in_unit=KEEP_DRAFTS | APPROVE | ARRANGE | HAND_OVER,
    ),
    Role.OFFICER: Grant(everywhere=READ | KEEP_DRAFTS | APPROVE | ARRANGE | HAND_OVER | OFFICE),
    Role.SECURITY_COORDINATOR: Grant(everywhere=READ),
    Role.QUALITY_OFFICER: Grant(everywhere=READ),
    Role.PROCESS_OWNER: Grant(everywhere=READ),
    Role.CONTRIBUTOR: Grant(everywhere=READ),
    Role.EXTERNAL_REVIEWER: Grant(),
    Role.AUDITOR: Grant(
        everywhere=READ
        | {
            "agreements.view_every_agreement",
            "agreements.view_history",
            "agreements.export_agreement",
            "partners.view_contact",
            "partners.view_history",
            "reminders.view_every_desk",
            "reminders.view_mail",
        }
    ),
    Role.ADMINISTRATOR: Grant(everywhere=ADMINISTRATION),
}
