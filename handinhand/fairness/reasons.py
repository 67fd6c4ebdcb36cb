"""Why a result is what it is, as a sentence that can be translated; nothing here translates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; the name is the one that makemessages looks for."""
    return text


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a sentence with a number; the name is the one that makemessages looks for."""
    return one, many


@dataclass(frozen=True)
class Reason:
    """A sentence with %(name)s placeholders; `forms` and `number` are there when a number decides its form."""

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    forms: tuple[str, str] | None = None
    number: int = 0

    def __str__(self) -> str:
        return self.text % self.values

    def in_words(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> str:
        """The sentence in somebody's language, by the translators that are passed in."""
        if self.forms is None:
            return gettext(self.text) % self.values
        return ngettext(*self.forms, self.number) % self.values


def counted(forms: tuple[str, str], number: int, **values: str | int) -> Reason:
    """A reason with a number in it, which its text calls %(count)s."""
    one, many = forms
    text = one if number == 1 else many
    return Reason(text=text, values={"count": number, **values}, forms=forms, number=number)
