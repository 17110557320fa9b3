"""The settings of Django for one portal; made from a :class:`portal.site.place.Site`, once."""

from __future__ import annotations

from typing import Any, Final

from bureau.inbox.opening import inbox_address
from bureau.store.settings import APP, EVERY_DATABASE, INBOX, ROUTER
from portal.site.place import LOOPBACK, Site

ACCOUNTS: Final = "portal.accounts"
ABSOLUTE_SECONDS: Final = 10 * 3600
"""So long a session lasts at most, however busy."""
THREADS: Final = 8

_APPS: Final = [
    APP,
    INBOX,
    "portal",  # before allauth: our templates count
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
_MIDDLEWARE: Final = [
    "portal.site.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.site.logs.RequestLog",
    "portal.site.errors.Disturbance",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.site.visits.WhoVisits",
    "allauth.account.middleware.AccountMiddleware",
    "portal.rights.Gate",
]
_LIMITS: Final = {
    # A whole hospital may sit behind one address: the address gets room, the person does not.
    "request_login_code": "200/m/ip,3/m/key",
    "login": "200/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
}


def portal_settings(site: Site, static_root: str) -> dict[str, Any]:
    """What ``django.conf.settings.configure`` takes."""
    return {
        "INSTALLED_APPS": _APPS,
        "MIDDLEWARE": _MIDDLEWARE,
        "ROOT_URLCONF": "portal.site.urls",
        "DATABASES": {"default": _database(site)},
        "DATABASE_ROUTERS": [ROUTER],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "SECRET_KEY": site.key,
        "DEBUG": False,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",  # our own filters show Dutch time
        "LANGUAGE_CODE": "nl",
        "LANGUAGES": [("nl", "Nederlands"), ("en", "English")],
        "ALLOWED_HOSTS": [site.public_host, *(LOOPBACK if site.host in LOOPBACK else ())],
        "TEMPLATES": [_TEMPLATES],
        "LOGGING_CONFIG": None,
        "CACHES": {"default": _cache(site)},
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1024 * 1024,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 16 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5000,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "STATIC_URL": "/static/",
        "STATIC_ROOT": static_root,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
        **_security(site),
        **_accounts(),
    }


def _database(site: Site) -> dict[str, Any]:
    address = inbox_address(site.store)
    database = EVERY_DATABASE | address.database
    if address.file is not None:
        return database | {"CONN_MAX_AGE": None}
    pool = {"min_size": 1, "max_size": THREADS + 2, "timeout": 10}
    return database | {"OPTIONS": {**database["OPTIONS"], "pool": pool}}


def _cache(site: Site) -> dict[str, Any]:
    """Limits are counted here: in the database where several processes may serve."""
    if site.store.file is not None:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }


_TEMPLATES: Final[dict[str, Any]] = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages",
            "portal.frame.frame",
        ],
        "builtins": ["portal.templatetags.portal", "django.templatetags.static"],
    },
}


def _security(site: Site) -> dict[str, Any]:
    prefix = "__Host-" if site.secure else ""
    return {
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600 if site.secure else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if site.proxies else None,
        "SESSION_COOKIE_NAME": f"{prefix}sessionid",
        "SESSION_COOKIE_SECURE": site.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": ABSOLUTE_SECONDS,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": False,
        "CSRF_COOKIE_NAME": f"{prefix}csrftoken",
        "CSRF_COOKIE_SECURE": site.secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "portal.site.errors.forged",
        "CSRF_TRUSTED_ORIGINS": [site.public],
        "ALLAUTH_TRUSTED_PROXY_COUNT": site.proxies,
    }


def _accounts() -> dict[str, Any]:
    """allauth: mailed codes, passkeys, an app; no passwords and nobody signs up by themselves."""
    return {
        "AUTH_USER_MODEL": "inbox.Account",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_ADAPTER": f"{ACCOUNTS}.adapter.AccountAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*"],
        "ACCOUNT_SIGNUP_ENABLED": False,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 600,
        "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
        "ACCOUNT_REAUTHENTICATION_METHODS": ["code", "mfa"],
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_SESSION_COOKIE_AGE": ABSOLUTE_SECONDS,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_RATE_LIMITS": _LIMITS,
        "MFA_ADAPTER": f"{ACCOUNTS}.adapter.FactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "Koppelcarrousel",
        "MFA_TOTP_TOLERANCE": 0,
        "MFA_RATE_LIMITS": {"webauthn_login": "100/m/ip"},
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    }
