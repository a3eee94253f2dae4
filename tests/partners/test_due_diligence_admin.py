"""Administrators keep the rules of due diligence, and see no assessment."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from partners.due_diligence import standing_of
from partners.models import (
    AssessmentDecider,
    AssessmentNeed,
    AssessmentQuestion,
    AssessmentRule,
    CountrySignal,
    NamedInstitution,
    NamedList,
)
from reference.loading import load_reference
from tests.partners.factories import InstitutionFactory
from tests.reference.factories import CountryFactory


def address(model, page, *arguments):
    return reverse(f"admin:partners_{model._meta.model_name}_{page}", args=arguments)


def test_assessments_are_not_in_the_administration():
    private = {"assessment", "assessmentanswer", "assessmentdecision", "setaside"}
    registered = {model._meta.model_name.removesuffix("event") for model in admin.site._registry}
    assert private & registered == set()
    assert private <= {model._meta.model_name for model in apps.get_app_config("partners").get_models()}


def test_a_changed_question_is_marked_and_the_next_load_keeps_it(rules, administrator, browser_of):
    question = AssessmentQuestion.objects.get(code="exit")
    page = browser_of(administrator).post(
        address(AssessmentQuestion, "change", question.pk),
        {
            "code": "exit",
            "group": "terms",
            "position": 110,
            "title_en": "Way out",
            "wording_en": "How do we leave?",
            "source": "x",
        },
    )
    assert page.status_code == 302
    load_reference()
    question.refresh_from_db()
    assert (question.title_en, question.is_active, question.is_local) == ("Way out", False, True)


def test_need_of_a_kind_of_agreement_is_chosen_from_those_there_are(rules, administrator, browser_of):
    client = browser_of(administrator)
    page = client.get(address(AssessmentNeed, "add")).content.decode()
    assert "Memorandum of Understanding" in page
    added = {"place": "", "country": "CN", "agreement_kind": "mou"}
    assert client.post(address(AssessmentNeed, "add"), added).status_code == 302
    assert AssessmentNeed.objects.get(country="CN").agreement_kind == "mou"
    both = client.post(address(AssessmentNeed, "add"), {"place": "outside", "country": "CN", "is_needed": "on"})
    assert "Give a place or a country, not both." in both.content.decode()


def test_signal_about_some_kinds_of_institution_is_entered_by_ticking_them(rules, administrator, browser_of):
    partner = InstitutionFactory(country=CountryFactory(iso2="CN"), kind="research_institute")
    values = {
        "country": "CN",
        "effect": "stop",
        "kinds": ["research_institute", "company"],
        "reason_en": "Closed for now.",
        "valid_from": "2026-01-01",
        "confidence": "local",
    }
    response = browser_of(administrator).post(address(CountrySignal, "add"), values)
    assert response.status_code == 302
    assert CountrySignal.objects.get(country="CN").kinds == ["research_institute", "company"]
    assert [restriction.reason for restriction in standing_of(partner).restrictions] == ["Closed for now."]
    backwards = values | {"valid_from": "2026-02-01", "valid_to": "2025-01-01"}
    assert browser_of(administrator).post(address(CountrySignal, "add"), backwards).status_code == 200


def test_name_entered_by_hand_means_who_bears_it(rules, administrator, browser_of):
    partner = InstitutionFactory(name="Szép Egyetem", country=CountryFactory(iso2="HU"))
    listed = NamedList.objects.get()
    values = {"named_list": listed.pk, "name": "SZEP  EGYETEM", "country": "HU", "valid_from": "2022-12-16"}
    assert browser_of(administrator).post(address(NamedInstitution, "add"), values).status_code == 302
    assert standing_of(partner).is_barred_from_eu_programmes
    again = browser_of(administrator).post(address(NamedInstitution, "add"), values)
    assert "The list has this name already." in again.content.decode()
    assert NamedInstitution.objects.count() == 1


@pytest.mark.parametrize("model", [AssessmentQuestion, AssessmentRule, AssessmentDecider, CountrySignal, NamedList])
def test_supplied_rows_are_switched_off_but_never_deleted(rules, administrator, browser_of, model):
    row = model.objects.first()
    assert browser_of(administrator).post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()
