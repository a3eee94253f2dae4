"""Mails about an account: written in the person's language, handed to the worker, tried again for a day.

Some carry links that let somebody in, so they are not kept where colleagues read what was sent.
"""

import logging

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from kombu.exceptions import OperationalError

from core.institution_name import institution_name

logger = logging.getLogger(__name__)


def send_account_mail(user, template: str, **context):
    """Queue the mail of ``<template>_subject.txt`` and ``<template>_message.txt`` when the transaction is committed."""
    with translation.override(user.language):
        words = context | {
            "person": user,
            "institution": institution_name(),
            "office_email": settings.OFFICE_EMAIL,
        }
        subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
        text = render_to_string(f"{template}_message.txt", words)
    queue_mail(user.email, subject, text)


def tell_of_substitution(delegation, *, actor, is_changed: bool = False):
    """Tell the substitute that, and when, they stand in; and the person, where somebody else arranged it."""
    words = {"delegation": delegation, "actor": actor, "is_changed": is_changed}
    words["link"] = settings.SITE_URL + reverse("accounts:profile")
    send_account_mail(delegation.substitute, "accounts/mail/standing_in", **words)
    if delegation.person != actor and delegation.person.is_active:
        send_account_mail(delegation.person, "accounts/mail/substitute_named", **words)


def tell_of_substitution_ended(delegation, substitute):
    """Tell somebody that they stand in no longer."""
    if substitute.is_active:
        send_account_mail(substitute, "accounts/mail/standing_in_ended", delegation=delegation)


def queue_mail(recipient: str, subject: str, text: str):
    """Hand a finished mail to the worker; without a queue it is sent here and now."""
    transaction.on_commit(lambda: _hand_over(recipient, subject, text))


def _hand_over(recipient, subject, text):
    try:
        current_app.send_task("accounts.tasks.deliver", [recipient, subject, text])
    except OperationalError:
        logger.exception("The queue does not answer; an account mail is sent without it")
        deliver(recipient, subject, text)


def deliver(recipient: str, subject: str, text: str):
    """Send one mail; raises what the mail server raises."""
    EmailMessage(subject, text, to=[recipient]).send()
