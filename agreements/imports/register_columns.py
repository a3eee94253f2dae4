"""What can be taken from a register, and under which headings people keep it, in English and Swedish above all."""

from django.utils.translation import gettext_lazy as _

from core.imports.mapping import headed, of_section

PARTNER, AGREEMENT, TERMS, KEEPING, SIGNATURES = (
    _("The partner"),
    _("The agreement"),
    _("Days and terms"),
    _("Who keeps it"),
    _("Signatures"),
)
IS_LIST = _("Several may stand in one cell, with a comma between them.")


TARGETS = (
    *of_section(
        PARTNER,
        headed(
            "partner",
            _("Partner"),
            "partner university, partner institution, institution, university, universidad, name, larosate, "
            "partneruniversitet, universitet",
            is_required=True,
        ),
        headed(
            "country",
            _("Country"),
            "pais, pays",
            _("In any language, or a code."),
            is_required=True,
            has_values=True,
        ),
        headed(
            "code",
            _("Erasmus code"),
            "code, codigo, kod, erasmuskod",
            _("Finds the partner even where the name is written differently."),
        ),
        headed(
            "partner_unit",
            _("Partner's faculty or unit"),
            "their unit, deras enhet, centre faculty, faculty, department, unit, school, facultad, centro, fakultet",
        ),
        headed("reference", _("Their reference"), "partner reference, reference, deras referens, referens"),
        headed(
            "further_partners",
            _("Erasmus codes of further partners"),
            "further partners, other partners, ovriga parter",
            IS_LIST,
        ),
        headed("city", _("City"), "town, ciudad, ort, stad"),
        headed("website", _("Web page"), "web, website, url, homepage, webbplats, hemsida"),
        headed("latitude", _("Latitude"), "lat"),
        headed("longitude", _("Longitude"), "lon, lng"),
    ),
    *of_section(
        AGREEMENT,
        headed(
            "programme",
            _("Programme or kind"),
            "programme, programmes, program, programs, kind, type, agreement type, typ, programa, avtalstyp, "
            "typ av avtal",
            IS_LIST,
            is_required=True,
            has_values=True,
        ),
        headed(
            "number",
            _("Registration number"),
            "number, diary number, dnr, diarienummer, avtalsnummer, nummer",
        ),
        headed("title", _("Title"), "agreement title, titel, rubrik, avtalets namn"),
        headed(
            "state",
            _("State"),
            "status, tillstand, agreement status",
            _("Without it, the days tell."),
            has_values=True,
        ),
        headed(
            "parent",
            _("Number of the agreement it is under"),
            "parent agreement, parent, framework agreement, ramavtal, under agreement",
        ),
        headed(
            "predecessor",
            _("Number of the agreement it renews"),
            "renews, predecessor, previous agreement, ersatter, foregaende avtal",
        ),
    ),
    *of_section(
        TERMS,
        headed(
            "starts_on",
            _("Starts"),
            "valid from, start, from, start date, giltigt fran, startdatum, borjar, fran",
        ),
        headed(
            "ends_on",
            _("Ends"),
            "valid until, valid to, end, until, expires, end date, last day, giltigt till, slutdatum, "
            "sista dag, utgar, till, slut, slutar",
        ),
        headed(
            "open_ended",
            _("No end date"),
            "open ended, has no end date, indefinite, tillsvidare, utan slutdatum",
            has_values=True,
        ),
        headed("renewal", _("Renewal"), "renewal type, forlangning, forlangs", has_values=True),
        headed(
            "renewal_months",
            _("Renews for (months)"),
            "renewal months, renewal period, forlangningsperiod, forlangs med manader",
        ),
        headed(
            "most_renewals",
            _("Renews at most (times)"),
            "most renewals, maximum renewals, max antal forlangningar",
        ),
        headed("notice_rule", _("Notice rule"), "notice terms, uppsagningsregel", has_values=True),
        headed(
            "notice_months",
            _("Notice (months before the end)"),
            "notice months, notice period, uppsagningstid, uppsagningstid manader",
        ),
        headed(
            "tuition_waived",
            _("Tuition fees waived"),
            "tuition waiver, tuition, fee waiver, avgiftsbefriad, avgiftsbefrielse, studieavgifter",
            has_values=True,
        ),
    ),
    *of_section(
        KEEPING,
        headed(
            "responsible_unit",
            _("Responsible unit"),
            "our unit, our faculty, our department, unit, ansvarig enhet, enhet",
            _("Without it, the unit chosen for the whole file."),
            has_values=True,
        ),
        headed(
            "further_units",
            _("Further units"),
            "other units, further departments, ovriga enheter, fler enheter",
            IS_LIST,
            has_values=True,
        ),
        headed(
            "coordinator",
            _("Coordinator"),
            "contact person, responsible person, who, koordinator, samordnare, handlaggare, "
            "kontakt hos oss, var kontakt",
            _("By name or e-mail address."),
            has_values=True,
        ),
        headed("turn", _("Whose turn"), "vems tur, awaiting", has_values=True),
        headed("turn_since", _("Whose turn, since"), "turn since, awaiting since, vems tur sedan"),
        headed("tags", _("Tags"), "labels, keywords, etiketter, taggar, nyckelord", IS_LIST, has_values=True),
        headed(
            "published",
            _("On the public site"),
            "published, public, publicerad, publicerat",
            has_values=True,
        ),
        headed(
            "remarks",
            _("Remarks"),
            "remark, comments, notes, observaciones, anmarkningar, anmarkning, kommentar, kommentarer, "
            "anteckningar, anteckning, notering",
        ),
    ),
    *of_section(
        SIGNATURES,
        headed(
            "signed_on",
            _("Signed on"),
            "date signed, signature date, date of signature, signerat, undertecknat, underskriftsdatum",
            _("By all parties, where theirs has no column of its own."),
        ),
        headed("signed_by_us_on", _("Signed by us on"), "our signature date, undertecknat av oss datum"),
        headed("signed_by_us", _("Signed for us by"), "our signatory, undertecknat av oss"),
        headed(
            "signed_by_partner_on",
            _("Signed by the partner on"),
            "partner signature date, undertecknat av partnern datum",
        ),
        headed("signed_by_partner", _("Signed for the partner by"), "partner signatory, undertecknat av partnern"),
    ),
)
