"""Visits (Django's sessions): the database keeps neither the cookie nor anything that opens without it.

A visit is found by the SHA-256 of its cookie, and what it holds is sealed with a key made of the cookie (AES-256-GCM,
NIST SP 800-38D; key by HMAC-SHA-256, RFC 2104). So a stolen database lets nobody in, and changing the server's key
signs nobody out.
"""

import base64
import hashlib
import hmac
import json
import os
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from handinhand.ground.prepared import Prepared
from handinhand.people.shared import QUIET, SHARED

NONCE_BYTES = 12
# A visit in use is lengthened this often.
DAY, STEP = timedelta(days=1), timedelta(minutes=1)


@Prepared
def _visit(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


def kept_as(cookie: str) -> str:
    """What the database knows a visit by: as much of the SHA-256 as Django's column holds, 160 bits."""
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()[:40]


def _cipher(cookie: str) -> AESGCM:
    return AESGCM(hmac.digest(cookie.encode(errors="replace"), b"handinhand visit", "sha256"))


class SessionStore(db.SessionStore):
    """A visit, kept in the database so that only its own cookie opens it."""

    def load(self) -> dict[str, Any]:
        """What this visit holds; one that is not there is empty, and one in use runs on."""
        cookie, now = self.session_key or "", timezone.now()
        row = _visit.first(key=kept_as(cookie))
        held = None if row is None or row.expire_date <= now else unsealed(cookie, row.session_data)
        if row is None or held is None:
            self._session_key = None
            return {}
        whole, step = (QUIET, STEP) if SHARED in held else (timedelta(seconds=super().get_session_cookie_age()), DAY)
        self.modified = self.modified or row.expire_date - now < whole - step
        return held

    def get_session_cookie_age(self) -> int:
        """How long a visit lasts after somebody was last here: on a shared device, a short while."""
        age: int = super().get_session_cookie_age()
        return int(QUIET.total_seconds()) if self._is_shared() else age

    def get_expire_at_browser_close(self) -> bool:
        """On a shared device the cookie ends with the browser."""
        return self._is_shared() or bool(super().get_expire_at_browser_close())

    def _is_shared(self) -> bool:
        return SHARED in getattr(self, "_session_cache", {})

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        # One statement is a transaction of its own; Django would send three.
        row = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        kept = self.model.objects.filter(session_key=row.session_key)
        if not kept.update(session_data=row.session_data, expire_date=row.expire_date):
            raise UpdateError

    def exists(self, session_key: str) -> bool:
        return bool(super().exists(kept_as(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        cookie = self._session_key = self._session_key or self._get_new_session_key()  # type: ignore[attr-defined]
        return self.model(
            session_key=kept_as(cookie), session_data=sealed(cookie, data), expire_date=self.get_expiry_date()
        )

    def delete(self, session_key: str | None = None) -> None:
        cookie = session_key or self.session_key
        if cookie is not None:
            self.model.objects.filter(session_key=kept_as(cookie)).delete()


def sealed(cookie: str, data: dict[str, Any]) -> str:
    """What a visit holds, closed with its cookie."""
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(data, separators=(",", ":")).encode()
    return base64.b64encode(nonce + _cipher(cookie).encrypt(nonce, plain, None)).decode()


def unsealed(cookie: str, text: str) -> dict[str, Any] | None:
    """What a visit holds, or nothing when this cookie does not open it."""
    try:
        raw = base64.b64decode(text, validate=True)
        plain = _cipher(cookie).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None)
    except (ValueError, InvalidTag):
        return None
    held: dict[str, Any] = json.loads(plain)
    return held
