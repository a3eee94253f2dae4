"""What agreements show on the pages of other rooms, and what they say about cooperation with partners."""

from collections.abc import Iterable

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.closed_partners import agreements_to_move
from agreements.cockpit.chain import chain_of
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Party
from core.panels import Panel, register
from partners import cooperation
from partners.due_diligence import standing_of, standings_of

SHOWN = 12
ADD, CHANGE, SKIP = "agreements.add_agreement", "agreements.change_agreement", "agreements.conclude_agreement"


def agreements_of(institution, user) -> dict | None:
    """The agreements with an institution that ``user`` may see; on our own page they would be all there are."""
    if institution.is_home:
        return None
    visible = Agreement.objects.visible_to(user).with_partner(institution)
    current = visible.exclude(state__in=AgreementState.over)
    rows = list(current.select_related("responsible_unit").order_by("-ends_on", "title")[: SHOWN + 1])
    listed = f"{reverse('agreements:agreement_list')}?institution={institution.pk}"
    may_add = user.has_perm("agreements.add_agreement") and not institution.is_closed
    to_move = agreements_to_move(institution, user).count() if institution.is_closed else 0
    return {
        "to_move": to_move,
        "move_url": reverse("agreements:succession", args=[institution.pk]) if to_move else "",
        "agreements": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
        "over_count": visible.filter(state__in=AgreementState.over).count(),
        "all_url": f"{listed}&ended=shown",
        "current_url": listed,
        "add_url": f"{reverse('agreements:agreement_create')}?partner={institution.pk}" if may_add else "",
    }


def due_diligence_of_partners(agreement, user) -> dict | None:
    """How the partners of an agreement that is not concluded stand; nothing where no assessment is asked for."""
    if agreement.state not in AgreementState.unfinished:
        return None
    partners = [party.institution for party in agreement.partner_parties]
    standings = standings_of(partners, kind=agreement.kind).values()
    shown = [standing for standing in standings if standing.is_worth_telling]
    return {"standings": shown} if shown else None


def chain_on_page(agreement, user) -> dict | None:
    """The chain, and the way to renew what can be renewed and is not yet; nothing for one that stands alone."""
    chain = chain_of(agreement, user)
    may_renew = agreement.state in AgreementState.watched and agreement.ends_on and user.has_perm(ADD, agreement)
    is_renewed = chain and any(link.agreement.predecessor_id == agreement.pk for link in chain.links)
    if chain is None and not may_renew:
        return None
    renew_url = f"{reverse('agreements:renew_many')}?agreement={agreement.pk}" if may_renew and not is_renewed else ""
    return {"chain": chain, "renew_url": renew_url}


def evaluation_on_page(agreement, user) -> dict | None:
    """The evaluation, for those who keep the agreement; nothing where it was never concluded."""
    if agreement.state not in AgreementState.concluded:
        return None
    if not Agreement.objects.kept_by(user).filter(pk=agreement.pk).exists():
        return None
    evaluation = agreement.evaluations.select_related("submitted_by").first()
    is_open = evaluation is not None and evaluation.is_open
    return {
        "evaluation": evaluation,
        "answers": list(evaluation.answers.all()) if evaluation and evaluation.is_submitted else [],
        "may_write": is_open and user.has_perm(CHANGE, agreement),
        "may_skip": is_open and user.has_perm(SKIP, agreement),
        "may_ask": evaluation is None and agreement.ends_on is not None and user.has_perm(ADD, agreement),
    }


def institutions_in_force(user):
    return _parties_in_force(user).values("institution")


def counts_in_force(user, ids: Iterable[int]) -> dict[int, int]:
    parties = _parties_in_force(user).filter(institution__in=ids).order_by()
    return dict(parties.values_list("institution").annotate(Count("agreement")))


def newest_event():
    """Agreements change only with an event; with the date, because time alone ends some."""
    newest = Agreement.pgh_event_model.objects.aggregate(newest=Max("pgh_id"))["newest"]
    return f"{newest}:{timezone.localdate()}"


def _parties_in_force(user):
    return Party.objects.filter(is_home=False, agreement__in=Agreement.objects.visible_to(user).in_force())


def after_request(asked, user) -> dict | None:
    """What an accepted request for a partnership leads to: the partner as it stands, and an agreement with it."""
    if not asked.is_accepted:
        return None
    partner = asked.institution
    may_add = user.has_perm(ADD) and not partner.is_closed
    return {
        "partner": partner,
        "standing": standing_of(partner),
        "add_url": f"{reverse('agreements:agreement_create')}?partner={partner.pk}" if may_add else "",
    }


register(
    Panel(
        page="partners.request",
        name="next",
        title=_("How it goes on"),
        template_name="agreements/panels/after_request.html",
        facts=after_request,
        right="agreements.view_agreement",
        order=10,
    )
)
register(
    Panel(
        page="partners.institution",
        name="agreements",
        title=_("Agreements"),
        template_name="agreements/panels/agreements_of_institution.html",
        facts=agreements_of,
        right="agreements.view_agreement",
        order=10,
    )
)
register(
    Panel(
        page="agreements.agreement",
        name="due_diligence",
        title=_("Due diligence"),
        template_name="agreements/panels/due_diligence_of_partners.html",
        facts=due_diligence_of_partners,
        right="partners.view_institution",
        order=10,
    )
)
register(
    Panel(
        page="agreements.agreement",
        name="chain",
        title=_("Renewals"),
        template_name="agreements/panels/chain_of_agreement.html",
        facts=chain_on_page,
        right="agreements.view_agreement",
        order=15,
    )
)
register(
    Panel(
        page="agreements.agreement",
        name="evaluation",
        title=_("Evaluation"),
        template_name="agreements/panels/evaluation_of_agreement.html",
        facts=evaluation_on_page,
        right="agreements.view_every_agreement",
        order=16,
    )
)
cooperation.register(
    cooperation.Cooperation(institutions_in_force, counts_in_force, newest_event, kinds=AgreementKind.choices)
)
