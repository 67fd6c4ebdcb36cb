"""What a plan was, as an announced change keeps it: somebody's own text, or lines for a machine with texts in them."""

import json

from handinhand.ground.own_text import OwnText


class KeptText(OwnText):
    """One side of an announced change. The texts of people in it are known one by one, so that each can be covered."""

    def pieces(self, text: str) -> list[str]:
        return [piece for line in text.splitlines() for piece in _of_line(line)] if text.startswith("[") else [text]

    def said(self, text: str) -> str:
        return "\n".join(piece for piece in self.pieces(text) if piece)


def _of_line(line: str) -> list[str]:
    """The texts of people in one line: a part's name, its words and its questions; or the part of a paper."""
    try:
        held = json.loads(line)
    except ValueError:
        return [line]
    if len(held) == len(("did", "part", "is_late")):
        return [str(held[1])]
    title, _kind, _minutes, detail, _topics, questions, *_heavy = held
    return [title, detail, *(question for question, _touched in questions)]
