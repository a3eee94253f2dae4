"""What each role may do, and where: the table behind DESIGN's "who may do what".

Rights are names like Django's own permissions. Those granted ``in_unit`` hold in the unit of the
membership and everything below it; those granted ``everywhere`` hold for every unit; those granted ``of_own``
hold for things that name the person as theirs (``people_of_rights``) and are never lent. A right ``app.*`` covers the
whole of an app (third-party admin pages ask for many).
"""

from dataclasses import dataclass, field

from accounts.enums import Role


@dataclass(frozen=True)
class Grant:
    everywhere: frozenset[str] = field(default_factory=frozenset)
    in_unit: frozenset[str] = field(default_factory=frozenset)
    of_own: frozenset[str] = field(default_factory=frozenset)


READ = frozenset(
    {
        "core.search",
        "partners.view_institution",
        "agreements.view_agreement",
        "networks.view_network",
        "cooperation.view_activity",
        "cooperation.view_call",
        "cooperation.view_proposal",
        "reminders.view_desk",
        "quality.view_adopted",
        "insights.view_figures",
    }
)

# To comment on what one may see; whoever may see it reads the comments (``core.comments``).
COMMENT = frozenset({"core.comment"})

KEEP_DRAFTS = frozenset(
    {
        "agreements.view_every_agreement",
        "agreements.add_agreement",
        "agreements.change_agreement",
        "agreements.submit_agreement",
        "agreements.view_history",
    }
)

# ``approve_as_…`` is a place among those whom a route of approval asks (``agreements.models.ApprovalRoute``).
APPROVE = frozenset({"agreements.approve_agreement", "agreements.decide_step"})
APPROVE_AS_HEAD = APPROVE | {"agreements.approve_as_head"}
APPROVE_AS_OFFICER = APPROVE | {"agreements.approve_as_officer"}
APPROVE_ON_SECURITY = frozenset({"agreements.decide_step", "agreements.approve_as_security_coordinator"})

# The due diligence on partners: who reads the answers, who writes them. ``decide_as_…`` is a place among the
# deciders of a level of risk (``partners.models.AssessmentDecider``); who stands above a coordinator may take theirs.
READ_ASSESSMENTS = frozenset({"partners.view_assessment"})
ASSESS = READ_ASSESSMENTS | {
    "partners.add_assessment",
    "partners.decide_assessment",
    "partners.decide_as_coordinator",
}
ASSESS_AS_HEAD = ASSESS | {"partners.decide_as_head"}
ASSESS_AS_OFFICER = ASSESS | {
    "partners.decide_as_officer",
    "partners.set_aside_restriction",
    "partners.import_named_institution",
    "partners.export_assessment",
}
DECIDE_ON_SECURITY = READ_ASSESSMENTS | {
    "partners.decide_assessment",
    "partners.decide_as_security_coordinator",
    "partners.export_assessment",
}

# To write to partners: the office to any, others to those with whom their units have agreements.
WRITE_TO_PARTNERS = frozenset({"partners.write_to_partner"})

# Requests for partnerships: who reads and writes those of the unit; the office decides on all of them.
PROPOSE_PARTNERS = frozenset({"partners.view_request", "partners.add_request"})
TRIAGE_REQUESTS = PROPOSE_PARTNERS | {"partners.triage_request", "partners.export_request"}

# To hand over what colleagues of the unit keep when they leave. Everybody may do so for themself.
HAND_OVER = frozenset({"accounts.hand_over"})

# Mobility: the stays of a unit and its participants; the office closes stays and keeps projects and rounds.
READ_MOBILITY = frozenset(
    {"mobility.view_mobility", "mobility.view_project", "mobility.view_round", "mobility.view_bip"}
)
KEEP_MOBILITY = READ_MOBILITY | {
    "mobility.add_mobility",
    "mobility.change_mobility",
    "mobility.import_mobility",
    "mobility.export_mobility",
    "mobility.add_bip",
    "mobility.change_bip",
    "mobility.request_support",
}
RUN_MOBILITY = KEEP_MOBILITY | {
    "mobility.close_mobility",
    "mobility.pay_grant",
    "mobility.change_project",
    "mobility.change_round",
    "mobility.decide_support",
    "mobility.view_sensitive",  # inclusion, emergency contacts, who is where in a crisis: the office alone (LG-08)
    "mobility.view_history",
    "mobility.anonymise_participant",
    "mobility.moderate_report",
    "mobility.view_readings",  # who read what of people, and what left the portal about them
}

