"""Dates, numbers and names as templates show them."""

from datetime import date

import pytest
from django.template import Context, Engine, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone, translation

from core.templatetags.portal import initials, month_of, number, relative_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 22), "in 1 day"),
        (date(2026, 11, 20), "1 day ago"),
        (date(2026, 12, 11), "in 20 days"),
        (date(2026, 12, 12), "in 3 weeks"),
        (date(2027, 2, 14), "in 12 weeks"),
        (date(2027, 8, 31), "in 9 months"),
        (date(2026, 6, 30), "5 months ago"),
        (date(2027, 11, 21), "in 1 year"),
        (date(2028, 9, 30), "in 1 y 10 m"),
        (date(2024, 11, 21), "2 years ago"),
        (None, ""),
    ],
)
def test_a_date_reads_as_its_distance(day, words):
    assert relative_date(day, TODAY) == words


def test_a_month_names_its_year_where_it_is_another():
    this_year = timezone.localdate().year
    assert month_of(date(this_year, 3, 1)) == "Mar"
    assert month_of(date(this_year + 1, 3, 1)) == f"Mar {this_year + 1}"
    with translation.override("sv"):
        assert month_of(date(this_year + 1, 5, 1)) == f"Maj {this_year + 1}"


def test_numbers_have_the_separators_of_the_reader():
    with translation.override("en"):
        assert number(1284) == "1,284"
    with translation.override("sv"):
        assert number(1284) == "1\xa0284"
    assert number("many") == "many"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ewa Maria Żak", "EŻ"), ("Coordinator, Computing", "CC"), ("reader", "R"), ("", ""), (None, "")],
)
def test_initials_are_of_the_first_and_the_last_word(name, letters):
    assert initials(name) == letters


def drawn(source, path):
    request = RequestFactory().get(path)
    request.resolver_match = resolve(request.path)
    return Template("{% load portal %}" + source).render(Context({"request": request}))


def test_an_address_keeps_what_is_not_changed():
    assert drawn("{% url_with page=2 %}", "/agreements/?country=PL&page=1") == "?country=PL&amp;page=2"
    assert drawn("{% url_with country='' %}", "/agreements/?country=PL&q=a") == "?q=a"


def test_a_page_is_offered_in_every_language_with_its_query():
    line = "{{ one.code }} {{ one.url }} {{ one.is_current }}|"
    source = "{% page_in_languages as all %}{% for one in all %}" + line + "{% endfor %}"
    assert drawn(source, "/?country=PL") == "en /?country=PL True|sv /sv/?country=PL False|"


def drawn_with(library, source):
    return Engine(libraries={"i18n": library}).from_string("{% load i18n %}" + source).render(Context({"given": "<b>"}))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{% translate "Sign in for staff" %}', "Logga in för personal"),
        ('{% translate "Open" context "agreement" %}', None),
        ('{% translate "Partners" as word %}<{{ word }}>', None),
        ('{% translate "100 % & more" %}', "100 % & more"),
        ('{% translate "Partners"|upper %}', None),
        ('{% translate "Partners" noop %}', "Partners"),
        ("{% translate given %}", "&lt;b&gt;"),
    ],
)
def test_words_of_a_template_are_translated_as_django_does_it(source, words):
    with translation.override("sv"):
        quick, own = (
            drawn_with(library, source) for library in ("core.templatetags.quick_i18n", "django.templatetags.i18n")
        )
    assert quick == own
    assert words is None or quick == words
