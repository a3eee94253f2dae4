"""Settings of the portal, read from the environment.

Nothing has to be set for the demonstration: without ``DATABASE_URL`` and ``REDIS_URL`` the
embedded servers are used and secrets are made under ``var/``. With ``DATABASE_URL`` set the
portal is on a server of yours, and what has no safe default must be given, or it does not start.
``docs/operations.md`` lists every variable.
"""

from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pghistory
import pgtrigger
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from intl_portal import servers
from intl_portal.secrets_of_the_demo import demo_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = servers.var_dir()

env = environ.Env()
IS_DEMO = servers.database_is_embedded()

# --- Where this installation is ----------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
if IS_DEMO:  # a command beside `make run PORT=8001` writes links that lead there
    SITE_URL = env.str("SITE_URL", default=servers.address_of_the_running_one() or "http://127.0.0.1:8000").rstrip("/")
else:
    SITE_URL = env.str("SITE_URL").rstrip("/")
SECRET_KEY = env.str("SECRET_KEY", default="") or demo_secret(VAR_DIR, allowed=IS_DEMO)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if IS_DEMO else [urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
SHOW_DEMO_ACCOUNTS = env.bool("SHOW_DEMO_ACCOUNTS", default=IS_DEMO)

# --- Whose portal this is ----------------------------------------------------------------------

INSTITUTION_NAME = env.str("INSTITUTION_NAME", default="Blekinge Institute of Technology")
INSTITUTION_NAME_SV = env.str(
    "INSTITUTION_NAME_SV",
    default={"Blekinge Institute of Technology": "Blekinge Tekniska Högskola"}.get(INSTITUTION_NAME, ""),
)
INSTITUTION_SHORT_NAME = env.str("INSTITUTION_SHORT_NAME", default="BTH")
INSTITUTION_LOGO = env.str("INSTITUTION_LOGO", default="")  # address of a picture under STATIC_URL or MEDIA
ACCENT_COLOUR = env.str("ACCENT_COLOUR", default="#0b5a86")
ACCENT_COLOUR_DARK = env.str("ACCENT_COLOUR_DARK", default="#6cb8e0")
HOME_INSTITUTION = env.str("HOME_INSTITUTION", default="S  KARLSKR01")  # an Erasmus code
PUBLIC_HOLIDAYS = env.str("PUBLIC_HOLIDAYS", default="SE")  # by whose law; "" for none but those of the admin
OFFICE_EMAIL = env.str("OFFICE_EMAIL", default="international@example.org")
PUBLIC_MOMENT = 1.0  # seconds for which a process asks no second time whether the public pages have changed
EMBED_HOSTS = env.list("EMBED_HOSTS", default=[])  # sites of faculties that may show the finder in a frame
OPEN_DATA_LICENCE = env.str("OPEN_DATA_LICENCE", default="CC BY 4.0")  # the terms of what the public site shows
OPEN_DATA_LICENCE_URL = env.str("OPEN_DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/")
AGREEMENT_NUMBER_PATTERN = env.str("AGREEMENT_NUMBER_PATTERN", default=r"^BTH-\d+(\.\d+)*-\d{4}-\d{4}$")  # LG-05
# Requests for partnerships: until when the office answers, how long a sender may confirm their mail address, how many
# strangers may ask within an hour, and how long we know who asked where nothing came of it (RULES LG-10).
PARTNERSHIP_ANSWER_DAYS = env.int("PARTNERSHIP_ANSWER_DAYS", default=30)
PARTNERSHIP_CONFIRM_DAYS = env.int("PARTNERSHIP_CONFIRM_DAYS", default=7)
PARTNERSHIP_REQUESTS_AN_HOUR = env.int("PARTNERSHIP_REQUESTS_AN_HOUR", default=30)
PARTNERSHIP_KEPT_MONTHS = env.int("PARTNERSHIP_KEPT_MONTHS", default=12)
ERASMUS_PROGRAMME_STARTS_ON = env.str("ERASMUS_PROGRAMME_STARTS_ON", default="2021-09-01")  # first year 2021/22
ERASMUS_PROGRAMME_ENDS_ON = env.str("ERASMUS_PROGRAMME_ENDS_ON", default="2029-09-30")  # AG-04: last year 2028/29

# --- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "core",
    "accounts",
    "reference",
    "reminders",
    "partners",
    "agreements",
    "networks",
    "mobility",
    "cooperation",
    "quality",
    "finder",
    "insights",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "pghistory",
    "pgtrigger",
    "template_partials",
]

MIDDLEWARE = [
    "core.stack_room.with_room_on_the_stack",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.BadInputMiddleware",
    "core.middleware.StrangersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SignInMiddleware",
    "accounts.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.PartsApartMiddleware",
    "core.middleware.PrivatePagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "intl_portal.urls"
WSGI_APPLICATION = "intl_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "core.templatetags.quick_i18n"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "core.context_processors.installation",
                "core.context_processors.navigation",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "core.jinja.environment"},
    },
]
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # our library i18n is meant to stand in the place of Django's

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database ----------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db_url_config(servers.database_url() if IS_DEMO else env.str("DATABASE_URL"))}
DATABASES["default"].update(
    CONN_MAX_AGE=env.int("CONN_MAX_AGE", default=60),
    CONN_HEALTH_CHECKS=True,
    ATOMIC_REQUESTS=False,
)
# Declared empty once per connection: read on every row otherwise, many rows in one transaction grow quadratically.
# No statement here runs long enough to be worth compiling, and one of many parts would be compiled for seconds.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c pgtrigger.ignore={} -c jit=off"
# A server that went away without a word is noticed after a minute, not after the system's two hours.
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
} | DATABASES["default"]["OPTIONS"]

PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGTRIGGER_MIGRATE_CONSTRAINTS = True

# --- Queue and beat ----------------------------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", default="" if IS_DEMO else environ.Env.NOTSET) or servers.redis_url()
CACHES = {
    "default": {
        "BACKEND": "core.cache.PatientCache",
        "LOCATION": servers.cache_location(REDIS_URL),
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = "Europe/Stockholm"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SYNC_EVERY = 1  # it notes each run in the database: /health/ tells by it whether beat lives
CELERY_BEAT_SCHEDULE = {
    # Looks whether the night's work since NIGHT_BEGINS is done, and does it: an hour late is better than a day.
    "nightly": {"task": "reminders.tasks.nightly", "schedule": crontab(minute="*/15")},
    "look-after-duplicates": {"task": "partners.tasks.look_after_duplicates", "schedule": crontab(minute=20)},
    "count-home-figures": {"task": "insights.tasks.count_home_figures", "schedule": crontab(minute=50)},
    "tell-decisions": {"task": "reminders.tasks.tell_decisions", "schedule": crontab()},
    "deliver-mail": {"task": "reminders.tasks.deliver_mail", "schedule": crontab()},
    "generate-follow-ups": {
        "task": "quality.tasks.generate_follow_ups",
        "schedule": crontab(minute=40, hour=4, day_of_week="monday"),
    },
    # A beat that no worker comes to within its minute says nothing about now.
    "heartbeat": {"task": "reminders.tasks.heartbeat", "schedule": crontab(), "options": {"expire_seconds": 50}},
}
QUALITY_YEARS_AHEAD = env.int("QUALITY_YEARS_AHEAD", default=6)  # so many academic years follow-ups are planned ahead
NIGHT_BEGINS = time.fromisoformat(env.str("NIGHT_BEGINS", default="05:15"))  # in TIME_ZONE

# --- People and sign-in ------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reminders:desk"
GUEST_REDIRECT_URL = "quality:review_mine"  # of those without a desk: external reviewers
ACCOUNT_LOGOUT_REDIRECT_URL = "finder:institution_list"
ACCOUNT_ADAPTER = "accounts.adapters.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "reset_password": "accounts.forms.AskForPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.OtherPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation, which proves the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # shared computers: a session ends with the day
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could make the portal write to any address
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "login": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "partnership_request": "10/h/ip,3/d/key",  # the key is the mail address that is written to
    "partnership_similar": "120/m/ip",
    "unsubscribe": "60/m/ip,20/h/key",  # large mail providers ask for all their readers from few addresses
}
SOCIALACCOUNT_PROVIDERS = env.json("SOCIALACCOUNT_PROVIDERS", default={})
if "saml" in SOCIALACCOUNT_PROVIDERS:  # needs requirements-saml.txt
    INSTALLED_APPS.append("allauth.socialaccount.providers.saml")
SOCIALACCOUNT_ONLY = env.bool("SINGLE_SIGN_ON_ONLY", default=False)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)  # how long the link of an invitation mail works
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]

# --- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sv", _("Swedish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = ["intl_portal.formats"]

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.bundles.BundleFinder",
]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_ROOT = Path(
    env.str("MEDIA_ROOT", default=str(VAR_DIR / "files"))
)  # private: served by views that check, never by address
FILE_UPLOAD_PERMISSIONS = 0o640
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_BYTES", default=25 * 1024 * 1024)
IMPORT_ROW_LIMIT = env.int("IMPORT_ROW_LIMIT", default=20_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.PortalStaticFiles"},
}

# --- Mail --------------------------------------------------------------------------------------

EMAIL_FILE_PATH = str(VAR_DIR / "mail")
if not IS_DEMO or env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_TIMEOUT = 20
MAIL_CLAIM_SECONDS = env.int("MAIL_CLAIM_SECONDS", default=600)  # a worker that is killed keeps its mail so long
PARTNER_MAILS_A_DAY = env.int("PARTNER_MAILS_A_DAY", default=500)
FACTSHEET_LINK_DAYS = env.int("FACTSHEET_LINK_DAYS", default=30)  # how long a partner's address for it works
FACTSHEET_MONTHS = env.int("FACTSHEET_MONTHS", default=12)  # after so long it is asked for again
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{INSTITUTION_SHORT_NAME} International <{OFFICE_EMAIL}>")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=OFFICE_EMAIL)
ADMINS = [("Administrator", address) for address in env.list("ADMIN_EMAILS", default=[])]

# --- Safety ------------------------------------------------------------------------------------

USES_HTTPS = SITE_URL.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose address the limits of sign-in count
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=USES_HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked by monitors inside, without the proxy
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if USES_HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=USES_HTTPS)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USES_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "portal_session"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
    "EXCLUDE_URL_PREFIXES": ("/admin/django_celery_beat/",),  # its form has an inline script
}

# --- Logs: one JSON object a line, no personal data ---------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonLines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "admins": {"class": "core.logs.ErrorMail", "level": "ERROR"},
    },
    "root": {"handlers": ["console", "admins"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "propagate": False},
    },
}
