"""Every address of the project × every role, enumerated from the resolver.

Each address has one row in ``ROWS``, written by hand: who gets through, and to whom the object is a stranger's
(404). Everybody else who is signed in meets 403, and who is not, the sign-in page. A new address without a row
fails ``test_every_address_has_a_row``. Addresses of Django admin and of sign-in are held by two tests of their own.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import AgreementState, Visibility
from agreements.models import Amendment, ArchiveExport, Disposal, RenewalRun, RetentionRule
from core.bulk.models import BulkEdit
from core.enums import ImportState
from core.models import ImportRun, MappingProfile, Mention, SavedView
from mobility.learning.links import token_of as signing_token_of
from mobility.models import AllocationReason, AllocationRun, ApplicantChoice, Forgetting, GrantRecalculation
from mobility.nominations.links import token_of as nomination_token_of
from mobility.reports.asking import ask_for_report
from mobility.reports.asking import token_of as report_token_of
from partners.factsheets.links import token_of
from partners.models import AssessmentDecision, Contact, CountrySignal, PossibleDuplicate
from partners.requests.links import confirmation_path
from partners.services.merging import merge_institutions
from reminders.enums import FeedScope
from reminders.feed.addresses import address_of, renew_address
from reminders.models import HandOver, Night, OutgoingMail
from reminders.unsubscribing import unsubscribe_url
from tests.accounts.factories import DelegationFactory
from tests.addresses import (
    EVERYONE,
    KEEPERS,
    LIKE_READER,
    READERS,
    SIGN_IN,
    Row,
    every_address,
    nowhere,
    outcome,
    public,
)
from tests.agreements.factories import (
    AgreementFactory,
    ConditionFactory,
    DocumentFactory,
    EntryFactory,
    EvaluationFactory,
    LetterTemplateFactory,
)
from tests.cooperation.addresses import ROWS as COOPERATION_ROWS
from tests.cooperation.addresses import cooperation_objects
from tests.cooperation.form_addresses import ROWS as COOPERATION_FORM_ROWS
from tests.cooperation.form_addresses import cooperation_rows
from tests.core.comments.factories import CommentFactory
from tests.finder.addresses import ROWS as SITE_ROWS
from tests.finder.addresses import site_objects
from tests.insights.addresses import ROWS as INSIGHTS_ROWS
from tests.insights.addresses import insights_objects
from tests.mobility.factories import (
    ApplicantFactory,
    ApplicationRoundFactory,
    BipFactory,
    BudgetLineFactory,
    GrantPaymentFactory,
    GrantProjectFactory,
    LearningAgreementVersionFactory,
    LearningComponentFactory,
    MobilityFactory,
    NominationLinkFactory,
    SigningLinkFactory,
    StayDocumentFactory,
    StayStepFactory,
    SupportRequestFactory,
)
from tests.networks.addresses import ROWS as NETWORK_ROWS
from tests.networks.addresses import network_objects
from tests.partners.factories import AssessmentFactory, InstitutionFactory, SetAsideFactory
from tests.partners.letters.factories import (
    FactsheetLinkFactory,
    FactsheetProposalFactory,
    MailingFactory,
    MailTemplateFactory,
    PartnerMailFactory,
)
from tests.partners.requests.factories import PartnershipRequestFactory
from tests.quality.addresses import ROWS as QUALITY_ROWS
from tests.quality.addresses import quality_objects
from tests.reference.factories import CallDeadlineFactory

SIGN_IN_ROOMS = ("account_", "mfa_", "socialaccount_", "openid_connect_")

DRAFT = {"pk": "draft"}
ACTIVE = {"pk": "active"}
AMENDMENT = ACTIVE | {"number": "amendment"}
COMMENTED = {"label": "agreements.agreement", "pk": "draft"}
ASSESSORS = "coordinator head officer"
ASSESSMENT = {"pk": "assessment"}
REQUEST = {"pk": "partnership_request"}
STAY = {"pk": "stay"}
LEARNING = {"pk": "learner", "number": "learning_number"}
TRAINEE = {"pk": "trainee", "number": "trainee_number"}
STEP = {"pk": "learner", "step": "step"}
PAPER = {"pk": "learner", "document": "paper"}
PROJECT = {"pk": "grant_project"}
BIP = {"pk": "bip"}
PARTICIPANT = {"pk": "participant"}
SUPPORT = {"pk": "support"}
ROUND = {"pk": "round"}
WAITING = ROUND | {"reason": "waiting"}
SEE_MOBILITY = f"{ASSESSORS} outsider auditor"
DATE = {"source": "agreements.end", "pk": "ending"}
STRANGERS = "administrator external_reviewer"  # to whom business rows do not exist on these pages
STRANGERS_TO_DRAFT = f"{LIKE_READER} outsider {STRANGERS}"

IMPORTERS = "coordinator outsider head quality_officer process_owner"  # of nominations and values alone
NOT_OF_THEIRS = f"administrator {IMPORTERS}"

NOT_CONCERNED = f"{READERS} administrator"  # a colleague's absence is known to the two, and to the office

ROWS = {
    "accounts:user_list": Row("officer administrator"),
    "accounts:unit_list": Row("officer administrator"),
    "accounts:profile": Row(EVERYONE),
    "accounts:delegation_list": Row("officer administrator", about={"pk": "colleague"}),
    "accounts:delegation_create": Row("officer administrator", about={"pk": "colleague"}),
    "accounts:delegation_edit": Row("officer administrator reader", NOT_CONCERNED, about={"pk": "absence"}),
    "accounts:delegation_end": Row(
        "officer administrator reader", NOT_CONCERNED, method="post", about={"pk": "absence"}
    ),
    "accounts:invitation_send": Row("administrator", method="post", about={"pk": "colleague"}),
    "accounts:invitation_accept": public(token="stale"),
    "agreements:agreement_list": Row(READERS),
    "agreements:pictures": Row(READERS),
    "agreements:agreement_export": Row("coordinator outsider head officer auditor"),
    "agreements:condition_export": Row("coordinator outsider head officer auditor"),
    "agreements:agreement_create": Row("coordinator outsider head officer"),
    "agreements:agreement_begin": Row("coordinator outsider head officer", about={"form_id": "new_form"}),
    "agreements:agreement_steps": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_kind": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_partners": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_period": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_keeping": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_conditions": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:step_review": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:succession": Row("coordinator outsider head officer", about={"pk": "closed_partner"}),
    "agreements:partner_choices": Row("coordinator outsider head officer"),
    "agreements:agreement_detail": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:agreement_edit": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:agreement_history": Row("coordinator head officer auditor", STRANGERS, about=ACTIVE),
    "agreements:agreement_archive": Row("officer", STRANGERS, method="post", about=ACTIVE),
    "agreements:archive_list": Row("officer"),
    "agreements:archive_create": Row("officer"),
    "agreements:archive_detail": Row("officer", about={"pk": "archive_export"}),
    "agreements:archive_progress": Row("officer", about={"pk": "archive_export"}),
    "agreements:archive_download": Row("officer", about={"pk": "archive_export"}),
    "agreements:disposal_list": Row("officer auditor"),
    "agreements:disposal_create": Row("officer auditor", about={"subject": "retention_rule"}),
    "agreements:disposal_detail": Row("officer auditor", about={"pk": "disposal"}),
    "agreements:tags_edit": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:number_edit": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:agreement_compare": Row("coordinator head officer auditor", STRANGERS, about=ACTIVE),
    "agreements:agreement_restore": Row(KEEPERS, STRANGERS, about=ACTIVE),
    "agreements:agreement_restore_row": Row(KEEPERS, STRANGERS, about=ACTIVE),
    "agreements:agreement_publish": Row("officer", STRANGERS, method="post", about=ACTIVE),
    "agreements:agreement_unpublish": Row("officer", STRANGERS, method="post", about=ACTIVE),
    "agreements:agreement_turn": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE),
    "agreements:agreement_move": Row("officer", STRANGERS, method="post", about={"pk": "active", "move": "activate"}),
    "agreements:agreement_renew": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE),
    "agreements:waiting_list": Row(READERS),
    "agreements:waiting_export": Row("coordinator outsider head officer auditor"),
    "agreements:entry_create": Row(KEEPERS, STRANGERS, about=ACTIVE),
    "agreements:entry_edit": Row("coordinator", STRANGERS, about=ACTIVE | {"entry": "entry"}),
    "agreements:partner_remind": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE),
    "agreements:evaluation_edit": Row(KEEPERS, STRANGERS, about={"pk": "evaluated"}),
    "agreements:evaluation_ask": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE),
    "agreements:evaluation_skip": Row("officer", STRANGERS, method="post", about=ACTIVE),
    "agreements:renewal_list": Row("coordinator outsider head officer auditor"),
    "agreements:renewal_export": Row("coordinator outsider head officer auditor"),
    "agreements:agreement_let_end": Row(KEEPERS, STRANGERS, about=ACTIVE),
    "agreements:renew_many": Row("coordinator outsider head officer"),
    "agreements:renewal_run": Row("officer", EVERYONE, about={"pk": "renewal_run"}),
    "agreements:renewal_progress": Row("officer", EVERYONE, about={"pk": "renewal_run"}),
    "agreements:notice_give": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:notice_withdraw": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:agreement_suspend": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:suspension_change": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:agreement_end": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:signatures_edit": Row("officer", STRANGERS, about=ACTIVE),
    "agreements:numbers_confirm": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE),
    "agreements:amendment_create": Row(KEEPERS, STRANGERS, about=ACTIVE),
    "agreements:amendment_detail": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, about=AMENDMENT),
    "agreements:amendment_edit": Row(KEEPERS, STRANGERS, about=AMENDMENT),
    "agreements:amendment_conditions": Row(KEEPERS, STRANGERS, about=AMENDMENT),
    "agreements:amendment_signatures": Row("officer", STRANGERS, about=AMENDMENT),
    "agreements:amendment_move": Row(
        KEEPERS, STRANGERS_TO_DRAFT, method="post", about=AMENDMENT | {"move": "withdraw"}
    ),
    "agreements:condition_years": Row(READERS, STRANGERS, about=ACTIVE),
    "agreements:condition_table": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:condition_create": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:condition_edit": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT | {"condition": "condition"}),
    "agreements:condition_remove": Row(
        KEEPERS, STRANGERS_TO_DRAFT, method="post", about=DRAFT | {"condition": "condition"}
    ),
    "agreements:letter_template_list": Row("officer"),
    "agreements:letter_template_create": Row("officer"),
    "agreements:letter_template_detail": Row("officer", about={"pk": "letter_template"}),
    "agreements:letter_template_edit": Row("officer", about={"pk": "letter_template"}),
    "agreements:letter_template_version": Row("officer", about={"pk": "letter_template"}),
    "agreements:letter_template_retire": Row("officer", method="post", about={"pk": "retiring_template"}),
    "agreements:letter_template_restore": Row("officer", method="post", about={"pk": "retiring_template"}),
    "agreements:letter_template_download": Row("officer", about={"pk": "letter_template", "version": 1}),
    "agreements:letter_choice": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:letter_preview": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT | {"template": "letter_template"}),
    "agreements:letter_download": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT | {"template": "letter_template"}),
    "agreements:letter_keep": Row(
        KEEPERS, STRANGERS_TO_DRAFT, method="post", about=DRAFT | {"template": "letter_template"}
    ),
    "agreements:document_list": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:document_attach": Row(KEEPERS, STRANGERS_TO_DRAFT, about=DRAFT),
    "agreements:document_download": Row(
        "coordinator head officer auditor",
        f"{LIKE_READER} outsider {STRANGERS}",
        about=ACTIVE | {"document": "document"},
    ),
    "agreements:document_edit": Row(KEEPERS, STRANGERS, about=ACTIVE | {"document": "document"}),
    "agreements:document_replace": Row(KEEPERS, STRANGERS, about=ACTIVE | {"document": "document"}),
    "agreements:document_reviewed": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE | {"document": "document"}),
    "agreements:document_remove": Row(KEEPERS, STRANGERS, method="post", about=ACTIVE | {"document": "document"}),
    "core:follow_create": Row(
        READERS, STRANGERS, method="post", about={"label": "agreements.agreement", "pk": "active"}
    ),
    "core:follow_remove": Row(
        READERS, STRANGERS, method="post", about={"label": "agreements.agreement", "pk": "active"}
    ),
    "core:bulk_create": Row("coordinator outsider head officer", about={"kind": "agreements"}),
    "core:bulk_detail": Row("coordinator", EVERYONE, about={"pk": "bulk_edit"}),
    "core:bulk_progress": Row("coordinator", EVERYONE, about={"pk": "bulk_edit"}),
    "core:bulk_carry_out": Row("coordinator", EVERYONE, method="post", about={"pk": "bulk_edit"}),
    "core:bulk_undo": Row("coordinator", EVERYONE, method="post", about={"pk": "bulk_edit"}),
    "core:comment_list": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, about=COMMENTED),
    "core:comment_edit": Row("coordinator", STRANGERS_TO_DRAFT, about={"pk": "comment"}),
    "core:comment_remove": Row("coordinator officer", STRANGERS_TO_DRAFT, method="post", about={"pk": "comment"}),
    "core:thread_silence": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, method="post", about=COMMENTED),
    "core:thread_hear": Row("coordinator head officer auditor", STRANGERS_TO_DRAFT, method="post", about=COMMENTED),
    "core:mention_settle": Row("officer", EVERYONE, method="post", about={"pk": "mention"}),
    "core:mention_choices": Row("coordinator head officer", STRANGERS_TO_DRAFT, about=COMMENTED),
    "core:import_list": Row(f"{IMPORTERS} officer administrator"),
    "core:mapping_profile_edit": Row("officer", NOT_OF_THEIRS, about={"pk": "profile"}),
    "core:mapping_profile_remove": Row("officer", NOT_OF_THEIRS, method="post", about={"pk": "profile"}),
    "core:import_create": Row("officer", about={"importer": "charter"}),
    "core:import_detail": Row("officer", NOT_OF_THEIRS, about={"pk": "import"}),
    "core:import_mapping": Row("officer", NOT_OF_THEIRS, about={"pk": "import"}),
    "core:import_progress": Row("officer", NOT_OF_THEIRS, about={"pk": "import"}),
    "core:import_refused": Row("", f"officer {NOT_OF_THEIRS}", about={"pk": "import"}),  # it refused nothing
    "core:import_rehearse": Row("officer", NOT_OF_THEIRS, method="post", about={"pk": "import"}),
    "core:import_confirm": Row("officer", NOT_OF_THEIRS, method="post", about={"pk": "import"}),
    "core:import_discard": Row("officer", NOT_OF_THEIRS, method="post", about={"pk": "import"}),
    "core:robots_txt": public(),
    "core:saved_view_create": Row(EVERYONE, method="post", about={"list_name": "agreements"}),
    "core:saved_view_edit": Row("reader", EVERYONE, about={"pk": "saved_view"}),
    "core:saved_view_take_over": Row("reader", EVERYONE, method="post", about={"pk": "saved_view"}),
    "core:saved_view_remove": Row("reader", EVERYONE, method="post", about={"pk": "saved_view"}),
    "core:search": Row(f"{READERS} administrator"),
    "core:theme_css": public(),
    "finder:grant_estimate": public(),
    "finder:open_data": public(),
    "sitemap:index": public(),
    "sitemap:section": public(section="partners"),
    "open_data:openapi_json": public(),
    "open_data:partners_json": public(),
    "open_data:partners_geojson": public(),
    "open_data:partners_csv": public(),
    "open_data:partner_json": public(pk="partner"),
    "open_data:rounds_json": public(),
    "open_data:codes_json": public(),
    "open_data:nothing_there": nowhere(path="x"),
    "finder:kept_list": public(),
    "finder:kept_calendar": public(),
    "finder:kept_compare": public(),
    "finder:institution_list": public(),
    "finder:institution_points": public(),
    "finder:institution_by_number": public(pk="partner"),
    "finder:institution_detail": public(pk="partner", slug="partner-slug"),
    "finder:document_download": public(pk="public_document"),
    "partnership:request_create": public(),
    "partnership:known_partners": public(),
    "partnership:request_sent": public(),
    "partnership:request_confirm": public(token="confirmation"),
    "pages:page": public(slug="accessibility"),
    "pages:shortcoming_create": public(),
    "pages:shortcoming_sent": public(),
    "partners:institution_list": Row(READERS),
    "partners:institution_export": Row("officer"),
    "partners:institution_create": Row("officer"),
    "partners:institution_detail": Row(READERS, about={"pk": "partner"}),
    "partners:tags_edit": Row("officer", STRANGERS, about={"pk": "partner"}),
    "partners:institution_edit": Row("officer", STRANGERS, about={"pk": "partner"}),
    "partners:institution_compare": Row("officer auditor", about={"pk": "partner"}),
    "partners:institution_restore": Row("officer", about={"pk": "partner"}),
    "partners:institution_restore_row": Row("officer", about={"pk": "partner"}),
    "partners:institution_history": Row("officer auditor", about={"pk": "partner"}),
    "partners:institution_contacts": Row("coordinator outsider head officer auditor", about={"pk": "partner"}),
    "partners:institution_due_diligence": Row(READERS, about={"pk": "partner"}),
    "partners:assessment_list": Row(f"{ASSESSORS} outsider security_coordinator auditor"),
    "partners:assessment_export": Row("officer security_coordinator auditor"),
    "partners:assessment_create": Row(f"{ASSESSORS} outsider", about={"pk": "partner"}),
    "partners:assessment_detail": Row(f"{ASSESSORS} security_coordinator auditor", "outsider", about=ASSESSMENT),
    "partners:assessment_compare": Row(f"{ASSESSORS} security_coordinator auditor", "outsider", about=ASSESSMENT),
    "partners:assessment_history": Row(f"{ASSESSORS} security_coordinator auditor", "outsider", about=ASSESSMENT),
    "partners:assessment_edit": Row(ASSESSORS, "outsider", about=ASSESSMENT),
    "partners:assessment_move": Row(ASSESSORS, "outsider", method="post", about=ASSESSMENT | {"move": "withdraw"}),
    "partners:assessment_decide": Row(
        "officer", "outsider", method="post", about={"pk": "decision", "outcome": "declined"}
    ),
    "partners:named_institution_list": Row(READERS),
    "mobility:nomination_page": Row("coordinator outsider head officer auditor"),
    "mobility:nomination_ask": Row("coordinator outsider head officer"),
    "mobility:nomination_revoke": Row(KEEPERS, "outsider", method="post", about={"pk": "nomination_link"}),
    "nominations:answer": public(token="nomination_token"),
    "mobility:mobility_list": Row("coordinator outsider head officer auditor"),
    "mobility:mobility_export": Row("coordinator outsider head officer"),
    "mobility:mobility_board": Row("coordinator outsider head officer auditor"),
    "mobility:mobility_begin": Row("coordinator outsider head officer"),
    "mobility:mobility_create": Row("coordinator outsider head officer"),
    "mobility:mobility_check_new": Row("coordinator outsider head officer", method="post"),
    "mobility:mobility_edit": Row(KEEPERS, "outsider", about=STAY),
    "mobility:mobility_kind": Row(KEEPERS, "outsider", about=STAY),
    "mobility:mobility_check": Row(KEEPERS, "outsider", method="post", about=STAY),
    "mobility:mobility_overbook": Row(KEEPERS, "outsider", about=STAY),
    "mobility:mobility_detail": Row("coordinator head officer auditor", "outsider", about=STAY),
    "mobility:mobility_history": Row("officer auditor", "outsider", about=STAY),
    "mobility:mobility_move": Row(KEEPERS, "outsider", method="post", about=STAY | {"move": "accept"}),
    "mobility:balance": Row(SEE_MOBILITY),
    "mobility:balance_export": Row(SEE_MOBILITY),
    "mobility:grant_calculate": Row(KEEPERS, "outsider", method="post", about=STAY),
    "mobility:grants_calculate": Row("officer", "outsider", method="post", about=PROJECT),
    "mobility:grants_calculate_many": Row("officer"),
    "mobility:recalculation": Row("officer", EVERYONE, about={"pk": "recalculation"}),
    "mobility:recalculation_progress": Row("officer", EVERYONE, about={"pk": "recalculation"}),
    "mobility:payment_list": Row("officer"),
    "mobility:payment_export": Row("officer"),
    "mobility:payment_many": Row("officer"),
    "mobility:payment_create": Row("officer", "outsider", about=STAY),
    "mobility:payment_take_back": Row("officer", "outsider", method="post", about={"pk": "payment"}),
    "mobility:learning_detail": Row("coordinator head officer auditor", "outsider", about=STAY),
    "mobility:learning_begin": Row(KEEPERS, "outsider", method="post", about=STAY),
    "mobility:learning_version": Row("coordinator head officer auditor", "outsider", about=LEARNING),
    "mobility:learning_edit": Row(KEEPERS, "outsider", about=LEARNING),
    "mobility:component_create": Row(KEEPERS, "outsider", about=LEARNING),
    "mobility:component_edit": Row(KEEPERS, "outsider", about=LEARNING | {"component": "component"}),
    "mobility:component_remove": Row(KEEPERS, "outsider", about=LEARNING | {"component": "component"}),
    "mobility:learning_change": Row(KEEPERS, "outsider", method="post", about=LEARNING),
    "mobility:learning_ask": Row(KEEPERS, "outsider", method="post", about=LEARNING),
    "mobility:learning_sign": Row(KEEPERS, "outsider", method="post", about=LEARNING | {"seen": "seen"}),
    "mobility:learning_reject": Row(KEEPERS, "outsider", method="post", about=LEARNING),
    "mobility:learning_results": Row(KEEPERS, "outsider", about=LEARNING),
    "mobility:learning_traineeship": Row(KEEPERS, "outsider", about=TRAINEE),
    "mobility:learning_certificate": Row(KEEPERS, "outsider", about=TRAINEE),
    "mobility:learning_paper": Row("coordinator head officer auditor", "outsider", about=LEARNING),
    "signing:learning": public(token="signing_token"),
    "mobility:step_list": Row("coordinator head officer auditor", "outsider", about=STAY),
    "mobility:steps_lay_out": Row(KEEPERS, "outsider", method="post", about=STAY),
    "mobility:step_done": Row(KEEPERS, "outsider", about=STEP),
    "mobility:step_day": Row(KEEPERS, "outsider", about=STEP),
    "mobility:step_not_needed": Row(KEEPERS, "outsider", method="post", about=STEP),
    "mobility:step_reopen": Row(KEEPERS, "outsider", method="post", about=STEP),
    "mobility:paper_attach": Row(KEEPERS, "outsider", about=STAY),
    "mobility:paper_download": Row("coordinator head officer auditor", "outsider", about=PAPER),
    "mobility:paper_remove": Row(KEEPERS, "outsider", method="post", about=PAPER),
    "mobility:participant_detail": Row(f"{ASSESSORS} auditor", "outsider", about=PARTICIPANT),
    "mobility:participant_edit": Row(KEEPERS, "outsider", about=PARTICIPANT),
    "mobility:participant_read": Row("officer", method="post", about=PARTICIPANT),
    "mobility:participant_sensitive": Row("officer", about=PARTICIPANT),
    "mobility:emergency_contact": Row("officer", about=PARTICIPANT),
    "mobility:own_data": Row("officer", method="post", about=PARTICIPANT),
    "mobility:inclusion_need": Row("officer", about=STAY),
    "mobility:reading_list": Row("officer auditor"),
    "mobility:personal_export_list": Row("officer auditor"),
    "mobility:forgetting_list": Row("officer"),
    "mobility:forgetting_detail": Row("officer", about={"pk": "forgetting"}),
    "mobility:crisis_list": Row("officer"),
    "mobility:exchange_file": Row("officer", about=PROJECT),
    "mobility:exchange_download": Row("officer", method="post", about=PROJECT),
    "mobility:statistics": Row(SEE_MOBILITY),
    "mobility:statistics_export": Row(SEE_MOBILITY),
    "mobility:pictures": Row(SEE_MOBILITY),
    "mobility:report_list": Row("officer"),
    "mobility:report_ask_everybody": Row("officer", method="post"),
    "mobility:report_detail": Row("officer", about={"pk": "participant_report"}),
    "mobility:report_move": Row("officer", method="post", about={"pk": "participant_report", "move": "keep_back"}),
    "mobility:report_leave_out": Row("officer", method="post", about={"pk": "participant_report"}),
    "mobility:report_ask_of_stay": Row("officer", method="post", about=STAY),
    "mobility:report_ask_of_project": Row("officer", method="post", about=PROJECT),
    "reports:answer": public(token="report_token"),
    "mobility:scheme_list": Row(SEE_MOBILITY),
    "mobility:bip_list": Row(SEE_MOBILITY),
    "mobility:bip_export": Row(f"{ASSESSORS} outsider"),
    "mobility:bip_create": Row(f"{ASSESSORS} outsider"),
    "mobility:bip_check_new": Row(f"{ASSESSORS} outsider", method="post"),
    "mobility:bip_detail": Row(f"{ASSESSORS} auditor", "outsider", about=BIP),
    "mobility:bip_eligibility": Row(f"{ASSESSORS} auditor", "outsider", about=BIP),
    "mobility:bip_history": Row(f"{ASSESSORS} auditor", "outsider", about=BIP),
    "mobility:bip_edit": Row(KEEPERS, "outsider", about=BIP),
    "mobility:bip_check": Row(KEEPERS, "outsider", method="post", about=BIP),
    "mobility:bip_partners": Row(KEEPERS, "outsider", about=BIP),
    "mobility:bip_check_partners": Row(KEEPERS, "outsider", method="post", about=BIP),
    "mobility:bip_stay": Row(KEEPERS, "outsider", about=BIP),
    "mobility:bip_stay_remove": Row(KEEPERS, "outsider", method="post", about=BIP | {"stay": "stay"}),
    "mobility:bip_move": Row(KEEPERS, "outsider", method="post", about=BIP | {"move": "cancel"}),
    "mobility:support_list": Row(SEE_MOBILITY),
    "mobility:support_export": Row(f"{ASSESSORS} outsider"),
    "mobility:support_create": Row(KEEPERS, "outsider", about=BIP),
    "mobility:support_detail": Row(f"{ASSESSORS} auditor", "outsider", about=SUPPORT),
    "mobility:support_history": Row(f"{ASSESSORS} auditor", "outsider", about=SUPPORT),
    "mobility:support_edit": Row(KEEPERS, "outsider", about=SUPPORT),
    "mobility:support_move": Row(KEEPERS, "outsider", method="post", about=SUPPORT | {"move": "withdraw"}),
    "finder:round_list": public(),
    "finder:round_calendar": public(),
    "finder:round_detail": public(pk="round"),
    "finder:one_round_calendar": public(pk="round"),
    "mobility:round_list": Row(SEE_MOBILITY),
    "mobility:round_export": Row(f"{ASSESSORS} outsider"),
    "mobility:round_create": Row("officer"),
    "mobility:round_detail": Row(f"{ASSESSORS} auditor", "outsider", about=ROUND),
    "mobility:round_history": Row(f"{ASSESSORS} auditor", "outsider", about=ROUND),
    "mobility:round_protocol": Row(f"{ASSESSORS} auditor", "outsider", about=ROUND),
    "mobility:round_protocol_export": Row(ASSESSORS, "outsider", about=ROUND),
    "mobility:round_edit": Row("officer", "outsider", about=ROUND),
    "mobility:round_places": Row("officer", "outsider", about=ROUND | {"condition": "offered"}),
    "mobility:round_allocate": Row("officer", "outsider", method="post", about=ROUND),
    "mobility:round_move_up": Row("officer", "outsider", method="post", about=WAITING),
    "mobility:round_leave": Row("officer", "outsider", method="post", about=WAITING),
    "mobility:round_move": Row("officer", "outsider", method="post", about=ROUND | {"move": "close"}),
    "mobility:project_list": Row(SEE_MOBILITY),
    "mobility:project_export": Row(f"{ASSESSORS} outsider"),
    "mobility:project_create": Row("officer"),
    "mobility:project_detail": Row(f"{ASSESSORS} auditor", "outsider", about=PROJECT),
    "mobility:project_history": Row(f"{ASSESSORS} auditor", "outsider", about=PROJECT),
    "mobility:project_edit": Row("officer", "outsider", about=PROJECT),
    "mobility:project_move": Row("officer", "outsider", method="post", about=PROJECT | {"move": "report"}),
    "mobility:budget_line_create": Row("officer", "outsider", about=PROJECT),
    "mobility:budget_line_edit": Row("officer", "outsider", about=PROJECT | {"line": "budget_line"}),
    "mobility:budget_line_remove": Row("officer", "outsider", method="post", about=PROJECT | {"line": "budget_line"}),
    "mobility:budget_transfer": Row("officer", "outsider", about=PROJECT),
    "partners:request_list": Row(f"{ASSESSORS} outsider auditor"),
    "partners:request_export": Row("officer auditor"),
    "partners:request_create": Row(f"{ASSESSORS} outsider"),
    "partners:request_similar": Row(f"{ASSESSORS} outsider"),
    "partners:request_detail": Row(f"{ASSESSORS} auditor", "outsider", about=REQUEST),
    "partners:request_history": Row(f"{ASSESSORS} auditor", "outsider", about=REQUEST),
    "partners:request_edit": Row(ASSESSORS, "outsider", about=REQUEST),
    "partners:request_accept": Row("officer", about=REQUEST),
    "partners:request_decline": Row("officer", about=REQUEST),
    "partners:request_move": Row(ASSESSORS, "outsider", method="post", about=REQUEST | {"move": "withdraw"}),
    "partners:restriction_set_aside": Row("officer", about={"pk": "restricted", "kind": "signal", "key": "warning"}),
    "partners:set_aside_end": Row("officer", method="post", about={"pk": "set_aside"}),
    "partners:similar": Row("officer"),
    "partners:mailing_list": Row("coordinator outsider head officer auditor"),
    "partners:mailing_create": Row("coordinator outsider head officer", about={"kind": "partners"}),
    "partners:mailing_detail": Row("coordinator outsider head officer auditor", EVERYONE, about={"pk": "sent_mailing"}),
    "partners:mailing_edit": Row("coordinator", EVERYONE, about={"pk": "mailing"}),
    "partners:mailing_send": Row("coordinator", EVERYONE, method="post", about={"pk": "mailing"}),
    "partners:mailing_discard": Row("coordinator", EVERYONE, method="post", about={"pk": "mailing"}),
    "partners:mailing_resend": Row(
        "officer", f"{LIKE_READER} {STRANGERS}", method="post", about={"pk": "sent_mailing"}
    ),
    "partners:mail_template_list": Row("officer administrator"),
    "partners:mail_template_create": Row("officer administrator"),
    "partners:mail_template_preview": Row("officer administrator", method="post"),
    "partners:mail_template_detail": Row("officer administrator", about={"pk": "mail_template"}),
    "partners:mail_template_edit": Row("officer administrator", about={"pk": "mail_template"}),
    "partners:mail_template_retire": Row("officer administrator", method="post", about={"pk": "mail_template"}),
    "partners:mail_template_restore": Row("officer administrator", method="post", about={"pk": "mail_template"}),
    "partners:institution_factsheet": Row("coordinator outsider head officer auditor", about={"pk": "partner"}),
    "partners:factsheet_ask": Row("coordinator outsider head officer auditor", method="post", about={"pk": "partner"}),
    "partners:factsheet_revoke": Row(KEEPERS, method="post", about={"pk": "factsheet_link"}),
    "partners:proposal_accept": Row("officer", method="post", about={"pk": "correction"}),
    "partners:proposal_refuse": Row("officer", method="post", about={"pk": "correction"}),
    "factsheet:answer": public(token="factsheet_token"),
    "partners:institution_correspondence": Row("coordinator outsider head officer auditor", about={"pk": "partner"}),
    "partners:duplicate_list": Row("officer"),
    "partners:duplicate_search": Row("officer", method="post"),
    "partners:duplicate_dismiss": Row("officer", method="post", about={"pk": "pair"}),
    "partners:duplicate_take_up": Row("officer", method="post", about={"pk": "pair"}),
    "partners:merge_choice": Row("officer", about={"pk": "partner"}),
    "partners:merge": Row("officer", about={"pk": "partner", "other": "closed_partner"}),
    "partners:merge_detail": Row("officer auditor", about={"pk": "merger"}),
    "partners:merge_undo": Row("officer", method="post", about={"pk": "merger"}),
    "partners:institution_close": Row("officer", about={"pk": "partner"}),
    "partners:institution_reopen": Row("officer", method="post", about={"pk": "closed_partner"}),
    "partners:contact_create": Row("officer", about={"pk": "partner"}),
    "partners:contact_edit": Row("officer", about={"pk": "contact"}),
    "partners:contact_remove": Row("officer", method="post", about={"pk": "contact"}),
    "reminders:calendar": Row(f"{READERS} administrator"),
    "reminders:calendar_export": Row(f"{READERS} administrator"),
    "reminders:calendar_list": Row(f"{READERS} administrator"),
    "reminders:call_detail": Row(f"{READERS} administrator", about={"pk": "call"}),
    "reminders:feed": public(token="calendar_token"),
    "reminders:feed_begin": Row(f"{READERS} administrator", method="post"),
    "reminders:feed_off": Row("reader", f"{READERS} administrator", method="post"),
    "reminders:feed_page": Row(f"{READERS} administrator"),
    "reminders:feed_renew": Row("reader", f"{READERS} administrator", method="post"),
    "reminders:desk": Row(f"{READERS} administrator"),
    "reminders:date_rest": Row(KEEPERS, "administrator", about=DATE),
    "reminders:date_hand_over": Row(KEEPERS, "administrator", about=DATE),
    "reminders:date_not_needed": Row(KEEPERS, "administrator", about=DATE),
    "reminders:date_take_up": Row(KEEPERS, "administrator", about=DATE),
    "reminders:following": Row(f"{READERS} administrator"),
    "reminders:leaver_list": Row("head officer administrator"),
    "reminders:leaving": Row("coordinator head officer administrator", "external_reviewer", about={"pk": "keeper"}),
    "reminders:hand_over_detail": Row("coordinator officer administrator", EVERYONE, about={"pk": "hand_over"}),
    "reminders:hand_over_confirm": Row(
        "coordinator officer administrator", EVERYONE, method="post", about={"pk": "plan"}
    ),
    "reminders:hand_over_return": Row(
        "coordinator officer administrator", EVERYONE, method="post", about={"pk": "hand_over"}
    ),
    "reminders:subscription": Row(EVERYONE),
    "reminders:subscription_hear": Row(EVERYONE, method="post"),
    "reminders:subscription_of_person": Row("officer auditor administrator", about={"pk": "colleague"}),
    "reminders:unsubscribe": public(token="way_out"),
    "reminders:health": public(),
    "reminders:alive": public(),
    "reminders:night_list": Row("officer administrator"),
    "reminders:night_detail": Row("officer administrator", about={"pk": "night"}),
    "reminders:mail_list": Row("officer auditor administrator"),
    "reminders:mails_retry": Row("officer administrator", method="post"),
    "reminders:mail_detail": Row("officer auditor administrator", about={"pk": "mail"}),
    "reminders:mail_retry": Row("officer administrator", method="post", about={"pk": "mail"}),
    "reminders:mail_give_up": Row("officer administrator", method="post", about={"pk": "mail"}),
    **NETWORK_ROWS,
    **QUALITY_ROWS,
    **COOPERATION_ROWS,
    **COOPERATION_FORM_ROWS,
    **INSIGHTS_ROWS,
    **SITE_ROWS,
}


@pytest.fixture
def people(person, unit, other_unit, faculty, university):
    """One person of every role; ``outsider`` is a coordinator of another unit, ``student`` signs in nowhere."""
    homes = {Role.COORDINATOR: unit, Role.HEAD: faculty}
    people = {role.value: person(role, homes.get(role, university)) for role in Role}
    return people | {"outsider": person(Role.COORDINATOR, other_unit), "student": None}


@pytest.fixture
def objects(people, unit, person, university):
    """What the paths are about, by the names the rows use."""
    from core.pages import load_pages

    load_pages()
    draft = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, kind="erasmus")
    active = AgreementFactory(responsible_unit=unit, is_published=True)
    partner = active.partner_parties[0].institution
    upload = ImportRun(importer="charter", original_name="list.csv", state=ImportState.REHEARSED)
    upload.started_by = people["officer"]
    upload.file.save("list.csv", ContentFile(b"Erasmus Code;Legal Name\n"), save=True)
    mail = OutgoingMail.objects.create(
        recipient=people["coordinator"], day=timezone.localdate(), subject="x", text="x", message_id="<x>"
    )
    calendar = renew_address(people["reader"], actor=people["reader"])
    return {
        "draft": draft.pk,
        "new_form": uuid4(),
        "active": active.pk,
        "ending": AgreementFactory(responsible_unit=unit, ends_on=timezone.localdate()).pk,
        "condition": ConditionFactory(agreement=draft).pk,
        "amendment": Amendment.objects.create(
            agreement=active, number=1, reason="x", effective_on=timezone.localdate()
        ).number,
        "entry": EntryFactory(agreement=active, written_by=people["coordinator"]).pk,
        "document": DocumentFactory(agreement=active).pk,
        "letter_template": LetterTemplateFactory().pk,
        "retiring_template": LetterTemplateFactory().pk,
        "retention_rule": RetentionRule.objects.create(subject="agreements", years=1, source_en="A rule").pk,
        "disposal": Disposal.objects.create(subject="agreements", years=1, rule="A rule", reason="Due").pk,
        "archive_export": archive_export(people["officer"], active).pk,
        "public_document": DocumentFactory(agreement=active, visibility=Visibility.PUBLIC).pk,
        "partner": partner.pk,
        "partner-slug": partner.slug,
        "contact": Contact.objects.create(institution=partner, name="Coordinator there").pk,
        "import": upload.pk,
        "profile": MappingProfile.objects.create(importer="charter", name="Kept", is_shared=True).pk,
        "mail": mail.pk,
        "call": CallDeadlineFactory().pk,
        "calendar_token": address_of(calendar, FeedScope.OWN).rpartition("/")[2].removesuffix(".ics"),
        "evaluated": EvaluationFactory(agreement__responsible_unit=unit).agreement.pk,
        "renewal_run": RenewalRun.objects.create(form=uuid4(), agreements=[active.pk], started_by=people["officer"]).pk,
        "night": Night.objects.create(on=timezone.localdate(), started_at=timezone.now()).pk,
        "keeper": people["coordinator"].pk,
        "plan": HandOver.objects.create(person=people["coordinator"], made_by=people["coordinator"]).pk,
        "hand_over": HandOver.objects.create(
            person=people["coordinator"], made_by=people["coordinator"], done_at=timezone.now()
        ).pk,
        "absence": DelegationFactory(person=people["reader"], starts_on=timezone.localdate(), ends_on=None).pk,
        "colleague": person(Role.READER, university, name="Colleague").pk,
        "way_out": unsubscribe_url(people["coordinator"].pk, ["agreements.end"]).split("/")[-2],
        **grant_project(unit),
        **programme(unit),
        **application_round(active),
        **due_diligence(unit, partner),
        **mergers(),
        **mailings(partner, people),
        "stay": MobilityFactory(unit=unit).pk,
        **learning(unit),
        **people_data(unit, people),
        **nomination_link(unit, partner),
        **grants(unit, people["officer"]),
        "partnership_request": PartnershipRequestFactory(unit=unit, proposed_by=people["coordinator"]).pk,
        "confirmation": confirmation_path(PartnershipRequestFactory(state="unconfirmed")).split("/")[-2],
        **comments(draft, people),
        "bulk_edit": BulkEdit.objects.create(kind="agreements", started_by=people["coordinator"]).pk,
        "saved_view": SavedView.objects.create(owner=people["reader"], list_name="agreements", name="Mine").pk,
        **network_objects(partner, people["coordinator"]),
        **quality_objects(unit, people),
        **cooperation_objects(unit),
        **cooperation_rows(unit),
        **insights_objects(unit, partner, people["reader"]),
        **site_objects(unit, partner),
    }


def grants(unit, officer) -> dict:
    """A payment of the unit's, and grants that the officer had calculated anew."""
    payment = GrantPaymentFactory(calculation__mobility__unit=unit)
    run = GrantRecalculation.objects.create(project=GrantProjectFactory(unit=unit), started_by=officer)
    return {"payment": payment.pk, "recalculation": run.pk}


