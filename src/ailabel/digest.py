"""SHA-256 alone: `hashlib` loads OpenSSL with it, 4 MB that a start would pay for two digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # as `random` of the standard library does; by its name from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # a Python without modules of its own for it
            from hashlib import sha256

__all__ = ["hex_digest"]


def hex_digest(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal (FIPS 180-4)."""
    return sha256(content).hexdigest()
