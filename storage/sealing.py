"""Sealing of what must not be read from the file: AES-256-GCM, keyed blind indexes and keyed chain hashes.

One secret (XINTIAO_KEY) gives a key of its own to each use; the secret itself is never stored and never printed.
"""

import hmac
import os
from base64 import b64decode, b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: another key, another purpose, or changed bytes."""


class Sealer:
    """Seals, opens, indexes and chains with keys derived from one 32-byte secret."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != 32:
            raise ValueError("the key must be 32 bytes")
        self._aead = AESGCM(_derive(secret, b"seal"))
        self._index_key = _derive(secret, b"index")
        self._chain_key = _derive(secret, b"chain")

    def seal(self, purpose: str, text: str) -> str:
        """Encrypt a text for one purpose; the same text never looks the same twice."""
        nonce = os.urandom(_NONCE)
        return b64encode(nonce + self._aead.encrypt(nonce, text.encode(), purpose.encode())).decode()

    def open(self, purpose: str, sealed: str) -> str:
        """Decrypt; raises SealBroken if the key or the purpose is another, or a byte was changed."""
        try:
            data = b64decode(sealed, validate=True)
            return self._aead.decrypt(data[:_NONCE], data[_NONCE:], purpose.encode()).decode()
        except (InvalidTag, ValueError) as broken:
            raise SealBroken(purpose) from broken

    def index(self, text: str) -> str:
        """A blind index: equal texts have equal indexes, and without the key nobody can try texts out."""
        return hmac.new(self._index_key, text.encode(), sha256).hexdigest()

    def chain_hash(self, *parts: str) -> str:
        """A keyed hash for the journal's chains: whoever can write to the file still cannot forge a link."""
        return hmac.new(self._chain_key, "\x1f".join(parts).encode(), sha256).hexdigest()

    def __repr__(self) -> str:
        return "Sealer(•••)"


def _derive(secret: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"xintiao/" + use).derive(secret)
