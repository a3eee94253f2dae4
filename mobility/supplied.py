"""The schemes that come with the portal, for ``load_reference``."""

from pathlib import Path

from mobility.models import (
    BalanceThreshold,
    ExchangeColumn,
    InstalmentShare,
    LocalRecommendation,
    NominationWindow,
    ProcessWindow,
    ReportQuestion,
    Scheme,
    StayRetention,
    StepKind,
    SupportScheme,
    TransferLimit,
)
from reference.loading import Table, register

DATA = Path(__file__).parent / "data"

register(
    Table("schemes.csv", Scheme, ("code",), folder=DATA),
    Table("exchange_columns.csv", ExchangeColumn, ("heading",), folder=DATA),
    Table("report_questions.csv", ReportQuestion, ("code",), folder=DATA),
    Table("stay_retention.csv", StayRetention, ("because",), folder=DATA),
    Table("transfer_limits.csv", TransferLimit, ("rules", "crossing"), folder=DATA),
    Table("instalment_shares.csv", InstalmentShare, ("rules", "agency_country", "valid_from_call"), folder=DATA),
    Table("balance_thresholds.csv", BalanceThreshold, ("level",), folder=DATA),
    Table("nomination_windows.csv", NominationWindow, ("academic_year", "term"), folder=DATA),
    Table("process_windows.csv", ProcessWindow, ("code",), folder=DATA),
    Table("local_recommendations.csv", LocalRecommendation, ("code",), folder=DATA),
    Table("support_schemes.csv", SupportScheme, ("code",), folder=DATA),
    Table("stay_steps.csv", StepKind, ("code",), folder=DATA),
)
