"""All settings, read from the environment once. See docs/operations.md for each variable in words.

ENGAWA_MODE is `production` (the default, safe), `demo` (loopback only, told story) or `test`.
"""
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
ROOT = Path(__file__).resolve().parent.parent.parent
MODE = env("ENGAWA_MODE", default="production")
DEMO, TEST = MODE == "demo", MODE == "test"
DATA_DIR = Path(env("ENGAWA_DATA_DIR", default=str(ROOT / "data")))
DEBUG = env.bool("ENGAWA_DEBUG", default=False)

DEMO_KEY_PREFIX = "demo-only-"
SECRET_KEY = env("ENGAWA_SECRET_KEY", default=DEMO_KEY_PREFIX + "not-a-secret-" + "0" * 40)
SECRET_KEY_FALLBACKS = env.list("ENGAWA_SECRET_KEY_FALLBACKS", default=[])
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"ENGAWA_MODE は production、demo、test のどれかにしてください。 / ENGAWA_MODE is {MODE!r}. Use production, demo or test.")
if MODE == "production" and (not SECRET_KEY or SECRET_KEY.startswith(DEMO_KEY_PREFIX)):
    raise ImproperlyConfigured("ENGAWA_SECRET_KEY に、ご自分で決めた長いでたらめな文字列を入れてから始めてください（docs/operations.md）。 / "
                               "Set ENGAWA_SECRET_KEY to a long random text of your own before starting in production.")
if MODE == "production" and DEBUG:
    raise ImproperlyConfigured("本番では ENGAWA_DEBUG を切ってください。 / "
                               "ENGAWA_DEBUG must be off in production: error pages would show private data.")

# ------------------------------------------------------------------ address
SITE_URL = env("ENGAWA_SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
ALLOWED_HOSTS = [SITE_HOST] if MODE == "production" else ["localhost", "127.0.0.1", "[::1]", "testserver"]
TRUSTED_PROXIES = env.int("ENGAWA_TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ROOT_URLCONF = "engawa.config.urls"
WSGI_APPLICATION = "engawa.config.wsgi.application"

# ---------------------------------------------------------------- the house
INSTALLED_APPS = [
    "engawa.config",
    "engawa.demo",
    "engawa.front.home", "engawa.front.public", "engawa.front.desk", "engawa.front.api",
    "engawa.journey.outcomes", "engawa.journey.projects", "engawa.journey.agreements", "engawa.journey.applications",
    "engawa.journey.matching", "engawa.journey.diagnosis", "engawa.journey.postings", "engawa.journey.learning",
    "engawa.journey.organizations", "engawa.journey.participants", "engawa.journey.skills",
    "engawa.base.accounts", "engawa.base.threads", "engawa.base.notices", "engawa.base.integrations",
    "engawa.base.files", "engawa.base.privacy", "engawa.base.history", "engawa.base.jobs", "engawa.base.users",
    "engawa.base.ui", "engawa.base.times", "engawa.base.text",
    "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions",
    "django_cotton", "django_htmx", "csp", "django_tasks", "django_tasks_db",
    "engawa.base.accounts.apps.SupportAdmin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.humanize",
    "django.contrib.messages", "django.contrib.sessions",
    "whitenoise.runserver_nostatic", "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "engawa.base.ui.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "engawa.base.ui.middleware.ClosedForWork",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "engawa.base.users.middleware.ReaderSettings",
    "engawa.base.users.middleware.SignInFirst",
    "engawa.base.notices.middleware.UnreadCount",
    "django.contrib.messages.middleware.MessageMiddleware",
    "engawa.base.ui.middleware.RefusedPages",
    "engawa.base.ui.middleware.CarriedForms",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "engawa.base.accounts.middleware.BasicsFirst",
    "engawa.base.accounts.middleware.SecondFactorFirst",
    "engawa.base.history.middleware.OneTimeKeys",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "engawa.base.ui.context.page",
        ],
        "builtins": [
            "django.templatetags.i18n", "django.templatetags.static",
            "engawa.base.ui.templatetags.ui", "engawa.base.times.templatetags.times",
        ],
    },
}]
COTTON_DIR = "cotton"

