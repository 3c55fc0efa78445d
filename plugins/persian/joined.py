"""The rules for a word that was written together, from the surest to the likeliest."""

from __future__ import annotations

from plugins.persian import compounds, endings
from plugins.persian.lexicon import Lexicon
from plugins.persian.speller import Speller

RULES = (
    endings.pronoun,
    compounds.listed,
    endings.verb,
    endings.clitic,
    endings.plural,
    endings.possessive,
    endings.ezafe,
)
RARER = (endings.comparative, compounds.ended, compounds.doubled, compounds.second, compounds.first)
"""Not believed where a word can be a known one with an ending that is written together."""


def speller(lexicon: Lexicon) -> Speller:
    """What answers for single words."""
    return Speller(lexicon, RULES, RARER)
