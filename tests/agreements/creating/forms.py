"""What a browser sends from the steps."""

from uuid import uuid4

from django.urls import reverse

PERIOD = {"renewal": "none", "notice_rule": "none"}


def new_form(kind="moc", **query):
    """The address of a form nobody has sent yet."""
    asked = "&".join(f"{name}={value}" for name, value in {"kind": kind, **query}.items())
    return reverse("agreements:agreement_begin", args=[uuid4()]) + f"?{asked}"


def partners_data(partners=(), **changes):
    """The rows of ``partners``, with nothing said about them unless ``changes`` do."""
    rows = {f"party-{number}-institution": str(row.pk) for number, row in enumerate(partners)}
    return {"party-TOTAL_FORMS": str(len(partners)), "party-INITIAL_FORMS": "0"} | rows | changes


def step(agreement, name):
    return reverse(f"agreements:step_{name}", args=[agreement.pk])


def drawn(client, address):
    """What the form at ``address`` would send as it stands."""
    form = client.get(address).context["form"]
    return {name: values[0] if len(values) == 1 else values for name, values in form.posted_values().items()} | {
        name: form[name].value() for name in ("seen_at", "seen_values") if name in form.fields
    }