def people_data(unit, people) -> dict:
    """Somebody with a stay of the unit, the protocol of a forgetting, and a report that was asked for."""
    stay = MobilityFactory(unit=unit, state="completed")
    report = ask_for_report(stay, actor=people["officer"])
    protocol = Forgetting.objects.create(decided_by_name="x", reason="x", keys=[])
    return {
        "participant": stay.participant_id,
        "forgetting": protocol.pk,
        "participant_report": report.pk,
        "report_token": report_token_of(report),
    }


def learning(unit) -> dict:
    """A student with a learning agreement in draft, a step to be done and a paper; a trainee with one."""
    stay = MobilityFactory(unit=unit)
    version = LearningAgreementVersionFactory(agreement__mobility=stay)
    link = SigningLinkFactory(version=version)
    trainee = LearningAgreementVersionFactory(agreement__mobility=MobilityFactory(unit=unit), kind="traineeship")
    return {
        "trainee": trainee.stay.pk,
        "trainee_number": trainee.number,
        "learner": stay.pk,
        "learning_number": version.number,
        "component": LearningComponentFactory(version=version).pk,
        "signing_token": signing_token_of(link),
        "step": StayStepFactory(mobility=stay).pk,
        "paper": StayDocumentFactory(mobility=stay).pk,
    }


