"""C2PA manifests in text: the wrapper of hidden characters (A.8), the block (A.9), and in HTML (A.7).

Source: C2PA 2.4, appendix A. The framing is that of c2pa-text. A signature is not checked here (but in
`verify`), so that a mark is a claim like any other; a manifest elsewhere is not fetched and claims nothing.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from ailabel.code import is_code_span, is_inside, read_code
from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply, head_edit, without
from ailabel.marks.hidden import MAGIC
from ailabel.marks.manifest import read_origin
from ailabel.marks.page import is_page, read_elements, said
from ailabel.marks.settings import find_blocks
from ailabel.marks.standard import NOTHING, Found, gathered
from ailabel.result import Mark
from ailabel.value import value

if TYPE_CHECKING:
    from ailabel.marks.manifest import Origin
    from ailabel.marks.page import Element
    from ailabel.marks.standard import Statement

MEDIA_TYPE = "application/c2pa"
DATA = f"data:{MEDIA_TYPE};base64,"
MULTIPLE_WRAPPERS = "manifest.text.multipleWrappers"
MULTIPLE_IN_PAGE = "manifest.html.multipleManifests"
MALFORMED = "manifest.structuredText.malformedReference"
UNREADABLE = "manifest that cannot be read"  # for which the standard has no code of its own
BEGUN, ENDED = "BEGIN C2PA MANIFEST", "END C2PA MANIFEST"  # of a block
MAX_WRAPPERS = 10  # that are looked at; there must be one
_WRAPPER = regex("\ufeff([\ufe00-\ufe0f\U000e0100-\U000e01ef]{8,})")
_BLOCK = regex("---(?:BEGIN|END) C2PA MANIFEST---")
_LEGACY = regex(r"(?<!-)---(BEGIN|END) C2PA MANIFEST---(?!-)")


@value
class Wrapper:
    """A wrapper at text[start:end], and its bytes."""

    raw: bytes
    start: int
    end: int


def read(text: str) -> Found:
    """What the manifest of a text claims; one that is broken, or not alone, is a warning with its code."""
    return gathered((_of_wrappers(text), _of_block(text), _of_page(text)))


def write(text: str, statement: Statement) -> str:
    """The text with a manifest that was signed for it.

    It stands in the head of a page; as a block where there is one, or where its hash leaves out a place in
    the front matter; else as a wrapper at the end.

    Raises: UsageError where there is no manifest, or it does not say what is claimed.
    """
    store = statement.manifest
    if store is None:
        raise UsageError("c2pa needs a manifest store that was signed for this text: give --manifest")
    try:
        origin = read_origin(store)
    except ValueError as error:
        raise UsageError(f"the manifest store cannot be read: {error}") from None
    if origin.claim != statement.claim:
        raise UsageError(f"the manifest says {origin.claim!r}, and the claim is {statement.claim!r}")
    if is_page(text):
        return _in_page(text, store)
    edits = [Edit(old.start, old.end) for old in find_wrappers(text)]
    block = _old_block(text, store) or _new_block(text, store, origin)
    return apply(text, [*edits, block or Edit(len(text), len(text), _wrapped(store, origin))])


def _old_block(text: str, store: bytes) -> Edit | None:
    """The block that stands there, with this manifest; the space around its reference stays."""
    from c2pa_text import BEGIN_DELIMITER, END_DELIMITER, encode_data_uri

    begun = _begun(text)
    end = text.find(END_DELIMITER, begun)
    if min(begun, end) < 0:
        return None
    start = begun + len(BEGIN_DELIMITER)
    held = text[start:end]
    reference = held.strip()
    if not reference:
        return Edit(start, end, f" {encode_data_uri(store)} ")
    at = start + held.index(reference)
    return Edit(at, at + len(reference), encode_data_uri(store))


def _begun(text: str) -> int:
    """Where a block begins; -1 where none does, or where it is shown as code."""
    from c2pa_text import BEGIN_DELIMITER

    start: int = text.find(BEGIN_DELIMITER)
    if start < 0 or is_inside(start, read_code(text).fenced) or is_code_span(text, start, start):
        return -1
    return start


def _new_block(text: str, store: bytes, origin: Origin) -> Edit | None:
    """A comment on the first line of the front matter, for a manifest whose hash leaves that out."""
    from c2pa_text import build_manifest_block, encode_data_uri

    front = next(find_blocks(text), None)
    if front is None or not origin.excluded:
        return None
    if origin.excluded[0][0] >= len(text[: front.after].encode("utf-8", "replace")):
        return None
    newline = "\r\n" if text[: front.start].endswith("\r\n") else "\n"
    line = build_manifest_block(encode_data_uri(store), "#")
    return Edit(front.start, front.start, f"{line}{newline}")


def _wrapped(store: bytes, origin: Origin) -> str:
    """The wrapper, padded to the length that the manifest's own hash leaves out."""
    from c2pa_text import encode_wrapper, encode_wrapper_padded

    plain: str = encode_wrapper(store)
    length = origin.excluded[0][1] if origin.excluded else 0
    try:
        padded: str = encode_wrapper_padded(store, length)
    except ValueError:  # shorter than the wrapper, or by less than a character
        return plain
    return padded


