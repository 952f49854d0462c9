"""What a keeper may set, read from the environment, and what nobody should have to set.

CONTRECHAMP_ARCHIVE      the archive folder; the website keeps its own things in `website/` inside it
CONTRECHAMP_HOSTS        names under which the site answers, separated by commas (default: this machine only)
CONTRECHAMP_HTTPS        1 when readers come over https: cookies become `__Host-` and secure
CONTRECHAMP_COLLECTIVE   the collective's name, in the header
CONTRECHAMP_CONTACT      how to reach a human: an address or a sentence, in the footer
CONTRECHAMP_UPLOAD       the largest file that the site takes, in MB (default: 2000)
CONTRECHAMP_DEVELOPMENT  1 shows `/_interface`, the gallery of components
"""

import os
import secrets
from pathlib import Path

from django.utils.csp import CSP

from contrechamp.config import read_config, read_number
from contrechamp.errors import ArchiveMissing


def keep_secret_key(folder: Path) -> str:
    """Make the secret key once, readable by its owner alone; several processes may ask at the same time."""
    path = folder / "secret-key"
    if not path.exists():
        draft = folder / f".secret-key-{os.getpid()}-{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # the first process wins, the others read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def read_switch(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "yes", "true", "on", "oui"}


CONFIG = read_config(dict(os.environ))
if not CONFIG.archive.is_dir():
    raise ArchiveMissing(f"There is no archive folder at {CONFIG.archive}.")
WEBSITE_FOLDER = CONFIG.archive / "website"
WEBSITE_FOLDER.mkdir(exist_ok=True)
WEBSITE_FOLDER.chmod(0o700)  # accounts and keys: for the one who keeps the site
SPOOL_FOLDER = WEBSITE_FOLDER / "spool"  # uploads pass here: never the machine's temporary folder
SPOOL_FOLDER.mkdir(mode=0o700, exist_ok=True)

COLLECTIVE_NAME = os.environ.get("CONTRECHAMP_COLLECTIVE", "").strip() or "Contrechamp"
COLLECTIVE_CONTACT = os.environ.get("CONTRECHAMP_CONTACT", "").strip()
DEVELOPMENT = read_switch("CONTRECHAMP_DEVELOPMENT")
IS_HTTPS = read_switch("CONTRECHAMP_HTTPS")

DEBUG = False
SECRET_KEY = keep_secret_key(WEBSITE_FOLDER)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("CONTRECHAMP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
ROOT_URLCONF = "contrechamp.website.urls"
WSGI_APPLICATION = "contrechamp.website.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "contrechamp.website.interface",
    "contrechamp.website.accounts",
    "contrechamp.website.intake",
    "contrechamp.website.library",
    "contrechamp.website.registry",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "contrechamp.website.interface.middleware.ReaderHeaders",
    "contrechamp.website.interface.middleware.CompressForReaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "contrechamp.website.interface.middleware.ExplainFaults",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["contrechamp.website.interface.context.describe_site"]},
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": WEBSITE_FOLDER / "website.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Member"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "intake"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# A cookie is set for the team only: after signing in, and on the form that signs in.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "contrechamp.website.interface.faults.refuse_forgery"
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # HSTS and the redirect are the reverse proxy's

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# A file is taken by the intake alone; a file sent to any other address is dropped before it is written.
FILE_UPLOAD_HANDLERS = ["contrechamp.website.interface.uploads.RefuseFiles"]
FILE_UPLOAD_TEMP_DIR = SPOOL_FOLDER
LARGEST_FILE_BYTES = read_number(dict(os.environ), "CONTRECHAMP_UPLOAD", usual=2000) * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "interface" / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("TZ") or "Europe/Paris"

STATIC_URL = "/static/"
STATIC_ROOT = WEBSITE_FOLDER / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Faults only, without the address of anybody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