def nomination_link(unit, partner) -> dict:
    link = NominationLinkFactory(unit=unit, institution=partner)
    return {"nomination_link": link.pk, "nomination_token": nomination_token_of(link)}


def archive_export(person, agreement) -> ArchiveExport:
    """A parcel that is ready."""
    export = ArchiveExport(started_by=person, agreements=[agreement.pk], original_name="one.zip")
    export.kept_until = timezone.now() + timedelta(hours=1)
    export.file.save("one.zip", ContentFile(b"PK"), save=False)
    export.save()
    return export


def comments(draft, people) -> dict[str, int]:
    """The coordinator addresses the officer on a draft."""
    comment = CommentFactory(about=draft, author=people["coordinator"])
    mention = Mention.objects.create(comment=comment, person=people["officer"], written="Officer")
    return {"comment": comment.pk, "mention": mention.pk}


def mailings(partner, people) -> dict[str, int]:
    """A draft of the coordinator, and what an officer who has left sent."""
    return {
        "mailing": MailingFactory(written_by=people["coordinator"]).pk,
        "sent_mailing": PartnerMailFactory(institution=partner).mailing.pk,
        "mail_template": MailTemplateFactory().pk,
        "factsheet_link": FactsheetLinkFactory(institution=partner).pk,
        "factsheet_token": token_of(FactsheetLinkFactory(institution=partner)),
        "correction": FactsheetProposalFactory(institution=partner).pk,
    }