# Cooperation: all staff read work plans and activities; those of a unit are kept there, all of them by the office,
# which alone goes on with a partner under restriction (DD-06).
KEEP_ACTIVITIES = frozenset({"cooperation.change_activity", "cooperation.export_activity", "cooperation.view_history"})
# Proposals for project money are read by their unit until they are handed in; its head approves them.
KEEP_PROPOSALS = frozenset(
    {"cooperation.view_every_proposal", "cooperation.change_proposal", "cooperation.export_proposal"}
)
APPROVE_PROPOSALS = frozenset({"cooperation.approve_proposal"})
RUN_COOPERATION = (
    KEEP_ACTIVITIES
    | KEEP_PROPOSALS
    | APPROVE_PROPOSALS
    | {
        "cooperation.override_restriction",
        "cooperation.import_activity",
        "cooperation.change_call",
        "cooperation.record_result",
    }
)

# Quality: everybody on the staff reads what is adopted, fills in what they were asked and works on their actions;
# who owns a follow-up runs it; the quality office keeps everything.
OWN_QUALITY = frozenset({"quality.view_quality", "quality.fill_step", "quality.work_on_action"})
RUN_OWN_QUALITY = OWN_QUALITY | {"quality.run_follow_up", "quality.verify_action"}
READ_QUALITY = {"quality.view_quality", "quality.view_history", "quality.export_quality"}
KEEP_QUALITY = READ_QUALITY | {
    "quality.change_catalogue",
    "quality.plan_cycles",
    "quality.run_follow_up",
    "quality.fill_step",
    "quality.adopt_follow_up",
    "quality.work_on_action",
    "quality.verify_action",
    "quality.write_report",
    "quality.adopt_report",
}
REVIEW_OWN = frozenset({"quality.view_quality", "quality.review"})

# What the portal cannot count itself: students, staff and graduates by unit, which may tell of few people.
ENTER_NUMBERS = frozenset({"insights.change_numbers"})

# What the checks find in everybody's rows; one's own findings everybody sees.
READ_FINDINGS = frozenset({"insights.view_findings"})

# To share a view of a list with a unit, or to mend one that somebody shared there.
SHARE = frozenset({"core.share_view"})

# To put a reminder to rest, to hand it over, to say that it is not needed. Who keeps a date may always do so.
ARRANGE = frozenset({"reminders.arrange_date"})

# The texts of the public site that the office answers for.
WRITE_GUIDELINES = frozenset({"finder.view_guideline", "finder.change_guideline"})

OFFICE = (
    TRIAGE_REQUESTS
    | WRITE_GUIDELINES
    | ENTER_NUMBERS
    | READ_FINDINGS
    | frozenset(
        {
            "agreements.conclude_agreement",
            "agreements.publish_agreement",
            "core.add_tag",
            "agreements.number_agreement",
            "agreements.archive_agreement",
            "agreements.view_disposal",
            "agreements.dispose_agreement",
            "agreements.import_agreement",
            "agreements.export_agreement",
            "agreements.change_letter_template",
            "partners.change_mail_template",
            "partners.add_institution",
            "partners.change_institution",
            "partners.merge_institution",
            "partners.view_contact",
            "partners.view_history",
            "partners.import_institution",
            "partners.export_institution",
            "partners.write_to_partner",
            "networks.change_network",
            "networks.export_network",
            "networks.view_history",
            "reminders.view_every_desk",
            "reminders.view_mail",
            "reminders.retry_mail",
            "reminders.view_night",
            "accounts.view_user",
            "accounts.view_unit",
            "accounts.name_substitute",
            "core.view_job",
            "core.share_view",
            "core.view_followers",
            "core.remove_comment",
        }
    )
)

