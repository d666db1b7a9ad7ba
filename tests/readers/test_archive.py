"""An archive is read part by part, and what is wrong with a part is told."""

from __future__ import annotations

import io
import zipfile

import pytest

from ailabel.errors import InputError
from ailabel.readers.archive import open_archive, read_part

PART = "word/document.xml"


@pytest.mark.parametrize(
    "kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_part_is_named_however_it_is_packed(kind: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        archive.writestr(PART, " ".join(map(str, range(500))))
        size = archive.getinfo(PART).compress_size
    data = bytearray(out.getvalue())
    middle = data.index(PART.encode()) + len(PART) + size // 2
    data[middle : middle + 8] = b"\xff" * 8

    with open_archive(bytes(data)) as archive, pytest.raises(InputError, match=f"{PART} is damaged: "):
        read_part(archive, PART)
