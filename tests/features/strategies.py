"""Texts for hypothesis to try: any at all, and jumbles of what the rules are about."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *"abcXYZ019 .,;:!?'\"-()[]$\n\t",
    "\u2013",
    "\u2014",
    "--",
    "...",
    "\u2026",
    "\u2019",
    "é",
    "ß",
    "中",
    "😀",
    "\ud800",
    "\u00a0",
    "\u2fff",
    " the ",
    " I ",
    " and ",
    " don't ",
    " Mr. ",
    " e.g. ",
    ". The ",
    '." He ',
    " running ",
    " nation's ",
    " 1984 ",
    ", and ",
)
JUMBLES = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.one_of(st.text(st.characters(), max_size=80), JUMBLES)
"""Surrogates are among the characters."""
