"""The digest that model folders name is SHA-256, whichever module works it out."""

from hashlib import sha256

import pytest

from ailabel.digest import hex_digest


@pytest.mark.parametrize("content", [b"", b"abc", bytes(range(256)) * 300])
def test_it_is_what_hashlib_gives(content: bytes) -> None:
    assert hex_digest(content) == sha256(content).hexdigest()
