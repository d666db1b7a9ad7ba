"""What a text shows of labels, in code or in a guide to them, labels nothing."""

from __future__ import annotations

import pytest

from ailabel.detector import Detector
from ailabel.marks.shown import is_at_an_end

META = '<meta name="ai-disclosure" content="ai-generated">'
JSON_LD = '<script type="application/ld+json">{"digitalSourceType": "trainedAlgorithmicMedia"}</script>'
AIGC = '{"AIGC":{"Label":"1","ContentProducer":"x"}}'
LEVELS = [f"https://declare-ai.org/1.0.0/{level}.html" for level in ("none", "creative", "total")]
LINKS = " ".join(f'<a href="{link}">a level</a>' for link in LEVELS)
HEAD, TAIL = "<!-- a guide -->\n# Guide\n\nFirst of all.\n\n", "\n\nThat is all.\n\nFarewell.\n"
PAGE = "<!doctype html><title>Guide</title>"
GUIDES = {
    "indented code": f"{HEAD}    {META}\n    {JSON_LD}{TAIL}",
    "indented by a tab": f"{HEAD}\t{META}{TAIL}",
    "fence in a list": f"{HEAD}1. So:\n\n   ```html\n   {META}\n   ```{TAIL}",
    "fence in a quotation": f"{HEAD}> ```html\n> {META}\n> ```{TAIL}",
    "fence in a longer fence": f"{HEAD}````md\n```html\n{META}\n```\n````{TAIL}",
    "fence that nothing closes": f"{HEAD}```html\n{META}{TAIL}",
    "code span": f"{HEAD}Write `head: {META}` there.{TAIL}",
    "no code at all": f"# Guide\n\nFirst of all.\n\n{META}\n{JSON_LD}{TAIL}",
    "code of a page": f"{PAGE}<p>So: <code>{META}</code>",
    "sample of a page": f"{PAGE}<pre>{META}{JSON_LD}</pre>",
    "sample of a page, escaped": f"{PAGE}<pre>{JSON_LD.replace('<', '&lt;')}</pre>",
    "template of a page": f"{PAGE}<template>{META}{JSON_LD}</template>",
    "comment of a page": f"{PAGE}<!-- {META}{JSON_LD} -->",
    "script of a page": f"{PAGE}<script>page = '{META}'</script>",
    "levels of declare-ai.org": f"{PAGE}<p>There are {LINKS}.",
    "levels in Markdown": "# Guide\n\n" + "\n".join(f"* {link}" for link in LEVELS) + "\n",
    "AIGC": f"The standard asks for a label.\n\nSo:\n\n{AIGC}\n\nWhere Label is 1.\n",
    "AIGC, indented": f"A guide.\n\nSo:\n\n    AIGC: {AIGC[8:-1]}{TAIL}",
    "AIGC as YAML": f'A guide.\n\nSo:\n\nAIGC:\n  Label: "1"\n  ProduceID: "x"{TAIL}',
    "front matter": f"A guide.\n\nSo:\n\n---\nai_generated: true\nwritten_by: ai\n---{TAIL}",
    "header": f"A server says:\n\nHTTP/1.1 200 OK\nAI-Disclosure: mode=ai-originated{TAIL}",
    "trailer": f"End a message with:\n\nCo-Authored-By: Claude <noreply@anthropic.com>{TAIL}",
}
FIELDS = (
    "title: Dams\nai_generated: true\nauthor: A. Berg\n\nThe dam holds.\n\nThe lake is full.\n",
    "The dam holds.\n\nThe lake is full.\n\nai_generated: true\n",
    '{\n  "@type": "Article",\n  "digitalSourceType": "trainedAlgorithmicMedia",\n  "name": "Dams"\n}\n',
    f"The dam holds.\nThe lake is full.\n{AIGC}\n",
    f"{AIGC}\nThe dam holds.\nThe lake is full.\n",
)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_guide_to_labels_discloses_nothing(detector: Detector, guide: str) -> None:
    assert detector.score(guide).label != "ai-disclosed"


@pytest.mark.parametrize("text", FIELDS)
def test_field_at_either_end_discloses(detector: Detector, text: str) -> None:
    assert detector.score(text).label == "ai-disclosed"


def test_label_of_a_fragment_is_no_code_however_far_indented(detector: Detector) -> None:
    page = f"<div>\n\n    {JSON_LD}\n\n<p>The dam holds.</p></div>"

    assert detector.score(page).label == "ai-disclosed"


def test_end_of_a_text_may_have_fields_beside_it() -> None:
    text = "title: a\nlabel\nWords.\nlabel\nWords.\n"

    assert is_at_an_end(text, 9, 14)
    assert not is_at_an_end(text, 22, 27)
