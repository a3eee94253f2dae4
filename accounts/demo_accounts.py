"""The demonstration's people: one for each role, named by it, at example.org."""

from accounts.enums import Role

# Shown on the sign-in page of the demonstration; outside it no account is made with it.
DEMO_PASSWORD = "try-the-portal-2026"  # noqa: S105 (meant to be known)

# (name, local part of the address, role, unit code)
DEMO_ACCOUNTS = [
    ("International officer", "officer", Role.OFFICER, "BTH"),
    ("Coordinator, Computing", "coordinator", Role.COORDINATOR, "DIDA"),
    ("Coordinator, Mechanical Engineering", "outsider", Role.COORDINATOR, "DIMA"),
    ("Dean of Computing", "dean", Role.HEAD, "FC"),
    ("Vice-chancellor", "vice-chancellor", Role.HEAD, "BTH"),
    ("Reader", "reader", Role.READER, "BTH"),
    ("Security coordinator", "security", Role.SECURITY_COORDINATOR, "BTH"),
    ("Quality officer", "quality", Role.QUALITY_OFFICER, "BTH"),
    ("Process owner", "process-owner", Role.PROCESS_OWNER, "FC"),
    ("Contributor", "contributor", Role.CONTRIBUTOR, "DIDA"),
    ("Auditor", "auditor", Role.AUDITOR, "BTH"),
    ("Administrator", "administrator", Role.ADMINISTRATOR, "BTH"),
]


def demo_email(local_part: str) -> str:
    return f"{local_part}@example.org"
