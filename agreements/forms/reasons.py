"""What the form of an agreement asks a reason for: no memorandum above it, a second one beside another."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.creating.families import asks_for_its_parent, overlap_words, overlaps_the_renewed, question_about
from agreements.creating.second import other_beside
from agreements.models import Agreement
from agreements.rules import erasmus_limit, outlives_programme

NO_PARENT, SECOND = "no_parent_because", "second_because"


def in_a_choice(agreement: Agreement) -> str:
    """A memorandum with what one has to know of it to choose it."""
    ends = date_format(agreement.ends_on) if agreement.ends_on else "–"
    return f"{agreement.title} · {agreement.get_state_display()} · {ends}"


class AsksForReasons:
    """For ``AgreementForm``: each is asked only where there is something to give a reason for, or one was given."""

    def ask_for_reasons(self):
        if NO_PARENT in self.fields:
            self.outside = asks_for_its_parent(self.kind, self.partner_ids, self.instance.starts_on)
            if self.outside:
                self.fields["parent"].help_text = question_about(self.outside)
            elif not self.instance.no_parent_because:
                del self.fields[NO_PARENT]
        if SECOND in self.fields and not self.is_bound:
            if other := other_beside(self.instance) if self.instance.pk else None:
                self.fields[SECOND].help_text = other.words
            elif not self.instance.second_because:
                del self.fields[SECOND]

    def check_reasons(self, cleaned: dict):
        """Whatever is missing or cannot be, said beside its field."""
        if "ends_on" in self.fields and outlives_programme(self.kind, cleaned.get("ends_on")):
            sentence = _("An Erasmus agreement ends with its programme, on %(day)s at the latest.")
            self.add_error("ends_on", sentence % {"day": date_format(erasmus_limit())})
        renewed, starts_on = self.instance.predecessor, cleaned.get("starts_on")
        if "starts_on" in self.fields and renewed and starts_on and overlaps_the_renewed(renewed, starts_on):
            self.add_error("starts_on", overlap_words(renewed))
        is_answered = bool(cleaned.get("parent") or cleaned.get(NO_PARENT) or "parent" in self.errors)
        if NO_PARENT in self.fields and self.outside and not is_answered:
            self.add_error("parent", _("Choose the memorandum, or say why there is none."))
        if SECOND in self.fields:
            self._check_second(cleaned)

    def _check_second(self, cleaned: dict):
        """Whether there is another one of the kind, unit and partner in the period that was typed."""
        other = None if self.errors else self._other_beside(cleaned)
        if other and not cleaned[SECOND]:
            self.add_error(SECOND, other.words + " " + _("Say why another one is needed."))
        elif not (other or cleaned.get(SECOND) or self.instance.second_because or SECOND in self.errors):
            del self.fields[SECOND]
            cleaned.pop(SECOND, None)

    def _other_beside(self, cleaned: dict):
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if not (ends_on or cleaned.get("is_open_ended")) or (starts_on and ends_on and ends_on < starts_on):
            return None  # no period, so nothing lies in it
        unit = cleaned.get("responsible_unit") or self.instance.responsible_unit
        return other_beside(
            self.instance,
            kind=cleaned.get("kind") or self.kind,
            unit=unit.pk,
            partners=frozenset(self.partner_ids),
            starts_on=starts_on,
            ends_on=ends_on,
        )