def grant_project(unit) -> dict[str, int]:
    project = GrantProjectFactory(unit=unit)
    return {"grant_project": project.pk, "budget_line": BudgetLineFactory(project=project).pk}


def programme(unit) -> dict[str, int]:
    bip = BipFactory(unit=unit)
    return {"bip": bip.pk, "support": SupportRequestFactory(bip=bip).pk}


def application_round(agreement) -> dict[str, int]:
    """A published round, a condition with places in it, and somebody on a waiting list of it."""
    row = ApplicationRoundFactory(unit=agreement.responsible_unit, is_published=True)
    condition = ConditionFactory(agreement=agreement)
    choice = ApplicantChoice(applicant=ApplicantFactory(round=row), position=1, partner=condition.receiver)
    choice.save()
    run = AllocationRun.objects.create(round=row, applicant_count=1, given_count=0)
    reason = AllocationReason.objects.create(
        run=run, choice=choice, condition=condition, outcome="full", waiting="waits"
    )
    return {"round": row.pk, "offered": condition.pk, "waiting": reason.pk}


def mergers() -> dict[str, int]:
    """A pair that looks alike, a merger that can be undone, and a partner that closed."""
    survivor, absorbed, closed = InstitutionFactory(), InstitutionFactory(), InstitutionFactory(status="closed")
    return {
        "pair": PossibleDuplicate.objects.create(first=survivor, second=closed).pk,
        "merger": merge_institutions(survivor, absorbed, actor=None).pk,
        "closed_partner": closed.pk,
    }


