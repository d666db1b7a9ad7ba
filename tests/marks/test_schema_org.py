"""digitalSourceType in JSON-LD, microdata and RDFa, and what it is about."""

from __future__ import annotations

import json

import extruct
import pytest

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.iptc import SPELT, claim_of
from ailabel.marks.schema_org import MAX_JSON, MEDIA, TEXTS, read, write
from tests.marks.contents import PAGE

URI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


ARTICLE = '<div itemscope itemtype="https://schema.org/Article">'
IMAGE = '<div itemscope itemtype="https://schema.org/ImageObject">'
LINK = f'<link itemprop="digitalSourceType" href="{URI}">'


def page_with(*held: object) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in held)
    return f"<!doctype html><head>{scripts}</head><p>A walk.</p>"


def told(page: str) -> list[tuple[str, str]]:
    return [(mark.claim, mark.scope) for mark in read(page).marks]


@pytest.mark.parametrize(
    "term",
    [
        URI,
        URI.replace("http:", "https:") + "/",
        "digsrctype:trainedAlgorithmicMedia",
        "trainedAlgorithmicMedia",
        "TRAINEDALGORITHMICMEDIA",
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        "schema:TrainedAlgorithmicMediaDigitalSource",
        "trained_algorithmic_media",
    ],
)
def test_every_spelling_of_a_term_is_read(term: str) -> None:
    assert claim_of(term) == "generated"
    assert told(page_with({"@type": "Article", "digitalSourceType": term})) == [("generated", "text")]


@pytest.mark.parametrize("term", [None, 3, "", "media", "trained", "x" * 10_000])
def test_anything_else_is_no_term(term: object) -> None:
    assert claim_of(term) is None


@pytest.mark.parametrize("term", ["algorithmicMedia", "dataDrivenMedia", "digitalCapture"])
def test_programs_and_cameras_are_no_language_model(term: str) -> None:
    assert claim_of(term) == "unknown"


@pytest.mark.parametrize(
    ("node", "scope"),
    [
        ({"@type": "NewsArticle", "digitalSourceType": URI}, "text"),
        ({"@graph": [{"@type": ["WebPage", "ItemPage"], "schema:digitalSourceType": {"@id": URI}}]}, "text"),
        ({"@type": "WebPage", "mainEntity": {"@type": "Article", "digitalSourceType": [URI]}}, "text"),
        ({"@type": "ImageObject", "digitalSourceType": URI}, "image"),
        (
            {
                "@type": "Article",
                "image": {"@type": "https://schema.org/ImageObject", "digitalSourceType": URI},
            },
            "image",
        ),
        ({"@graph": [{"@type": "Article"}, {"@type": "VideoObject", "digitalSourceType": URI}]}, "video"),
        ({"@type": "Article", "comment": [{"@type": "Comment", "digitalSourceType": URI}]}, "other"),
    ],
)
def test_scope_is_what_the_node_is(node: object, scope: str) -> None:
    assert told(page_with(node)) == [("generated", scope)]


NO_TEXTS = (
    *("Comment", "UserComments", "Review", "Product", "Offer", "SiteNavigationElement", "WPAdBlock"),
    *("WPFooter", "WPSideBar", "WebPageElement", "BreadcrumbList", "Event", "Map", "Question", "Answer"),
    *("WebSite", "Organization", "https://example.org/Gizmo"),
)


@pytest.mark.parametrize("kind", NO_TEXTS)
def test_what_is_no_text_of_the_page_labels_none(kind: str) -> None:
    node = {"@type": kind, "digitalSourceType": URI}
    item = f'<p itemscope itemtype="https://schema.org/{kind}">{LINK}</p>'

    assert told(page_with(node)) == told(page_with({"@graph": [node]})) == [("generated", "other")]
    assert [mark.scope for mark in read(f"<!doctype html>{item}").marks] == ["other"]
    assert ailabel.score(page_with(node)).label == "unsure"


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_what_is_the_text_of_the_page_labels_it(kind: str) -> None:
    assert told(page_with({"@type": kind, "digitalSourceType": URI})) == [("generated", "text")]
    assert told(page_with({"about": {"@type": kind, "digitalSourceType": URI}})) == [("generated", "other")]


def test_no_type_is_a_text_and_a_medium() -> None:
    assert TEXTS.isdisjoint(MEDIA)


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("MusicComposition", "voice"), ("TVSeries", "video"), ("VideoGame", "code"), ("PodcastSeries", "voice")],
)
def test_work_of_music_film_or_play_is_what_it_is_made_of(kind: str, scope: str) -> None:
    assert told(page_with({"@type": kind, "digitalSourceType": URI})) == [("generated", scope)]


@pytest.mark.parametrize(("kind", "scope"), [("ImageObject", "image"), ("Article", "text"), ("x", "other")])
def test_type_may_go_without_its_sign(kind: str, scope: str) -> None:
    assert told(page_with({"type": kind, "digitalSourceType": URI})) == [("generated", scope)]


def test_node_without_a_type_is_the_page_where_it_stands_alone() -> None:
    node = {"digitalSourceType": URI}

    assert told(page_with(node)) == [("generated", "text")]
    assert told(page_with({"@graph": [{"@type": "Article"}, node]})) == [("generated", "other")]


