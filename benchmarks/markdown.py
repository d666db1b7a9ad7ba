"""Figures as people read them."""

from __future__ import annotations

TENS, HUNDREDS = 10, 100


def figure(value: float) -> str:
    """Three digits that count, and no power of ten.

    >>> figure(1234.5), figure(123.45), figure(12.345), figure(1.2345), figure(0.012345), figure(0)
    ('1,234', '123', '12.3', '1.23', '0.0123', '0')
    """
    if abs(value) >= HUNDREDS:
        return f"{value:,.0f}"
    if abs(value) >= TENS:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"
