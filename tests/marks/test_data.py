"""Data and programs are told from prose by how they read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.marks.data import form_of
from tests.marks.contents import CONTENTS, PAGE

LARGE = 200_000  # characters
PATIENCE = 5  # seconds


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('{"cells":[]}', "JSON"),
        ("\ufeff\n[1, 2]\n", "JSON"),
        ('{"text": "One."}\n{"text": "Two."}\n', "JSON"),
        ('{"broken": 1,}', "JSON"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "XML"),
        ('<?xml version="1.0"?>\n<rss version="2.0"/>', "XML"),
        ("<!-- a note -->\n<note><to>Anna</to></note>", "XML"),
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"><svg/>', "XML"),
        ("#!/bin/sh\necho one\n", "a script"),
        ("<?php echo 1;", "a program"),
        ("%!PS-Adobe-3.0\n", "PostScript"),
        ("\\documentclass{article}\n", "LaTeX"),
        ("{\\rtf1 One.}", "RTF"),
        ("WEBVTT\n\n", "subtitles"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "subtitles"),
        ("BEGIN:VCARD\nFN:Anna\nEND:VCARD\n", "contacts or dates"),
        ("diff --git a/one b/one\n", "a patch"),
        ("id,text\n1,One.\n", "a table"),
        ('id;text\r\n1;"One; two."\r\n', "a table"),
        ("id\ttext\n1\t One.\n2\t Two.\n".replace("\t ", "\t"), "a table"),
        ("name: x\nsteps:\n  - run: y\n", "settings"),
        ("---\na: b\nc: d\n", "settings"),
        ("---\na: b\n---\nc: d\ne: f\n", "settings"),
        ("[tool]\none = 1\ntwo = 2\n", "settings"),
    ],
)
def test_data_is_told(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        *(held for held in CONTENTS.values() if isinstance(held, str)),
        "",
        "[1] A note.",
        "[x] done\n[ ] open\n",
        "Roses are red, violets are blue.\nSugar is sweet, so are you.\n",
        "Anna: How was it?\nBen: Good.\n",
        "<john> hello\n<mary> hi",
        "<p>A part of a page.</p>",
        "<Note>One.</Note>\n\nTwo.",
        '<a href="x">One</a>',
        PAGE.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">'),
        '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>',
        "note: buy milk\n\nThen go.",
        "---\ntitle: Dams\ndate: 2019\n---\n",
        "{{ title }} is a dam.",
    ],
)
def test_prose_and_pages_are_none(text: str) -> None:
    assert form_of(text) is None


@given(st.text(st.sampled_from('{}[]<>":,;\t\n a1=#!?-x\ufeff\ud800')))
def test_any_text_has_a_form_or_none(text: str) -> None:
    assert form_of(text) in {None, "JSON", "XML", "a script", "a program", "a table", "settings", "subtitles"}


@pytest.mark.parametrize(
    "piece", ["[", '{"a":', "<a ", "<a>", "<!-- ", "<?", "a,", '"', "a: b\n", "\n", "- "]
)
def test_time_does_not_outgrow_the_text(piece: str) -> None:
    begun = time.process_time()
    form_of(piece * (LARGE // len(piece)))

    assert time.process_time() - begun < PATIENCE
