"""The schemes that come with the portal, for ``load_reference``."""

from pathlib import Path

from mobility.models import Scheme, TransferLimit
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"

register(
    Table("schemes.csv", Scheme, ("code",), folder=DATA),
    Table("transfer_limits.csv", TransferLimit, ("rules", "crossing"), folder=DATA),
)