def test_image_labels_only_itself() -> None:
    page = page_with({"@type": "Article", "image": {"@type": "ImageObject", "digitalSourceType": URI}})

    assert ailabel.score(page).label == "unsure"


def test_span_says_no_more_than_the_mark_on_which_it_lies() -> None:
    page = page_with({"@type": "Article", "digitalSourceType": "compositeWithTrainedAlgorithmicMedia"})
    result = ailabel.score(page)

    assert result.label == "unsure"
    assert [span.strength for span in result.spans] == ["partial"]


@pytest.mark.parametrize("held", ["ai-generated", {"level": "ai-generated", "tool": "M", "provider": "P"}])
def test_proposed_disclosure_is_read(held: object) -> None:
    (mark,) = read(page_with({"@type": "Article", "aiDisclosure": held})).marks

    assert (mark.claim, mark.tool) == ("generated", "P M" if isinstance(held, dict) else None)


@pytest.mark.parametrize(
    ("markup", "carrier", "scope"),
    [
        (f"{ARTICLE}{LINK}", "microdata", "text"),
        (f"{IMAGE}{LINK}", "microdata", "image"),
        (f"{ARTICLE}{IMAGE.replace('<div', '<div itemprop=image')}{LINK}</div></div>", "microdata", "image"),
        (f'<div typeof="Article"><span property="digitalSourceType">{URI}</span></div>', "RDFa", "text"),
        (f'<p typeof="ImageObject"><link property="s:digitalSourceType" resource="{URI}">', "RDFa", "image"),
    ],
)  # fmt: skip
def test_attributes_are_read(markup: str, carrier: str, scope: str) -> None:
    (mark,) = read(markup).marks

    assert (mark.claim, mark.carrier, mark.scope) == ("generated", carrier, scope)


@pytest.mark.parametrize("claim", SPELT)
def test_another_reader_sees_what_was_written(claim: str) -> None:
    page = write(PAGE, Statement(claim))  # type: ignore[arg-type]  # a claim, by its name
    (held,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]

    assert claim_of(held["digitalSourceType"]) == claim


def test_another_reader_agrees_about_microdata() -> None:
    page = f"{ARTICLE}{LINK}</div>"
    (item,) = extruct.extract(page, syntaxes=["microdata"])["microdata"]

    assert claim_of(item["properties"]["digitalSourceType"]) == read(page).marks[0].claim


@pytest.mark.parametrize(
    "content", ["{", '{"digitalSourceType": }', '{"digitalSourceType": "x", }', "[" * 10_000]
)
def test_broken_json_is_a_warning(content: str) -> None:
    page = f'<html><script type="application/ld+json">{content} digitalSourceType</script>'

    assert read(page).marks == ()
    assert len(read(page).warnings) == 1
    assert read(page).warnings[0].startswith("JSON-LD that cannot be read: ")


def test_nested_json_of_ten_thousand_levels_is_a_warning() -> None:
    deep = '{"a":' * 10_000 + f'{{"digitalSourceType": "{URI}"}}' + "}" * 10_000
    result = ailabel.score(f'<html><script type="application/ld+json">{deep}</script>')

    assert result.warnings[0].startswith("label: JSON-LD that cannot be read: ")


def test_script_beyond_the_limit_is_a_warning() -> None:
    page = f'<html><script type="application/ld+json">"digitalSourceType{"x" * MAX_JSON}"</script>'

    assert read(page).warnings == ("JSON-LD that cannot be read: of over 1,000,000 characters",)


def test_page_that_says_otherwise_of_itself_is_left_as_it_is() -> None:
    page = page_with({"@type": "Article", "digitalSourceType": "digitalCreation"})

    with pytest.raises(UsageError, match="already says 'human' in the JSON-LD of line 1"):
        write(page, Statement("generated"))


def test_image_that_says_otherwise_is_no_hindrance() -> None:
    page = page_with({"@type": "ImageObject", "digitalSourceType": "digitalCreation"})

    assert told(write(page, Statement("generated"))) == [("generated", "text"), ("human", "image")]


@pytest.mark.parametrize("kind", ["MediaObject", "Person"])
def test_what_may_be_no_text_labels_none(kind: str) -> None:
    held = f'{{"@type": "{kind}", "digitalSourceType": "trainedAlgorithmicMedia"}}'
    page = f'<!doctype html><script type="application/ld+json">{held}</script>'

    assert [mark.scope for mark in read(page).marks] == ["other"]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [("//<![CDATA[\n", "\n//]]>\n"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"), ("<!--\n", "\n-->")],
)
def test_script_that_is_hidden_from_parsers_is_read(opened: str, closed: str) -> None:
    held = f'{opened}{{"@type": "Article", "digitalSourceType": "trainedAlgorithmicMedia"}}{closed}'
    page = f'<!doctype html><script type="application/ld+json">{held}</script>'

    assert [(mark.claim, mark.scope) for mark in read(page).marks] == [("generated", "text")]


def test_rdfa_about_another_resource_labels_that() -> None:
    page = '<!doctype html><p about="/a.jpg" property="digitalSourceType" content="trainedAlgorithmicMedia">'

    assert [mark.scope for mark in read(page).marks] == ["other"]
