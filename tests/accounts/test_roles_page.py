from pathlib import Path

from django.conf import settings

from accounts.enums import Role
from accounts.roles import ROLES


def test_every_role_has_rights_and_a_line_in_the_documentation():
    described = (Path(settings.BASE_DIR) / "docs" / "roles.md").read_text(encoding="utf-8")
    assert set(ROLES) == set(Role)
    assert [role.label for role in Role if f"\n| {role.label} |" not in described] == []
