"""Read a .docx file as its reader does; heads and feet of its pages are told once, at the end.

Source: ECMA-376 part 1, 17 (WordprocessingML): 17.10 for headers and footers, 17.3 for what stands in a run.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from ailabel.errors import InputError, in_one_line
from ailabel.lazy import regex
from ailabel.readers.archive import DAMAGED, MAX_TEXT, open_archive, parse_xml, read_part
from ailabel.webpage import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAIN = "/officeDocument"  # how the type of the relation ends that leads to the text, strict or not
RELATIONS = "_rels/.rels"
SETTINGS = "settings.xml"
OFF = frozenset({"0", "false", "off"})
BREAKS = frozenset({"tab", "br", "cr", "ptab"})  # they part what stands left, in the middle and right
_KEPT = regex(  # parts that mammoth reads beside the text
    r"(?:.*/)?(?:(?:document|styles|numbering|footnotes|endnotes|comments)\w*\.xml|[^/]*\.rels"
    r"|[^/]*\[Content_Types\]\.xml)"
)
_NAMESPACE = regex(r"\{[^}]*\}")
_NOTE_MARK = regex(  # of a footnote, and from there back to the text, as mammoth writes them
    r'<sup><a href="#(?:foot|end)note-\d+"[^>]*>\[\d+\]</a></sup>|<a href="#(?:foot|end)note-ref-\d+">↑</a>'
)
_STYLES = """
p[style-name='Caption'] => figcaption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""  # what mammoth takes for paragraphs like any other
_BOX = regex(r"<input (?P<ticked>checked=\"checked\" )?type=\"checkbox\" ?/>")


def text_of(data: bytes) -> str:
    """What its paragraphs, tables and notes say, as a page would; deleted and hidden words are left out.

    Raises: InputError where it is damaged, too large, or no document.
    """
    with open_archive(data) as archive:
        body = _body_name(archive)
        root = parse_xml(read_part(archive, body, MAX_TEXT), body, MAX_TEXT)
        margins = [line for name in _margins(archive, body, root) for line in _told(archive, name)]
        _straighten(root)
        page = _page(_repacked(archive, body, root))
    page = _BOX.sub(lambda box: "[x] " if box["ticked"] else "[ ] ", _NOTE_MARK.sub("", page))
    text = visible_text(page).rstrip("\n")
    return "\n\n".join(filter(None, [text, *dict.fromkeys(margins)])) + "\n"


def _body_name(archive: zipfile.ZipFile) -> str:
    """The part that holds the text."""
    for relation in _relations(archive, RELATIONS):
        if str(relation.get("Type")).endswith(MAIN):
            return _target("", relation)
    raise InputError(f"{RELATIONS} leads to no text")


def _relations(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401  elements of lxml
    return parse_xml(read_part(archive, name), name) if name in archive.namelist() else ()


def _target(part: str, relation: Any) -> str:  # noqa: ANN401  an element of lxml
    """The part that a relation of a part leads to."""
    return posixpath.normpath(
        posixpath.join("/", posixpath.dirname(part), str(relation.get("Target")))
    ).lstrip("/")


def _margins(archive: zipfile.ZipFile, body: str, root: Any) -> Iterator[str]:  # noqa: ANN401
    """The heads and feet of pages that some section shows, each once."""
    folder, name = posixpath.split(body)
    rows = _relations(archive, f"{folder}/_rels/{name}.rels")
    targets: Mapping[str, str] = {
        str(row.get("Id")): _target(body, row) for row in rows if row.get("TargetMode") != "External"
    }
    settings = next((target for target in targets.values() if target.endswith(SETTINGS)), None)
    has_even = settings in archive.namelist() and _is_on(
        parse_xml(read_part(archive, str(settings)), str(settings)), "evenAndOddHeaders"
    )
    shown: dict[str, None] = {}
    for section in root.iter("{*}sectPr"):
        is_shown = {"default": True, "first": _is_on(section, "titlePg"), "even": has_even}
        for reference in section.iter("{*}headerReference", "{*}footerReference"):
            if is_shown.get(_attribute(reference, "type")):
                shown[targets.get(_attribute(reference, "id"), "")] = None
    yield from (name for name in shown if name in archive.namelist())


def _is_on(parent: Any, name: str) -> bool:  # noqa: ANN401  an element of lxml
    found = next(parent.iterchildren(f"{{*}}{name}"), None)
    return found is not None and _attribute(found, "val") not in OFF


def _attribute(element: Any, name: str) -> str:  # noqa: ANN401  an element of lxml
    """Whatever its namespace, of which there are two."""
    return next((str(held) for key, held in element.items() if _NAMESPACE.sub("", key) == name), "")


def _told(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """What a head or foot says, piece by piece; no numbers."""
    for paragraph in parse_xml(read_part(archive, name), name).iter("{*}p"):
        for piece in "".join(_said(paragraph)).split("\n"):
            text = " ".join(piece.split())
            if any(map(str.isalpha, text)):
                yield text


def _said(element: Any) -> Iterator[str]:  # noqa: ANN401  an element of lxml
    """The words of a paragraph, and none of those that stand in it in a text box."""
    for child in element.iterchildren("{*}*"):
        name = _NAMESPACE.sub("", child.tag)
        if name == "t":
            yield child.text or ""
        elif name in BREAKS:
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in {"p", "Fallback", "del", "instrText"}:
            yield from _said(child)


def _straighten(root: Any) -> None:  # noqa: ANN401  an element of lxml
    """Out goes what nobody sees, and what mammoth does not know becomes what it does."""
    for run in [*root.iterdescendants("{*}r")]:
        if any(_is_on(properties, "vanish") for properties in run.iterchildren("{*}rPr")):
            run.getparent().remove(run)
    for mark in [*root.iter("{*}cr", "{*}ptab")]:
        name = "br" if mark.tag.endswith("}cr") else "tab"
        mark.tag = mark.tag.rpartition("}")[0] + "}" + name
        mark.attrib.clear()
    for ruby in [*root.iterdescendants("{*}ruby")]:
        _replace(ruby, [run for base in ruby.iterchildren("{*}rubyBase") for run in base])
    for held in [*root.iterdescendants("{*}dir", "{*}bdo")]:
        _replace(held, list(held))


def _replace(element: Any, others: list[Any]) -> None:  # noqa: ANN401  elements of lxml
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = others


def _repacked(archive: zipfile.ZipFile, body: str, root: Any) -> bytes:  # noqa: ANN401
    """The archive with another text, and without what says no words.

    Raises: InputError where its parts have more than any text needs.
    """
    from lxml import etree

    names = [name for name in archive.namelist() if _KEPT.fullmatch(name) and name != body]
    if sum(archive.getinfo(name).file_size for name in names) > MAX_TEXT:
        raise InputError(f"its styles, notes and comments have over {MAX_TEXT:,} bytes")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        copy.writestr(body, etree.tostring(root))
        for name in names:
            copy.writestr(name, read_part(archive, name, MAX_TEXT))
    return out.getvalue()


def _page(data: bytes) -> str:
    """The document as HTML, without its pictures."""
    import mammoth

    try:
        page = mammoth.convert_to_html(io.BytesIO(data), convert_image=_no_picture, style_map=_STYLES)
        return str(page.value)
    except (*DAMAGED, ExpatError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"it is damaged: {in_one_line(error)}") from None


def _no_picture(_image: object) -> list[Any]:
    return []
