"""Passkeys (WebAuthn level 2): what a browser is asked to sign, and whether it signed it. No database here."""

import base64
import hashlib
import ipaddress
import json
import struct
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

# What reading an answer that no browser made can come to.
UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    struct.error,
    NotImplementedError,
    RecursionError,
)
ANSWER_LIMIT = 20_000


class NotThePasskey(Exception):
    """What was sent is no answer of a passkey that brings anybody back here, or not to what was asked."""


@dataclass(frozen=True)
class Asked:
    """What a browser is to sign: `options` for its script, and `state` for the visit."""

    options: str
    state: dict[str, Any]


@dataclass(frozen=True)
class Key:
    """The public half of a passkey, as it is kept."""

    kept: str
    counter: int

    @property
    def lookup(self) -> str:
        """What the passkey is found by."""
        return found_by(opened(self.kept).credential_id)


def host() -> str:
    """The name passkeys are made for; a number (an address without a name) can have none, and gives an empty one."""
    name = urlsplit(settings.PUBLIC_ADDRESS).hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name
    return ""


def is_this_place(origin: str) -> bool:
    """Whether a browser signed for pages of this very place: scheme, name and port."""
    ours = urlsplit(settings.PUBLIC_ADDRESS)
    return origin == f"{ours.scheme}://{ours.netloc}"


def server() -> Fido2Server:
    """The place that passkeys are for. Its name in a device's list is its address: neither a topic nor a circle."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host(), name=host()), verify_origin=is_this_place)


def to_add(*, who: str, name: str, there: list[str]) -> Asked:
    """What a browser is asked when somebody adds a passkey; those that are `there` already are not made twice."""
    options, state = server().register_begin(
        PublicKeyCredentialUserEntity(id=who.encode(), name=name, display_name=name),
        credentials=[opened(each) for each in there],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(json.dumps(dict(options)), state)


def to_come_in() -> Asked:
    """What a browser is asked when somebody comes in. It names nobody's passkey: the device knows which it has."""
    options, state = server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return Asked(json.dumps(dict(options)), state)


def added(*, state: dict[str, Any], answer: str) -> Key:
    """The passkey that was made; raises NotThePasskey."""
    try:
        made = server().register_complete(state, read(answer))
        credential = made.credential_data
        supported = credential is not None and any(
            each.alg == credential.public_key[3] for each in server().allowed_algorithms
        )
    except UNREADABLE as unreadable:
        raise NotThePasskey from unreadable
    if credential is None or not supported:
        raise NotThePasskey
    return Key(base64.b64encode(bytes(credential)).decode(), made.counter)


def which(answer: str) -> tuple[str, str]:
    """What the passkey of an answer is found by, and whom the device says it is for; raises NotThePasskey."""
    try:
        said = AuthenticationResponse.from_dict(read(answer))
        return found_by(said.raw_id), (said.response.user_handle or b"").decode()
    except UNREADABLE as unreadable:
        raise NotThePasskey from unreadable


def checked(*, state: dict[str, Any], kept: str, answer: str) -> int:
    """The counter of a passkey that signed what it was asked; raises NotThePasskey."""
    try:
        said = read(answer)
        server().authenticate_complete(state, [opened(kept)], said)
        return AuthenticationResponse.from_dict(said).response.authenticator_data.counter
    except UNREADABLE as unreadable:
        raise NotThePasskey from unreadable


def read(answer: str) -> dict[str, Any]:
    """What a browser's script sent; raises NotThePasskey, or ValueError."""
    said = json.loads(answer) if len(answer) <= ANSWER_LIMIT else None
    if not isinstance(said, dict):
        raise NotThePasskey
    return said


def opened(kept: str) -> AttestedCredentialData:
    """The public half of a passkey."""
    return AttestedCredentialData(base64.b64decode(kept))


def found_by(credential_id: bytes) -> str:
    """What a passkey is found by."""
    return hashlib.sha256(b"handinhand passkey " + credential_id).hexdigest()
