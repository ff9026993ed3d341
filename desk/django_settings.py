"""Django's settings of the desk, made of :mod:`desk.variables`. Named in ``DJANGO_SETTINGS_MODULE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk import variables
from desk.core.databases import django_database
from rasa_project.clock import DISTRICT_ZONE
from rasa_project.secret_files import secret_in

BASE_DIR = Path(__file__).resolve().parent
_HOSTS = variables.DESK_HOSTS.read()

SECRET_KEY = secret_in(variables.DESK_SECRET_FILE.read(), variables.DESK_SECRET_FILE.name).decode("ascii")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *sorted(_HOSTS or ())]
ROOT_URLCONF = "desk.urls"
WSGI_APPLICATION = "desk.server.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": django_database(variables.DESK_DATABASE_URL.read())}
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "simple_history",
    "desk.core",
    "desk.people",
    "desk.today",
    "desk.signal",
    "desk.unanswered",
    "desk.publishing",
    "desk.contacts",
    "desk.announcements",
    "desk.answers",
    "desk.callbacks",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "desk.core.middleware.ownsite.OwnSiteMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "desk.core.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "desk.people.middleware.SessionEndMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "desk.people.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.core.navigation.navigation",
            ],
        },
    }
]

# Who is who.
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "desk.people.views.access.locked_out"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Kazaly desk"

# Sessions and what leaves the browser. Behind a proxy with https all goes over https.
SESSION_COOKIE_NAME = "desk_session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = bool(_HOSTS)
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = bool(_HOSTS)
CSRF_FAILURE_VIEW = "desk.core.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in sorted(_HOSTS or ())]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HOSTS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Languages: Kazakh first.
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "publishing" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = DISTRICT_ZONE

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STATICFILES_DIRS = [BASE_DIR / "static"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"desk": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("The office's desk"),
    "SITE_HEADER": _("The office's desk"),
    "SHOW_VIEW_ON_SITE": False,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": f"{STATIC_URL}desk/icon.svg"}],
    "COLORS": {
        "primary": {
            "50": "#edf7f9",
            "100": "#d3ecf0",
            "200": "#a9d9e1",
            "300": "#74bfcc",
            "400": "#3f9fb0",
            "500": "#1f8296",
            "600": "#0b6a7c",
            "700": "#0b5c6b",
            "800": "#0d4a56",
            "900": "#0f3e48",
            "950": "#06272e",
        },
    },
    "SITE_URL": "/",
    "SIDEBAR": {"show_search": False, "navigation": "desk.core.navigation.admin_navigation"},
}