# ----------------------------------------------------------------- database
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'engawa.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Measured in the design notes: without IMMEDIATE, 712 of 800 writes beside a worker fail as "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE", "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c statement_timeout=10000 -c lock_timeout=5000"
DATABASES["default"]["CONN_MAX_AGE"] = None if not TEST else 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "engawa_cache"},
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# ------------------------------------------------- language, time, the reader
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
TIME_ZONE = env("ENGAWA_TIME_ZONE", default="Asia/Tokyo")
USE_TZ = True

# -------------------------------------------------------------------- people
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# ------------------------------------------------------------------ the door
# A mailed code of six digits is the ordinary way in; a password only adds one (security.md, settled (a) and (b)).
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "engawa.base.accounts.adapter.DoorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_LOGIN_TIMEOUT = 3600  # the page of the code stays usable after the code has run out, to ask for a new one
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Counted in the database cache, so that all workers share them. Ten codes an hour and three tries a code leave a
# guesser 720 tries a day at one address, one in 1,400.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key", "login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip", "reset_password": "20/m/ip,3/m/key,10/h/key", "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user", "change_password": "5/m/user", "manage_email": "10/m/user", "confirm_email": "1/10s/key",
}
ACCOUNT_FORMS = {name: f"engawa.base.accounts.forms.{form}" for name, form in {
    "login": "PasswordSignInForm", "confirm_password_reset_code": "ResetCodeForm", "reset_password": "ResetForm",
    "reset_password_from_key": "NewPasswordForm", "set_password": "SetPasswordForm",
    "change_password": "ChangePasswordForm", "reauthenticate": "PasswordAgainForm", "add_email": "NewAddressForm",
    "confirm_email_verification_code": "AddressCodeForm"}.items()}
MFA_ADAPTER = "engawa.base.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Engawa"
MFA_TOTP_TOLERANCE = 1  # one step before and after: 30 s are short for reading and typing six digits
MFA_FORMS = {name: f"engawa.base.accounts.forms.{form}" for name, form in {
    "authenticate": "SecondFactorForm", "reauthenticate": "SecondFactorAgainForm",
    "activate_totp": "ActivateAppForm"}.items()}

# ---------------------------------------------------------------- the desk
# Printed on every page: who runs this house and how to reach a person (ux.md 3.2.6, Consistent Help).
OPERATOR = {
    "name": env("ENGAWA_OPERATOR_NAME", default="つきみ市民活動センター"),
    "address": env("ENGAWA_OPERATOR_ADDRESS", default="つきみ市本町1-2-3"),
    "phone": env("ENGAWA_OPERATOR_PHONE", default="03-0000-1234"),
    "hours": env("ENGAWA_OPERATOR_HOURS", default=""),
}

# ---------------------------------------------------------------------- mail
DEFAULT_FROM_EMAIL = env("ENGAWA_MAIL_FROM", default=f"engawa@{SITE_HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 15
if DEMO and not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "engawa.demo.mailbox.MailboxBackend"

# --------------------------------------------------------------------- files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
FILES_ROOT = DATA_DIR / "files"
CLOSED_FILE = DATA_DIR / "closed-for-work"  # there while `engawa maintenance on` is in force
WHITENOISE_USE_FINDERS = MODE != "production"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage" if MODE == "production"
                    else "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# ------------------------------------------------------------------ meetings
JITSI_HOST = env("ENGAWA_JITSI_HOST", default="meet.jit.si")

# ------------------------------------------------------------------ security
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [NONE], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF, "data:"], "font-src": [SELF],
    "connect-src": [SELF], "manifest-src": [SELF], "form-action": [SELF], "base-uri": [NONE], "frame-ancestors": [NONE],
}}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = False
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
CSRF_FAILURE_VIEW = "engawa.base.ui.errors.csrf_failure"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
