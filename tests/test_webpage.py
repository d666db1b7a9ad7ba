"""A page is read as its visitor sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.errors import InputError
from ailabel.webpage import MAX_OPEN, visible_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>if (a < b) document.write('no')</script>",
        "<style>p { color: red }</style>",
        "<nav><a href='/'>no</a></nav>",
        "<div role='navigation'>no</div>",
        "<template><p>no</p></template>",
        "<noscript>no</noscript>",
        "<button>no</button>",
        "<textarea>no</textarea>",
        "<svg><title>no</title></svg>",
        "<p hidden>no</p>",
        "<p style='Display : NONE'>no</p>",
        "<span style='visibility:hidden'>no<b>no</b></span>",
        "<!-- no -->",
        "<title>no</title>",
    ],
)
def test_what_no_visitor_sees_is_left_out(unseen: str) -> None:
    assert visible_text(f"<body><p>One.</p>{unseen}<p>Two.</p>") == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("", ""),
        ("<p> \n </p>", ""),
        ("no tags at all", "no tags at all\n"),
        ("a&amp;b &lt;i&gt; caf&eacute; &#8212; &nbsp;x", "a&b <i> café — \u00a0x\n"),
        ("<p>so <b>bo</b>ld,\n   <a href='#'>a\tlink</a>", "so bold, a link\n"),
        ("<p>one<p>two<div>three<div>four</div>five</div>", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n"),
        ("a<br>b<br/> c", "a\nb\nc\n"),
        ("<h1>A <i>title</i></h1><h3>Small</h3>text", "# A title\n\n### Small\n\ntext\n"),
        ("<ul><li>one<li><p>two</p><li></ul>end", "- one\n- two\n\nend\n"),
        ("<footer>[Written by a machine.]</footer>", "[Written by a machine.]\n"),
        ("<pre>  a\n\n  b</pre>c", "```\n  a\n\n  b\n```\n\nc\n"),
        ("<pre>```</pre>", "````\n```\n````\n"),
        ("<p>p <span>s</span><script>1</script> t</p>", "p s t\n"),
        ("<p>put <code>f(x)</code> or <kbd>g</kbd><samp></samp></p>", "put `f(x)` or `g`\n"),
        ("<pre><code>x</code></pre>", "```\nx\n```\n"),
        ("<p>by <s>AI</s> us</p><del><p>a</p></del>", "by ~~AI~~ us\n\na\n"),
        ("he said <q>so</q>", "he said “so”\n"),
        ("<blockquote><p>a<br>b<p>c</blockquote>d", "> a\n> b\n\n> c\n\nd\n"),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "> a\n\n> b\n\n> c\n"),
        ("<figcaption><p>A [new] bridge<p>by Ann</figcaption>e", "![A new bridge by Ann]()\n\ne\n"),
        ("<figcaption> </figcaption>e", "e\n"),
    ],
)
def test_page_comes_out_line_by_line(page: str, text: str) -> None:
    assert visible_text(page) == text


STORY = "<p>" + "The council met on Monday and spoke about the bridge, which opens in spring. " * 2 + "</p>"


@pytest.mark.parametrize(
    "comments",
    [
        '<section id="comments"><h2>2 comments</h2><p>{}</p></section>',
        '<ol class="comment-list"><li class="comment"><div class="comment-body">{}</div></ol>',
        '<div id="disqus_thread"><p>{}</p></div>',
        '<article role="comment">{}</article>',
        '<div itemscope itemtype="https://schema.org/Comment">{}</div>',
        "<shreddit-comment><p>{}</p></shreddit-comment>",
        '<div class="wp-block-comments"><p>one<p>{}</div>',
        '<section class="c-comments-list"><p>{}</p></section>',
        '<section id="kommentare"><div><p>{}</p></div></section>',
        '<aside class="jp-relatedposts"><ul><li><a href="/1">{}</a></ul></aside>',
        '<div class="adsbygoogle"><p>Advertisement<p>{}</div>',
        '<ul class="related-posts"><li>{}</ul>',
    ],
)
def test_words_of_others_are_no_part_of_a_page(comments: str) -> None:
    shown = visible_text(f"{STORY}{comments.format('An AI wrote this.')}<p>The end.")

    assert shown.startswith("The council met")
    assert "AI" not in shown
    assert shown.endswith("\n\nThe end.\n")


def test_comments_are_left_out_below_a_paragraph_of_few_wide_characters() -> None:
    story = "港の理事会は火曜日の夜、二〇〇九年以来はじめて冬のあいだも船を出すことを決めた。"

    assert visible_text(f'<p>{story}<div id="comments"><p>AIが書いた。</div>') == f"{story}\n"


@pytest.mark.parametrize(
    "page",
    [
        f'<body class="comments">{STORY}<p>An AI wrote this.',
        f'<article class="post has-comments no-comments comments-open">{STORY}<p>An AI wrote this.</article>',
        f'{STORY}<p class="comment">An AI wrote this.',
        f'<div class="comment-body">{STORY}</div><p>An AI wrote this.',
        '<ul class="comment-list"><li>An AI wrote this.</ul>',
        '<h1>Boats of the harbour</h1><div class="postbody">An AI wrote this.</div>',
        f'{STORY}<div class="post-body comment-policy related-party">An AI wrote this.</div>',
        f'{STORY}<div class="editor-comment-box">An AI wrote this.</div>',
        f'{STORY}<article class="post trending related">An AI wrote this.</article>',
    ],
)
def test_remark_of_a_page_and_a_page_that_is_all_comments_are_shown(page: str) -> None:
    assert "An AI wrote this." in visible_text(page)


@pytest.mark.parametrize(
    "credit",
    [
        '<div><img src="a"><span class="bildunterschrift">Made with AI</span></div>',
        '<figure><img src="a"></figure> <p class="image-credit"><small>Made with AI</small></p>',
        '<a href="b"><img src="a"></a><div class="wp-caption-text">Made with AI</div>',
        '<figure><img src="a"><figcaption class="wp-caption-text">Made with AI</figcaption></figure>',
        '<figure><figcaption><img src="a"><p class="caption">Made with AI</p></figcaption></figure>',
    ],
)
def test_credit_right_behind_a_picture_is_its_caption(credit: str) -> None:
    assert visible_text(f"{credit}<p>after") == "![Made with AI]()\n\nafter\n"


@pytest.mark.parametrize(
    "credit",
    [
        '<p class="copyright">Made with AI</p>',
        '<footer><div><img src="logo"><p class="copyright">Made with AI</p></div></footer>',
        '<div><img src="robot"><p class="notice">Made with AI</p></div>',
        '<img class="avatar"><span class="credit">Made with AI</span>',
        '<div><p><img src="a"></p></div><div class="caption">Made with AI</div>',
    ],
)
def test_other_credits_are_text(credit: str) -> None:
    assert visible_text(credit) == "Made with AI\n"


def test_row_of_short_cells_is_one_line() -> None:
    page = "<table><thead><tr><th>Name<th>Age<tbody><tr><td>Ada<td><p>36</p></table>after"

    assert visible_text(page) == "| Name | Age |\n| Ada | 36 |\n\nafter\n"


def test_table_that_lays_out_a_page_is_no_row() -> None:
    story = "This cell holds a whole paragraph of text, far too long for a table of data to show."

    assert visible_text(f"<table><tr><td>Menu<td>{story}</table>") == f"Menu\n\n{story}\n"


def test_fixture_holds_its_notices_and_no_script(fixtures: Path) -> None:
    text = visible_text((fixtures / "documents" / "article.html").read_text("utf-8"))

    assert "[This article has been generated with AI. Your feed is customized.]\n" in text
    assert "querySelector" not in text
    assert "font-family" not in text
    assert "Travel" not in text


def test_document_reads_the_kinds_of_lines_that_the_page_had() -> None:
    page = "<h2>Title</h2><p>Text.<ul><li>item</ul><table><tr><td>a<td>b</table><pre>x = 1</pre>"
    document = Document.cut(visible_text(page))
    kinds = {document.clean.text[start:]: document.lines.kind(start) for start in document.lines.starts}

    told = {text.split("\n")[0].strip(): kind for text, kind in kinds.items()}
    assert told.items() >= {"Title": "heading", "Text.": "text", "item": "item", "x = 1": "code"}.items()
    assert "row" in told.values()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * (MAX_OPEN + 1),
        "<p>" + "".join(f"<font color={shade}>" for shade in range(1_001)) + "<p>x" * 1_001,
    ],
    ids=["deep", "repeated"],
)
def test_page_that_would_grow_without_bound_is_refused(page: str) -> None:
    with pytest.raises(InputError, match="more than any page needs"):
        visible_text(page)


def test_page_as_deep_as_allowed_is_read() -> None:
    assert visible_text("<div>" * MAX_OPEN + "x") == "x\n"


def test_unclosed_paragraphs_and_links_are_not_deep() -> None:
    assert visible_text("<p><a name=x>y" * (MAX_OPEN + 1)).count("y") == MAX_OPEN + 1


PIECES = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "<pre>",
    "</pre>",
    "<br>",
    "<b>",
    "&amp;",
    "x ",
    "\n",
]


@given(
    st.lists(st.sampled_from([*PIECES, "</tr>", "<svg>", "<template>", "<!--", "-->", "<select>", "|", "`"]))
)
def test_every_page_is_read(pieces: list[str]) -> None:
    text = visible_text("".join(pieces))

    assert text == "" or text.endswith("\n")
    assert not text.startswith("\n")
