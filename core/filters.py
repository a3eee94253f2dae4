"""Filters of a list: an address that can be bookmarked, shown as chips that can be taken off one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import django_filters
from django import forms
from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.addresses import address_with

LONGEST_SEARCH = 500


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    """One filter as the page shows it.

    ``control`` is "choices" (``options``, any number of them or, with ``is_single``, one), "date" or "text" (one
    input with ``value``); ``shown`` are the words of what is chosen; ``off`` is the address without it.
    """

    name: str
    label: str
    control: str
    value: str = ""
    options: list[Option] = field(default_factory=list)
    shown: str = ""
    off: str = ""
    is_single: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.shown)

    @property
    def boxes(self) -> str:
        """The options to tick. Drawn here because a template takes ten times as long for two hundred of them."""
        kind = "radio" if self.is_single else "checkbox"
        return format_html_join(
            "",
            '<label><input class="form-check-input" type="{}" name="{}" value="{}"{}>{}</label>',
            (
                (kind, self.name, option.value, mark_safe(" checked") if option.is_chosen else "", option.label)
                for option in self.options
            ),
        )


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of several values; nothing chosen means all.

    ``offered`` gives the (value, label) pairs shown in the chip where they are fewer than those understood;
    ``in_short`` the word for a chosen value where its label is long.
    """

    def __init__(
        self,
        *args,
        offered: Callable[[], Iterable] | None = None,
        in_short: Callable[[str], str] | None = None,
        **kwargs,
    ):
        kwargs.setdefault("lookup_expr", "in")
        super().__init__(*args, distinct=False, **kwargs)
        self.offered = offered
        self.in_short = in_short

    def filter(self, queryset, value):
        return queryset.filter(**{f"{self.field_name}__in": value}) if value else queryset


class OneChoiceFilter(django_filters.ChoiceFilter):
    """One of several values, or none. What it means is its filter set's to say."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_label=None, **kwargs)

    def filter(self, queryset, value):
        return queryset


class SearchFilter(django_filters.CharFilter):
    """Words that each begin a word of the row's search text, accents aside."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max_length=10_000, strip=True, **kwargs)

    def filter(self, queryset, value):
        return queryset.matching(value[:LONGEST_SEARCH]) if value else queryset


class PortalFilterSet(django_filters.FilterSet):
    """A list's filters. What the address asks that cannot be understood is left out and said in ``problems``.

    ``search_name`` is the filter drawn as the search box; what else stands in ``without_chip`` is
    reached by links (of the sentence of figures) and kept by the form. Without a ``search_name`` there is no box.
    """

    search_name = "q"
    without_chip: tuple[str, ...] = ("q",)

    def filter_queryset(self, queryset):
        understood = self.form.cleaned_data if self.is_bound else {}
        for name, value in understood.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def problems(self) -> list[str]:
        """A sentence for each filter of the address that could not be understood."""
        if not self.is_bound:
            return []
        return [
            _("The filter “%(filter)s” was left out: %(reason)s")
            % {"filter": self.filters[name].label, "reason": " ".join(str(error) for error in errors)}
            for name, errors in self.form.errors.items()
            if name in self.filters
        ]

    @property
    def searched(self) -> str:
        """What stands in the search box."""
        return (self.data or {}).get(self.search_name, "")[:LONGEST_SEARCH]

    def kept(self) -> list[tuple[str, str]]:
        """What the form of chips hands on though it draws no chip for it."""
        data = self.data or {}
        return [(name, data[name]) for name in self.without_chip if name != self.search_name and data.get(name)]

    def chips(self) -> list[Chip]:
        """The filters in their order, as the page draws them."""
        return [self._chip(name, rule) for name, rule in self.filters.items() if name not in self.without_chip]

    def set_chips(self) -> list[Chip]:
        """Those that narrow the list, without looking up what the others offer."""
        understood = self.form.cleaned_data if self.is_bound else {}
        names = [name for name, value in understood.items() if value and name not in self.without_chip]
        return [self._chip(name, self.filters[name]) for name in names]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything has been asked that leaves rows out."""
        understood = self.form.cleaned_data if self.is_bound else {}
        return any(value for value in understood.values())

    def _chip(self, name, rule) -> Chip:
        understood = self.form.cleaned_data if self.is_bound else {}
        off = address_with(self.data, without=[name, "page"]) if self.is_bound else ""
        value = understood.get(name)
        if isinstance(rule.field, forms.MultipleChoiceField):
            return self._chip_of_choices(name, rule, set(value or ()), off)
        if isinstance(rule, OneChoiceFilter):
            return replace(self._chip_of_choices(name, rule, {value} if value else set(), off), is_single=True)
        if isinstance(rule.field, forms.DateField):
            shown = date_format(value, "DATE_FORMAT") if value else ""
            return Chip(name, str(rule.label), "date", value=value.isoformat() if value else "", shown=shown, off=off)
        text = str(value or "")
        return Chip(name, str(rule.label), "text", value=text, shown=self.words_for(name, text), off=off)

    def _chip_of_choices(self, name, rule, chosen: set, off: str) -> Chip:
        known = {str(value): str(label) for value, label in rule.field.choices}
        pairs = rule.offered() if getattr(rule, "offered", None) else known.items()
        options = {str(value): Option(str(value), str(label), str(value) in chosen) for value, label in pairs}
        for value in sorted(chosen - set(options)):
            options[value] = Option(value, known[value], is_chosen=True)
        word = getattr(rule, "in_short", None)
        chosen_options = [option for option in options.values() if option.is_chosen]
        shown = ", ".join(word(option.value) if word else option.label.strip() for option in chosen_options)
        return Chip(name, str(rule.label), "choices", options=list(options.values()), shown=shown, off=off)

    def words_for(self, name: str, text: str) -> str:
        """How a text filter's value reads on its chip; a room may replace a number by a name."""
        return text


def remembered_options(key: str, build: Callable[[], Iterable], seconds: int = 60) -> list[tuple[str, str]]:
    """The options ``build`` gives, kept for some seconds in each language: a list page asks on every request."""
    return cache.get_or_set(
        f"options:{key}:{get_language()}", lambda: [(str(value), str(label)) for value, label in build()], seconds
    )