def due_diligence(unit, partner) -> dict[str, int]:
    """A draft, a place among the deciders of another one, and a restriction that is set aside for one partner."""
    restricted = InstitutionFactory()
    signal = CountrySignal.objects.create(
        country=restricted.country, effect="stop", reason_en="x", valid_from="2022-03-02"
    )
    waiting = AssessmentFactory(unit=unit, state="submitted")
    place = AssessmentDecision(assessment=waiting, position=1, role="officer", scope="unit", unit=unit)
    place.save()
    return {
        "assessment": AssessmentFactory(unit=unit, institution=partner).pk,
        "decision": place.pk,
        "restricted": restricted.pk,
        "warning": signal.pk,
        "set_aside": SetAsideFactory(institution=partner, signal=signal).pk,
    }


def test_every_address_has_a_row():
    ours = {address.name for address in every_address() if not is_third_party(address)}
    assert ours == set(ROWS)


def is_third_party(address) -> bool:
    return address.name.startswith(("admin:", *SIGN_IN_ROOMS)) or address.route.startswith(("admin/", "account/social"))


@pytest.mark.parametrize("role", sorted({*Role.values, "outsider", "student"}))
def test_each_role_meets_what_the_rows_say(role, people, objects, browser_of):
    """All addresses in one walk: what the door of one of them changes is taken back before the next."""
    browser, unexpected = browser_of(people[role]), {}
    for name, row in ROWS.items():
        address = reverse(name, kwargs={key: objects.get(value, value) for key, value in row.about.items()})
        with transaction.atomic():
            found = outcome(getattr(browser, row.method)(address))
            transaction.set_rollback(True)
        if found != row.expected(role):
            unexpected[name] = f"{found}, not {row.expected(role)}"
    assert unexpected == {}


