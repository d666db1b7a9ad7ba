"""Explicit evidence: words, residue and tokens by which a text says itself that a model made it."""

from ailabel.disclosure.load import load_patterns
from ailabel.disclosure.matching import Patterns
from ailabel.disclosure.pattern import Pattern
from ailabel.disclosure.spans import discloses, find_spans, find_spans_many

__all__ = ["Pattern", "Patterns", "discloses", "find_spans", "find_spans_many", "load_patterns"]
