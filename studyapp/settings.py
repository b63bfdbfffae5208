"""All settings, read from the environment. Without any, this is the demo on this machine.

SECRET_KEY    makes it a production server: HTTPS is then expected unless HTTPS=off
ALLOWED_HOSTS names the server answers to, separated by commas
DATABASE_URL  e.g. postgres://user:password@host/name; SQLite in var/ otherwise. `?timeout=5` changes an option
DEBUG         off unless set
HTTPS         whether the outside world reaches us by https
PROXIES       how many trusted proxies stand in front of us
ANSWER_GRACE_SECONDS  how long after a closing answers on their way are still taken (30)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = environ.Env()

# The demo's key is made once by run.py. A server brings its own.
DEMO_KEY = VAR / "secret-key"
SECRET_KEY: str = env.str("SECRET_KEY", default="")
IS_DEMO = not SECRET_KEY
if IS_DEMO:
    if not DEMO_KEY.is_file():
        raise ImproperlyConfigured("SECRET_KEY is not set. Set it, or run `python3 run.py setup` for a demo key.")
    SECRET_KEY = DEMO_KEY.read_text(encoding="ascii").strip()
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 random characters.")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

DEBUG: bool = env.bool("DEBUG", default=False)
HTTPS: bool = env.bool("HTTPS", default=not IS_DEMO)
PROXIES: int = env.int("PROXIES", default=0)

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts, and must not be empty or '*'.")

INSTALLED_APPS = [
    "studyapp",
    "quizzes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "heroicons",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "studyapp.htmx.clock_read_once",
    "studyapp.access.zone_of_one_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "studyapp.htmx.PrivatePages",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "studyapp.refusals.RefusalsInWords",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "studyapp.urls"
WSGI_APPLICATION = "studyapp.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials", "studyapp.templatetags.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "studyapp.forms.FieldRenderer"

# SQLite: a transaction takes its write lock at once (IMMEDIATE), else two writers fail with "database is
# locked" whatever the timeout; FULL, so that an acknowledged answer survives a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA journal_size_limit=27103364;",
}
DATABASES: dict[str, Any] = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'wengu.sqlite3'}")}
# PostgreSQL: nobody waits longer for another's lock than on SQLite. A query that comes often is planned once for a
# connection, as planning takes longer than running it: a pooler in front must know prepared statements.
POSTGRESQL_OPTIONS = {"options": "-c lock_timeout=20s", "server_side_binding": True, "prepare_threshold": 3}
database: dict[str, Any] = DATABASES["default"]
is_sqlite = database["ENGINE"] == "django.db.backends.sqlite3"
database["OPTIONS"] = (SQLITE_OPTIONS if is_sqlite else POSTGRESQL_OPTIONS) | database.get("OPTIONS", {})
# A worker keeps its connection: opening one costs more than most pages do. One that broke is noticed and replaced.
database |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must hold across worker processes, so the cache is shared: a table of the database.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "studyapp.static_files.StaticFiles"
    },
}

ANSWER_GRACE_SECONDS: int = env.int("ANSWER_GRACE_SECONDS", default=30)

# Limits of one request (trust.md B46, B47, S11). An upload above 2.5 MB goes to a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "studyapp.uploading.RefuseTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# People sign in by user name; nobody signs up by themselves, so that route does not exist.
AUTH_USER_MODEL = "studyapp.User"
AUTHENTICATION_BACKENDS = ["studyapp.accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["username", "name"]}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "index"
ACCOUNT_ADAPTER = "studyapp.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_FORMS = {"change_password": "studyapp.forms.account.PasswordForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = "studyapp.accounts.shown_name"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Per account, not per address: a whole group sits behind one campus address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "10/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

SESSION_ENGINE = "studyapp.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "studyapp.views.errors.csrf_failure"
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
