"""Pairs for a cup of tea, a seat beside somebody or a small group: everybody meets everybody as soon as can be."""

from handinhand.fairness.pairs.companions import companions
from handinhand.fairness.pairs.drawing import Alone, Draw, Group, draw
from handinhand.fairness.pairs.saying import IN_WORDS

__all__ = ["IN_WORDS", "Alone", "Draw", "Group", "companions", "draw"]
