"""Settings, all from the environment; the defaults are the embedded set-up that ``make run`` starts.

DONDOC_DATA       folder of the database, the files and the secret key (default: ``var`` beside the working directory)
DATABASE_URL      postgres://user:password@host:port/name; without it SQLite in DONDOC_DATA
DONDOC_HOSTS      names under which the site is reached, separated by commas
DONDOC_SECRET_KEY key for signing; made and kept in DONDOC_DATA where it is not given
DONDOC_STATIC     folder for ``collectstatic``, only where another server is to hand out the static files
DONDOC_URL        the address under which people reach the site, for links in messages and calendars
DONDOC_SMTP       mail server: smtp://user:password@host:587, smtps://…; without it no mail is sent
DONDOC_MAIL_FROM  sender of mails
DONDOC_INLETS     watched folders and mailboxes, between blanks (docs/operators.md)
DONDOC_API_RATE   requests a minute that the API answers to one token (300)
DONDOC_SIGNER     what the server signs with: pkcs12:FILE or command:PROGRAM ARGUMENTS (docs/integrators.md)
DONDOC_SIGNER_PASSPHRASE  of the PKCS#12 file
DONDOC_DEBUG      1 for developers only
"""

from __future__ import annotations

import os
from pathlib import Path

from dondoc.config.environment import database, mail, secret_key
from dondoc.documents.ways.sources import sources

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("DONDOC_DATA", "var")).resolve()

DEBUG = os.environ.get("DONDOC_DEBUG") == "1"
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("DONDOC_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("DONDOC_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "dondoc.web",
    "dondoc.api",
    "dondoc.notices",
    "dondoc.evaluation",
    "dondoc.outside",
    "dondoc.reports",
    "dondoc.training",
    "dondoc.dissemination",
    "dondoc.surveys",
    "dondoc.consultations",
    "dondoc.proposals",
    "dondoc.rounds",
    "dondoc.interchange",
    "dondoc.tasks",
    "dondoc.trust",
    "dondoc.documents",
    "dondoc.organisations",
    "dondoc.audit",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dondoc.web.middleware.SignedInMiddleware",
    "dondoc.web.middleware.MembershipMiddleware",
    "dondoc.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "dondoc.config.urls"
WSGI_APPLICATION = "dondoc.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dondoc.web.shell.frame",
            ]
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA)}
SITE_URL = os.environ.get("DONDOC_URL", "http://127.0.0.1:8000")
MAILS = bool(os.environ.get("DONDOC_SMTP"))
DEFAULT_FROM_EMAIL = os.environ.get("DONDOC_MAIL_FROM", "dondoc@localhost")
globals().update(mail(os.environ.get("DONDOC_SMTP", "")))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
CSRF_FAILURE_VIEW = "dondoc.web.errors.csrf_failure"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["dondoc.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("DONDOC_STATIC") or None
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dondoc.web.assets.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dondoc.web.assets.FingerprintStorage"},
}
# A dozen small files: served from the packages that carry them, kept by browsers under addresses with a fingerprint.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 30
FILES_ROOT = DATA / "files"
INLETS = sources(os.environ.get("DONDOC_INLETS", ""))
SIGNER = os.environ.get("DONDOC_SIGNER", "")
SIGNER_PASSPHRASE = os.environ.get("DONDOC_SIGNER_PASSPHRASE", "")

# Uploads are read in pieces to disk and never held whole in memory; the limit on one
# file is the reader's (reading.Limits).
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Requests a minute that the API answers: to one token or signed-in person, to one address (a whole office may stand
# behind it), and wrong tokens from one address; and openings of links without account from one address.
API_RATES = {"token": int(os.environ.get("DONDOC_API_RATE", "300")), "address": 3000, "failure": 60, "link": 3000}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Django by itself would send errors to nobody; here they go where the process writes (journal, container log).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "dondoc.config.logs.HideSecrets"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
