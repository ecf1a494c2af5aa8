"""The cryptographic steps of the keyring, each one call to the `cryptography` package.

A worker's key pair is the hybrid of ML-KEM-768 and X25519: what is copied today stays closed
even if one of the two is broken later. The data key is sealed to the public key with HPKE
(RFC 9180); the private key is wrapped with AES-256-GCM under the key of the passphrase.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE_NAME = "MLKEM768_X25519, HKDF_SHA256, AES_256_GCM"
"""Named in the keyring, so that a later suite can be told apart from this one."""

DATA_KEY_BYTES = 32
_MLKEM_SEED, _MLKEM_PUBLIC, _X25519 = 64, 1184, 32
PRIVATE_KEY_BYTES = _MLKEM_SEED + _X25519
PUBLIC_KEY_BYTES = _MLKEM_PUBLIC + _X25519
_NONCE_BYTES, _TAG_BYTES = 12, 16
WRAPPED_BYTES = _NONCE_BYTES + PRIVATE_KEY_BYTES + _TAG_BYTES
SEALED_BYTES = 1120 + DATA_KEY_BYTES + _TAG_BYTES  # the KEM's encapsulated key goes ahead


@dataclass(frozen=True, repr=False, eq=False)
class KeyPair:
    """A slot's own keys as bytes: ML-KEM-768 (the seed for the private one), then X25519."""

    private: bytes
    public: bytes


class NotOpened(Exception):
    """The key does not fit, or the bytes were altered. Callers turn it into a plain sentence."""


def new_data_key() -> bytes:
    """A random 256-bit key for the database."""
    return secrets.token_bytes(DATA_KEY_BYTES)


def new_key_pair() -> KeyPair:
    """A fresh hybrid key pair."""
    mlkem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    return KeyPair(
        private=mlkem.private_bytes_raw() + curve.private_bytes_raw(),
        public=mlkem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw(),
    )


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    mlkem, curve = _private_parts(private)
    return mlkem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def wrap(private: bytes, key: bytes, context: bytes) -> bytes:
    """Encrypt a private key; `context` is bound to it and must be the same when unwrapping."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, private, context)


def unwrap(wrapped: bytes, key: bytes, context: bytes) -> bytes:
    """The private key again. Raises NotOpened for a wrong key, context or altered bytes."""
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as problem:
        raise NotOpened from problem


def seal(data_key: bytes, public: bytes, context: bytes) -> bytes:
    """Encrypt the data key so that only the holder of the private key opens it.

    Raises NotOpened when `public` is not a usable key.
    """
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC])
        curve = X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:])
        return _suite().encrypt(data_key, MLKEM768X25519PublicKey(mlkem, curve), info=context)
    except ValueError as problem:
        raise NotOpened from problem


def unseal(sealed: bytes, private: bytes, context: bytes) -> bytes:
    """The data key again. Raises NotOpened for a wrong key, context or altered bytes."""
    try:
        return _suite().decrypt(
            sealed, MLKEM768X25519PrivateKey(*_private_parts(private)), info=context
        )
    except (InvalidTag, ValueError) as problem:
        raise NotOpened from problem


def authenticate(data_key: bytes, content: bytes) -> bytes:
    """The code that only a holder of the data key can make for `content` (HMAC-SHA256)."""
    return _hmac(data_key, content).finalize()


def is_authentic(data_key: bytes, content: bytes, code: bytes) -> bool:
    """Whether `code` was made for `content` with this data key; compared in constant time."""
    try:
        _hmac(data_key, content).verify(code)
    except InvalidSignature:
        return False
    return True


def key_from_entropy(entropy: bytes, salt: bytes, purpose: bytes) -> bytes:
    """A key from a secret that is random already and needs no slow derivation (HKDF)."""
    return HKDF(hashes.SHA256(), DATA_KEY_BYTES, salt, purpose).derive(entropy)


def checksum(content: bytes) -> bytes:
    """SHA-256, which tells accidental damage from a wrong passphrase; it proves no origin."""
    return hashlib.sha256(content).digest()


def _hmac(data_key: bytes, content: bytes) -> hmac.HMAC:
    key = key_from_entropy(data_key, b"", b"lead-desktop keyring authentication")
    code = hmac.HMAC(key, hashes.SHA256())
    code.update(content)
    return code


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _private_parts(private: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    return (
        MLKEM768PrivateKey.from_seed_bytes(private[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(private[_MLKEM_SEED:]),
    )
