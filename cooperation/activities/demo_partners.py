"""The partners of the demonstration's activities that the register has not: three national parks among them."""

from accounts.models import User
from cooperation.demo_rows import rows_of
from partners.models import Institution
from partners.services import create_institution
from reference.places import locate


def build_partners(officer: User):
    for row in rows_of("partners"):
        if Institution.objects.unmerged().filter(name=row["name"]).exists():
            continue
        place = locate(row["city"], row["country"])
        where = {"latitude": place.latitude, "longitude": place.longitude, "coordinates_precision": place.precision}
        create_institution(
            actor=officer,
            aliases=filter(None, row["aliases"].split(";")),
            country_id=row["country"],
            **{name: row[name] for name in ("name", "native_name", "kind", "city", "website", "status")},
            **(where if place else {}),
        )
