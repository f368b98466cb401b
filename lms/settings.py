"""Settings: the development defaults, and what production must be told by its environment.

Every variable that is read here is described in docs/operations.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from api.version import API_VERSION
from lms import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

KNOWN_VARIABLES = (
    "DOORGEVEN_MODE",
    "DOORGEVEN_SECRET_KEY",
    "DOORGEVEN_HOSTS",
    "DOORGEVEN_BEHIND_PROXY",
    "DOORGEVEN_CONNECTION_SECONDS",
    "DOORGEVEN_CHECKS_PER_HOUR",
    "DOORGEVEN_SIGN_INS_PER_MINUTE",
    "DOORGEVEN_OFFER_DAYS",
    "DOORGEVEN_KEYS",
    "DOORGEVEN_CERTIFICATE_KEPT_MONTHS",
    "DOORGEVEN_SITE_URL",
    "DOORGEVEN_MAIL_DOMAIN",
    "DOORGEVEN_MAIL_FOLDER",
    "DOORGEVEN_SMTP_HOST",
    "DOORGEVEN_SMTP_PORT",
    "DOORGEVEN_SMTP_SECURITY",
    "DOORGEVEN_SMTP_USER",
    "DOORGEVEN_SMTP_PASSWORD",
)
environment.refuse_unknown(KNOWN_VARIABLES)

MODE = environment.choice("DOORGEVEN_MODE", ("development", "production"), "development")
PRODUCTION = MODE == "production"
DEBUG = not PRODUCTION

# Only development has a key of its own: production without a secret must not start.
SECRET_KEY = environment.text(
    "DOORGEVEN_SECRET_KEY", None if PRODUCTION else "development-only-" + "key-" * 12
)
ALLOWED_HOSTS = environment.words(
    "DOORGEVEN_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1]"
)

INSTALLED_APPS = [
    "lms.apps.BackOfficeConfig",  # django.contrib.admin, with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "common",
    "mail",
    "people",
    "scheduling",
    "courses",
    "intervision",
    "certificates",
    "pool",
    "api",
    "pages",
    "scenario",
    "lms",
]
MIDDLEWARE = [
    "lms.middleware.api_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "lms.urls"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "lms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
    {
        # Mails are text: what people wrote stands in them as they wrote it.
        "NAME": "letters",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False},
    },
]
WSGI_APPLICATION = "lms.wsgi.application"

# Deferred transactions lose writes under load: 38 of 40 parallel enrolments failed with Django's
# default. IMMEDIATE takes the write lock at BEGIN, WAL lets readers go on meanwhile.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def _database() -> dict[str, Any]:
    """Return the database that DATABASE_URL names, or the embedded SQLite under var/."""
    VAR_DIR.mkdir(exist_ok=True)
    default = None if PRODUCTION else f"sqlite:///{VAR_DIR / 'doorgeven.sqlite3'}"
    config: dict[str, Any] = dict(dj_database_url.parse(environment.text("DATABASE_URL", default)))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # A file, so that threads of one test share it as they would in production; and one for
        # every process, so that two runs of the tests do not share theirs.
        config["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
        config["OPTIONS"] = SQLITE_OPTIONS
    elif config["ENGINE"] == "django.db.backends.postgresql":
        # A fresh connection costs more than most of the queries made over it.
        config["CONN_MAX_AGE"] = environment.number("DOORGEVEN_CONNECTION_SECONDS", 60)
        config["CONN_HEALTH_CHECKS"] = True
    else:
        message = "DATABASE_URL must start with postgres:// or sqlite://"
        raise ImproperlyConfigured(message)
    return config


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["lms.hashing.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
# Stored instants are UTC; a local fact carries the name of its own zone beside it.
TIME_ZONE = "UTC"

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # First: its header is what somebody is told who is not signed in.
        "api.kernel.signing_in.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["api.kernel.parsing.StrictJSON"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "api.kernel.schema.Schema",
    "DEFAULT_THROTTLE_RATES": {
        "sign-in": f"{environment.number('DOORGEVEN_SIGN_INS_PER_MINUTE', 10)}/min",
        "check": f"{environment.number('DOORGEVEN_CHECKS_PER_HOUR', 300)}/hour",
    },
    "EXCEPTION_HANDLER": "api.kernel.errors.handle",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Doorgeven",
    "DESCRIPTION": _("From application to certified trainer, for programs."),
    "VERSION": API_VERSION,
    "CONTACT": {
        "name": "Doorgeven",
        "url": "https://example.org/doorgeven",
        "email": "doorgeven@example.org",
    },
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    "SERVERS": [{"url": "/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "COMPONENT_SPLIT_REQUEST": True,
    # Without the framework's own hook, which makes up names for states: they stand where they are.
    "POSTPROCESSING_HOOKS": ["api.kernel.schema.finish"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": True,
}

# Where the links in mails lead, and what stands behind the @ of the addresses mails come from.
SITE_URL = environment.text(
    "DOORGEVEN_SITE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000"
).rstrip("/")
MAIL_DOMAIN = environment.text(
    "DOORGEVEN_MAIL_DOMAIN", ALLOWED_HOSTS[0] if PRODUCTION else "doorgeven.example"
)
MAIL_SENDER = "Doorgeven"
# Without a mail server, mails become files that a mail program opens.
MAIL_FOLDER = Path(environment.text("DOORGEVEN_MAIL_FOLDER", str(VAR_DIR / "mail")))
EMAIL_HOST = environment.text("DOORGEVEN_SMTP_HOST", "")
EMAIL_PORT = environment.number("DOORGEVEN_SMTP_PORT", 587, minimum=1)
EMAIL_HOST_USER = environment.text("DOORGEVEN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.text("DOORGEVEN_SMTP_PASSWORD", "")
_SECURITY = environment.choice("DOORGEVEN_SMTP_SECURITY", ("starttls", "tls", "none"), "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = _SECURITY == "starttls", _SECURITY == "tls"
EMAIL_TIMEOUT = 30

# Private keys that sign certificates, a file each: only the worker needs to read them.
KEYS_FOLDER = Path(environment.text("DOORGEVEN_KEYS", str(VAR_DIR / "keys")))

# For how long after its last day a certificate, and whose it was, can be checked.
CERTIFICATE_KEPT_MONTHS = environment.number("DOORGEVEN_CERTIFICATE_KEPT_MONTHS", 24, minimum=1)

# How long somebody on the waiting list may think about an offered place.
OFFER_DAYS = environment.number("DOORGEVEN_OFFER_DAYS", 7, minimum=1)

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# In development the files come from where they stand, without `collectstatic`.
WHITENOISE_USE_FINDERS = not PRODUCTION
# Found when they are asked for: listing all of them at each start takes longer than a page.
WHITENOISE_AUTOREFRESH = not PRODUCTION

CSRF_FAILURE_VIEW = "lms.errors.forged"
# A megabyte is a thousand times what any request of the API needs.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Whoever works with the data of others signs in every day.
SESSION_COOKIE_AGE = 12 * 60 * 60

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if environment.flag("DOORGEVEN_BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