def _in_page(text: str, store: bytes) -> str:
    from c2pa_text import build_html_script

    elements = read_elements(text)
    old = [element for element in said(elements) if is_script(element) or _is_link(element)]
    line = build_html_script(store)
    if old:
        return apply(text, [Edit(old[0].start, old[0].end, line), *without(text, old[1:])])
    return apply(text, [head_edit(text, elements, [line])])


def _of_wrappers(text: str) -> Found:
    found = find_wrappers(text)
    if len(found) > 1:
        return _broken(MULTIPLE_WRAPPERS, "more than one wrapper")
    if not found:
        return NOTHING
    from c2pa_text import validate_wrapper_bytes

    result = validate_wrapper_bytes(found[0].raw)
    if not result.valid:
        return _broken(result.primary_code.value, result.issues[0].message)
    return _mark(result.jumbf_bytes or b"", "C2PA text wrapper", (found[0].start, found[0].end))


def find_wrappers(text: str) -> tuple[Wrapper, ...]:
    """The runs of selectors that begin with a wrapper's magic; emoji and ideographs have selectors too."""
    runs = [match for match in _WRAPPER.finditer(text) if match[1].startswith(MAGIC)]
    if not runs:
        return ()
    from c2pa_text import decode_wrapper_sequence

    return tuple(
        Wrapper(decode_wrapper_sequence(run[1]), run.start(), run.end()) for run in runs[:MAX_WRAPPERS]
    )


def _of_block(text: str) -> Found:
    """The block between two lines of dashes, of which older writers use three."""
    if not _BLOCK.search(text):
        return NOTHING
    from c2pa_text import BEGIN_DELIMITER, StructuredError, extract_structured

    spelt = _LEGACY.sub(r"-----\1 C2PA MANIFEST-----", text) if BEGIN_DELIMITER not in text else text
    if _begun(spelt) < 0:
        return NOTHING
    try:
        reference = extract_structured(spelt).reference
    except StructuredError as error:
        return _broken(error.code, str(error))
    place = _block_place(text)
    if not reference.startswith(DATA):
        return _elsewhere("C2PA block", place)
    return _of_base64(reference[len(DATA) :], "C2PA block", place, MALFORMED)


def _block_place(text: str) -> tuple[int, int]:
    begun, ended = text.find(BEGUN), text.find(ENDED)
    return begun, ended + len(ENDED)


def _of_page(text: str) -> Found:
    if not is_page(text):
        return NOTHING
    found = [element for element in said(read_elements(text)) if is_script(element) or _is_link(element)]
    if len(found) > 1:
        return _broken(MULTIPLE_IN_PAGE, "more than one manifest")
    return gathered(_of_element(text, element) for element in found)


def _of_element(text: str, element: Element) -> Found:
    place = (element.start, element.end)
    if is_script(element):
        return _of_base64(text[element.opened : element.closed], "C2PA script", place)
    reference = element.attributes.get("href", "").strip()
    if reference.startswith(DATA):
        return _of_base64(reference[len(DATA) :], "C2PA link", place)
    return _elsewhere("C2PA link", place)


def is_script(element: Element) -> bool:
    """Whether it holds a manifest store of C2PA."""
    return element.name == "script" and element.attributes.get("type", "").strip().lower() == MEDIA_TYPE


def _is_link(element: Element) -> bool:
    return element.name == "link" and "c2pa-manifest" in element.attributes.get("rel", "").lower().split()


def _of_base64(held: str, carrier: str, place: tuple[int, int], code: str = UNREADABLE) -> Found:
    try:
        store = base64.b64decode("".join(held.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        return _broken(code, f"no base64: {error}")
    return _mark(store, carrier, place)


def _mark(store: bytes, carrier: str, place: tuple[int, int]) -> Found:
    mark = Mark("unknown", carrier, "text", start=place[0], end=place[1])
    try:
        origin = read_origin(store)
    except ValueError as error:
        return Found((mark,), (f"C2PA: {UNREADABLE}: {error}",))
    return Found((Mark(origin.claim, carrier, "text", tool=origin.tool, start=place[0], end=place[1]),))


def _elsewhere(carrier: str, place: tuple[int, int]) -> Found:
    return Found(
        (Mark("unknown", f"{carrier} to a manifest elsewhere", "text", start=place[0], end=place[1]),)
    )


def _broken(code: str, message: str) -> Found:
    return Found((), (f"C2PA: {code}: {message}",))
