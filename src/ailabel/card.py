"""What a model says of itself, and of the model that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import sklearn

from ailabel._version import __version__
from ailabel.features import spec
from ailabel.model import FORMAT
from ailabel.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ailabel.model import Model
    from ailabel.scale import Scale

CARD_RATES = (0.05, 0.01, 0.001)  # false-positive rates whose thresholds a card lists


def make_card(  # noqa: PLR0913  a card has many fields
    name: str,
    version: str,
    *,
    experts: Sequence[str],
    scale: Scale,
    sources: Mapping[str, Any],
    min_words: int,
) -> dict[str, Any]:
    """What a model folder says of itself; its digests come when it is written."""
    return {
        "format": FORMAT,
        "name": name,
        "version": version,
        "made_with": made_with(),
        "languages": ["en"],
        "min_words": min_words,
        "spec": spec(),
        "experts": list(experts),
        "thresholds": _thresholds(scale),
        "sources": dict(sources),
    }


def derived_card(model: Model, name: str, scale: Scale, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  JSON is open
    """The card of a model made from another: that one's with its stamp, and what these fields say."""
    stamp = model.stamp
    return {
        **{field: told for field, told in model.card.items() if field != "files"},
        "name": name,
        "derived_from": {"name": stamp.name, "version": stamp.version, "digest": stamp.digest},
        "thresholds": _thresholds(scale),
        **fields,
    }


def made_with() -> dict[str, str]:
    """The releases that a model depends on to the last digit."""
    return {"ailabel": __version__, "numpy": np.__version__, "scikit-learn": sklearn.__version__}


def _thresholds(scale: Scale) -> list[dict[str, Any]]:
    """None for a rate that a detector refuses, since its human texts are too few to show it."""
    known = [rate for rate in CARD_RATES if rate >= scale.finest_of_all()]
    return [
        {
            "words": least,
            "human_texts": int(scale.human_texts[band]),
            "scores": {
                str(rate): round(scale.threshold(rate, band), 3) if rate in known else None
                for rate in CARD_RATES
            },
        }
        for band, least in enumerate(BANDS)
    ]
