"""Published agreements as a student may meet them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState, MobilityKind
from agreements.models import ConditionField, ConditionLanguage
from finder.current import forget
from reference.enums import Continent
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home
from tests.reference.factories import CountryFactory, IscedFieldFactory, LanguageFactory


@pytest.fixture(autouse=True)
def no_index_of_another_test():
    """A slow index may be used for a while after a change; not by the next test."""
    forget()


@pytest.fixture
def offer(unit):
    """Make a published agreement with one condition: ``offer(partner, levels=[7], fields=["0613"], people=4)``."""

    def make(partner=None, *, levels=(6,), fields=("0613",), languages=(("en", "B2"),), people=2, months=None, **given):
        condition = {"kind": given.pop("mobility", MobilityKind.STUDENT_STUDIES), "eqf_levels": list(levels)}
        terms = {"kind": AgreementKind.ERASMUS, "state": AgreementState.ACTIVE, "is_published": True} | given
        agreement = AgreementFactory(responsible_unit=unit, partners=[partner or InstitutionFactory()], **terms)
        row = ConditionFactory(agreement=agreement, people_per_year=people, total_months=months, **condition)
        for code in fields:
            IscedFieldFactory(code=code[:2], name_en={"06": "Computing", "07": "Engineering"}.get(code[:2], code))
            ConditionField.objects.create(condition=row, isced_field=IscedFieldFactory(code=code))
        for code, level in languages:
            ConditionLanguage.objects.create(condition=row, language=LanguageFactory(code=code), level=level)
        return agreement

    return make


@pytest.fixture
def lodz(db):
    return InstitutionFactory(
        name="Politechnika Łódzka", city="Łódź", aliases=["TUL"], latitude="51.75", longitude="19.45"
    )


@pytest.fixture
def kyoto(db):
    japan = CountryFactory(iso2="JP", iso3="JPN", name_en="Japan", name_sv="Japan", continent=Continent.ASIA)
    return InstitutionFactory(name="Kyoto University", city="Kyoto", country=japan)


@pytest.fixture
def us(db):
    return home()


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)