def test_only_administrators_enter_django_admin(people, browser_of):
    addresses = [address for address in every_address() if address.route.startswith("admin/")]
    assert len(addresses) > 100
    plain = {
        "/" + address.route
        for address in addresses
        if "<" not in address.route and address.name not in {"admin:login", "admin:logout"} and "(" not in address.route
    }
    for role, user in people.items():
        client = browser_of(user)
        for address in sorted(plain) if role == "administrator" else ["/admin/", "/admin/accounts/user/"]:
            response = client.get(address, follow=False)
            if role == "administrator":
                assert response.status_code in {200, 302, 403, 400, 404}, address
                assert outcome(response) != SIGN_IN, address
            else:
                assert outcome(response) == SIGN_IN, (role, address)


@pytest.mark.parametrize("address", sorted({a for a in every_address() if a.name.startswith(SIGN_IN_ROOMS)}, key=str))
def test_sign_in_pages_answer_everyone_without_a_fault(address, people, browser_of):
    path = address.route.replace("^", "").replace("<int:pk>", "1")
    path = path.replace("(?P<provider_id>[^/]+)", "x").replace(r"(?P<key>[-:\w]+)", "x")
    path = path.replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-x")
    for role in ("student", "reader", "administrator"):
        assert browser_of(people[role]).get("/" + path).status_code < 500
