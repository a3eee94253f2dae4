"""Two people sign for us at the same moment, in two real connections."""

import pytest

from core.errors import PortalError
from mobility.learning.contents import content_of
from mobility.learning.enums import VersionState
from mobility.learning.signing import sign_here
from mobility.models import LearningAgreementVersion, LearningSignature, SigningLink
from tests.agreements.test_two_at_once import both
from tests.mobility.learning.test_signing import sign_as_student


@pytest.mark.django_db(transaction=True)
def test_of_two_signatures_at_once_one_is_set_and_the_other_told_so(draft, coordinator, officer):
    sign_as_student(draft, coordinator)
    seen = content_of(LearningAgreementVersion.objects.get(pk=draft.pk)).sha256
    one, other = (LearningAgreementVersion.objects.get(pk=draft.pk) for _number in range(2))
    results = both(
        lambda: sign_here(one, actor=coordinator, seen=seen), lambda: sign_here(other, actor=officer, seen=seen)
    )
    refused = [result for result in results if isinstance(result, PortalError)]
    assert [str(each) for each in refused] == ["It is signed already for “Sending institution”."]
    assert LearningSignature.objects.filter(version=draft, role="sending").count() == 1
    assert SigningLink.objects.usable().filter(role="receiving").count() == 1  # the partner is asked once
    assert LearningAgreementVersion.objects.get(pk=draft.pk).state == VersionState.SIGNED_SENDING