# Never lent to a substitute: one substitution would breed the next or outlive itself, and what lies apart for the
# office alone (LG-08) is not read because somebody is on holiday.
PERSONAL = frozenset({"accounts.name_substitute", "mobility.view_sensitive"})

ADMINISTRATION = frozenset(
    {
        "core.administer",
        "accounts.view_user",
        "accounts.view_unit",
        "accounts.import_people",
        "partners.change_mail_template",
        "cooperation.view_call",  # with the reference data it stands on: the dates and amounts of a call
        "cooperation.change_call",
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
    Role.READER: Grant(everywhere=READ, of_own=OWN_QUALITY),
    Role.COORDINATOR: Grant(
        everywhere=READ | COMMENT | {"partners.view_contact", "agreements.export_agreement"},
        in_unit=KEEP_DRAFTS
        | ARRANGE
        | ASSESS
        | SHARE
        | WRITE_TO_PARTNERS
        | PROPOSE_PARTNERS
        | KEEP_MOBILITY
        | KEEP_ACTIVITIES
        | KEEP_PROPOSALS,
        of_own=RUN_OWN_QUALITY,
    ),
    Role.HEAD: Grant(
        everywhere=READ | COMMENT | {"partners.view_contact", "agreements.export_agreement"},
        in_unit=KEEP_DRAFTS
        | APPROVE_AS_HEAD
        | ARRANGE
        | HAND_OVER
        | ASSESS_AS_HEAD
        | SHARE
        | WRITE_TO_PARTNERS
        | PROPOSE_PARTNERS
        | KEEP_MOBILITY
        | KEEP_ACTIVITIES
        | KEEP_PROPOSALS
        | APPROVE_PROPOSALS
        | {"quality.view_quality"},
        of_own=RUN_OWN_QUALITY,
    ),
    Role.OFFICER: Grant(
        everywhere=READ
        | COMMENT
        | KEEP_DRAFTS
        | APPROVE_AS_OFFICER
        | ARRANGE
        | HAND_OVER
        | ASSESS_AS_OFFICER
        | OFFICE
        | RUN_MOBILITY
        | RUN_COOPERATION,
        of_own=RUN_OWN_QUALITY,
    ),
    Role.SECURITY_COORDINATOR: Grant(
        everywhere=READ | COMMENT | DECIDE_ON_SECURITY | APPROVE_ON_SECURITY, of_own=OWN_QUALITY
    ),
    Role.QUALITY_OFFICER: Grant(everywhere=READ | COMMENT | SHARE | KEEP_QUALITY | ENTER_NUMBERS | READ_FINDINGS),
    Role.PROCESS_OWNER: Grant(everywhere=READ | COMMENT, of_own=RUN_OWN_QUALITY),
    Role.CONTRIBUTOR: Grant(everywhere=READ | COMMENT, of_own=OWN_QUALITY),
    Role.EXTERNAL_REVIEWER: Grant(of_own=REVIEW_OWN),
    Role.AUDITOR: Grant(
        everywhere=READ
        | READ_ASSESSMENTS
        | READ_MOBILITY
        | READ_QUALITY
        | READ_FINDINGS
        | {
            "mobility.view_history",
            "mobility.view_readings",
            "agreements.view_every_agreement",
            "agreements.view_history",
            "agreements.view_disposal",
            "agreements.export_agreement",
            "partners.view_contact",
            "partners.view_history",
            "partners.export_assessment",
            "partners.view_request",
            "partners.export_request",
            "networks.export_network",
            "networks.view_history",
            "cooperation.export_activity",
            "cooperation.view_history",
            "cooperation.view_every_proposal",
            "cooperation.export_proposal",
            "reminders.view_every_desk",
            "reminders.view_mail",
            "finder.view_guideline",
        }
    ),
    Role.ADMINISTRATOR: Grant(everywhere=ADMINISTRATION),
}
