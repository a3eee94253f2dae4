"""What is asked, and what should be reached: who defines it, what is refused, who reads what the units said."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import PortalError, RightMissing
from core.indicators import all_figures
from quality.enums import Comparator, FollowUpState, IndicatorKind
from quality.enums.units import SUPPLIED
from quality.indicators.definitions import change_indicator, define_indicator, remove_indicator
from quality.models import Indicator, Objective
from quality.objectives.judging import Outcome, judged_in, objectives_of
from quality.objectives.services import remove_objective, set_objective
from reference.loading import load_reference
from tests.quality.factories import (
    FollowUpFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
    ProcessFactory,
)

pytestmark = pytest.mark.django_db


def test_the_supplied_set_asks_every_process_and_computes_what_the_house_knows(db):
    load_reference()
    asked = Indicator.objects.select_related("process")
    assert len({indicator.process.code for indicator in asked}) == 17
    computed = {indicator.computed_by for indicator in asked} - {""}
    assert len(computed) >= 6
    assert computed <= {figure.name for figure in all_figures()}
    assert {indicator.measured_in for indicator in asked} <= {"", *SUPPLIED}
    for indicator in asked:
        indicator.full_clean()
        assert indicator.name_sv
    assert {objective.level for objective in Objective.objects.all()} == {"national", "own"}


def test_only_the_quality_office_defines_and_what_contradicts_itself_is_refused(quality_officer, process_owner):
    fields = {"process": ProcessFactory(), "code": "abroad", "name_en": "Abroad", "valid_from": 2025}
    with pytest.raises(RightMissing):
        define_indicator(actor=process_owner, **fields)
    for wrong, name in [
        ({"kind": IndicatorKind.SHARE, "computed_by": "mobility.students_out"}, "kind"),
        ({"computed_by": "nobody.knows"}, "computed_by"),
        ({"code": "export"}, "code"),
        ({"valid_to": 2024}, "__all__"),
    ]:
        with pytest.raises(ValidationError) as refused:
            define_indicator(actor=quality_officer, **fields | wrong)
        assert name in refused.value.message_dict
    made = define_indicator(actor=quality_officer, **fields, computed_by="mobility.students_out")
    assert made.is_local


def test_an_indicator_with_values_is_ended_and_not_removed(unit, quality_officer, rate):
    remove_indicator(IndicatorFactory(code="mistake", is_local=True), actor=quality_officer)
    IndicatorValueFactory(follow_up=FollowUpFactory(unit=unit, academic_year=2024), indicator=rate, number=5)
    with pytest.raises(PortalError, match="It has values"):
        remove_indicator(rate, actor=quality_officer)
    with pytest.raises(ValidationError, match="end it, and define another one"):
        change_indicator(rate, actor=quality_officer, kind=IndicatorKind.NUMBER)
    for years in ({"valid_to": 2023}, {"valid_from": 2025}):
        with pytest.raises(ValidationError, match="There is a value of 2024/25"):
            change_indicator(rate, actor=quality_officer, **years)
    assert change_indicator(rate, actor=quality_officer, valid_to=2024).valid_to == 2024


def test_objectives_are_met_or_not_or_without_a_value(unit, other_unit, rate, courses):
    least = ObjectiveFactory(indicator=rate, target=60, level="national")
    most = ObjectiveFactory(indicator=rate, target=60, comparator=Comparator.AT_MOST)
    none = ObjectiveFactory(indicator=courses)
    ObjectiveFactory(indicator=rate, target=99, valid_from=2027)
    ObjectiveFactory(indicator=IndicatorFactory(process=ProcessFactory(code="QU-3")))
    here, there = FollowUpFactory(unit=unit), FollowUpFactory(unit=other_unit)
    IndicatorValueFactory(follow_up=here, indicator=rate, number=61)
    expected = [(least, Outcome.MET), (most, Outcome.NOT_MET), (none, Outcome.NO_VALUE)]
    assert [(judged.objective, judged.outcome) for judged in objectives_of(here)] == expected
    together = judged_in([here, there])
    assert sorted((judged.objective.pk, judged.outcome) for judged in together[here.pk]) == sorted(
        (judged.objective.pk, judged.outcome) for judged in objectives_of(here)
    )
    assert {judged.outcome for judged in together[there.pk]} == {Outcome.NO_VALUE}


def test_a_target_is_of_a_figure_and_a_share_within_a_hundred(quality_officer, reader, rate):
    fields = {"name_en": "Reached", "indicator": rate, "target": 101, "valid_from": 2025}
    with pytest.raises(ValidationError, match="between 0 and 100"):
        set_objective(actor=quality_officer, **fields)
    words = IndicatorFactory(kind=IndicatorKind.TEXT)
    with pytest.raises(ValidationError, match="Only a number or a share"):
        set_objective(actor=quality_officer, **fields | {"indicator": words})
    with pytest.raises(RightMissing):
        set_objective(actor=reader, **fields | {"target": 50})
    made = set_objective(actor=quality_officer, **fields | {"target": 50})
    remove_objective(made, actor=quality_officer)
    with pytest.raises(PortalError, match="comes with the portal"):
        remove_objective(ObjectiveFactory(), actor=quality_officer)


def test_the_page_of_an_indicator_tells_each_reader_what_they_may_read(
    client, unit, other_unit, rate, quality_officer, reader, head
):
    adopted = FollowUpFactory(unit=other_unit, academic_year=2025, state=FollowUpState.ADOPTED)
    IndicatorValueFactory(follow_up=adopted, indicator=rate, number=41)
    IndicatorValueFactory(follow_up=FollowUpFactory(unit=unit, academic_year=2025), indicator=rate, number=77)
    said = {}
    for who in (quality_officer, head, reader):
        client.force_login(who)
        text = client.get(rate.get_absolute_url()).content.decode()
        said[who] = ("41 %" in text, "77 %" in text)
    assert said == {quality_officer: (True, True), head: (True, True), reader: (True, False)}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("indicator_list", 9), ("objective_list", 10)])
def test_lists_take_as_many_queries_however_long(
    client, reader, unit, count, address, queries, django_assert_num_queries
):
    for indicator in IndicatorFactory.create_batch(count):
        ObjectiveFactory(indicator=indicator)
        IndicatorValueFactory(
            follow_up=FollowUpFactory(unit=unit, academic_year=2020 + indicator.pk % 50), indicator=indicator, number=5
        )
    client.force_login(reader)
    client.get(reverse(f"quality:{address}"))
    with django_assert_num_queries(queries):
        client.get(reverse(f"quality:{address}"))


def test_an_indicator_is_defined_on_its_form(client, quality_officer):
    client.force_login(quality_officer)
    sent = {
        "process": ProcessFactory().pk,
        "code": "abroad",
        "name_en": "Abroad",
        "kind": "number",
        "valid_from": "2025",
        "position": "10",
        "computed_by": "mobility.students_out",
        "is_required": "on",
    }
    page = client.post(reverse("quality:indicator_create"), sent | {"kind": "share"}, follow=True)
    assert "is computed as: Number" in page.content.decode()
    client.post(reverse("quality:indicator_create"), sent)
    made = Indicator.objects.get(code="abroad")
    client.post(reverse("quality:indicator_edit", args=["abroad"]), sent | {"name_en": "Students abroad"})
    made.refresh_from_db()
    assert (made.name_en, made.computed_by, made.valid_to) == ("Students abroad", "mobility.students_out", None)


def test_an_objective_is_set_on_its_form_with_a_comma(client, quality_officer, rate):
    client.force_login(quality_officer)
    sent = {
        "level": "own",
        "name_en": "Half answer",
        "indicator": rate.pk,
        "comparator": "at_least",
        "target": "50,5",
        "valid_from": "2025",
        "valid_to": "",
    }
    page = client.post(reverse("quality:objective_create"), sent | {"target": "half"}, follow=True)
    assert "“half” is not a number." in page.content.decode()
    client.post(reverse("quality:objective_create"), sent)
    assert Objective.objects.get().target == 50.5
