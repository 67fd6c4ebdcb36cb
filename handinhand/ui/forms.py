"""The form every form is made from: plain sentences, nothing lost, and a key so that it takes effect once."""

import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from handinhand.ui.icons import SAFE_DRAWINGS

# Letters and signs that every font draws as nothing at all.
BLANK = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"
# Signs that turn the order of the words after them around; text that needs a direction has it from its letters.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# As browsers write a day and a time of day.
DAY, CLOCK = "%Y-%m-%d", "%H:%M"
WORDS_LIMIT = 4000
TITLE_LIMIT = 200
NAME_LIMIT = 60
CHOICE = (
    '<label class="choice"><input type="radio" name="{}" value="{}"{} id="{}_{}">{}<span dir="auto">{}</span></label>'
)


def new_key() -> str:
    """A key for one filled-in form."""
    return secrets.token_urlsafe(12)


def check_plain(value: str) -> None:
    """Refuse what is not text for people: control characters other than tabs and new lines, and lone surrogates."""
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\r\t" for letter in value):
        raise ValidationError(_("There is a letter in here that we cannot keep. Please write it again by hand."))


def can_be_seen(value: str) -> bool:
    """Whether there is anything in a text that an eye can see."""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in BLANK for letter in value)


def check_seen(value: str) -> None:
    """Refuse text of which nothing can be seen."""
    if value and not can_be_seen(value):
        raise ValidationError(_("There is nothing to read in here yet. Please write some letters."))


def check_direction(value: str) -> None:
    """Refuse hidden signs that would turn other people's words around, where a text stands in one line with others."""
    if not TURNING.isdisjoint(value):
        raise ValidationError(_("There is a hidden sign in here that we cannot keep. Please write it again by hand."))


def plain_text(value: str) -> str:
    """Text in one spelling (Unicode NFC) with one kind of line end."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def in_order(given: dict[str, Any]) -> SafeString:
    """Attributes in the order in which they are given."""
    kept = [(name, value) for name, value in given.items() if value is not None and value is not False]
    shown = [(name, "" if value is True else value) for name, value in kept]
    return format_html_join("", ' {}="{}"', shown)


class Lines(forms.Textarea):
    """A box of several lines, written without a template of its own, which took as long as reading rows."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The box as Django writes it."""
        given = self.build_attrs({"name": name, **self.attrs}, attrs)
        return format_html("<textarea{}>\n{}</textarea>", in_order(given), self.format_value(value) or "")


class Written:
    """A box of one line, written without a template of its own."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The box as Django writes it."""
        box: Any = self
        shown = box.format_value(value)
        kept = {"type": box.input_type, "name": name, **({} if shown is None else {"value": shown})}
        return format_html("<input{}>", in_order(box.build_attrs({**kept, **box.attrs}, attrs)))


class Hidden(Written, forms.HiddenInput):
    """A hidden field: nothing leads to it, so it has no id, which every other form of a page would have too."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """What Django gives it, but for the id."""
        return {name: value for name, value in super().build_attrs(base_attrs, extra_attrs).items() if name != "id"}


class Line(Written, forms.TextInput):
    """A box of one line of text."""


class Day(Written, forms.DateInput):
    """A box for a day; what is none stands there as it was typed, where a browser's own box would be empty."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """What Django gives it, and a plain box for what is no day."""
        return _plain_where_it_is_none(super().build_attrs(base_attrs, extra_attrs), DAY)


class Clock(Written, forms.TimeInput):
    """A box for a time of day; what is none stands there as it was typed."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """What Django gives it, and a plain box for what is no time."""
        return _plain_where_it_is_none(super().build_attrs(base_attrs, extra_attrs), CLOCK)


def _plain_where_it_is_none(attrs: dict[str, Any], written: str) -> dict[str, Any]:
    """The attributes of a box, as text where its value is not written as a browser's own box takes it."""
    value = attrs.get("value")
    try:
        is_taken = not value or datetime.strptime(value, written).strftime(written) == value  # noqa: DTZ007
    except ValueError:
        is_taken = False
    return attrs if is_taken else {**attrs, "type": "text", "inputmode": "numeric"}


class Number(Written, forms.NumberInput):
    """A box for a number."""


class Menu(forms.Select):
    """One of many, under each other: written without a template for each of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The list as Django writes it."""
        chosen = self.format_value(value)
        given = in_order(self.build_attrs({"name": name, **self.attrs}, attrs))
        return format_html("<select{}>{}\n</select>", given, SafeString("".join(_options(self.choices, chosen))))


def _options(choices: Iterable[Any], chosen: list[str]) -> Iterator[str]:
    """Each choice, or several under a heading."""
    for kept, label in choices:
        if isinstance(label, list | tuple):
            yield f'\n  <optgroup label="{conditional_escape(kept)}">'
            yield from _options(label, chosen)
            yield "\n  </optgroup>"
        else:
            here = " selected" if str(kept) in chosen else ""
            yield f'\n  <option value="{conditional_escape(kept)}"{here}>{conditional_escape(label)}</option>'


class TextField(forms.CharField):
    """Text of people, with sentences for what we cannot take."""

    def __init__(self, *, limit: int = TITLE_LIMIT, lines: int = 1, seen_by: str | Promise = "", **kwargs: Any) -> None:
        self.limit = limit
        self.seen_by = seen_by
        if lines > 1:
            kwargs.setdefault("widget", Lines(attrs={"rows": lines}))
        kwargs.setdefault("widget", Line())
        super().__init__(**kwargs)
        self.validators = [check_plain, check_seen, self.check_length, *([] if lines > 1 else [check_direction])]
        self.error_messages["required"] = _("Please write something here.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What somebody writes runs its own way, not the page's; codes and addresses say which."""
        return {**super().widget_attrs(widget), "dir": widget.attrs.get("dir", "auto")}

    def check_length(self, value: str) -> None:
        """Refuse text that is too long, and say by how much."""
        over = len(value) - self.limit
        if over > 0:
            raise ValidationError(
                ngettext_lazy(
                    "This is %(over)s letter too long. There is room for %(limit)s.",
                    "This is %(over)s letters too long. There is room for %(limit)s.",
                    over,
                )
                % {"over": over, "limit": self.limit}
            )

    def to_python(self, value: Any) -> str:
        return plain_text(super().to_python(value) or "")


class Choices(forms.RadioSelect):
    """Choices of one size and weight, written without a template of their own, as `Lines` is."""

    def __init__(self, *args: Any, pictures: str = "", **kwargs: Any) -> None:
        self.pictures = pictures
        super().__init__(*args, **kwargs)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Each choice in a label of its own, beside its picture where there are some."""
        ident = self.build_attrs(self.attrs, attrs)["id"]
        chosen = self.format_value(value)
        choices = [
            (name, kept, SafeString(" checked" if kept in chosen else ""), ident, number, self._picture(kept), label)
            for number, (kept, label) in enumerate((str(each), label) for each, label in self.choices)
        ]
        kind = " shapes" if self.pictures else ""
        return format_html(
            '<div class="choices{}" id="{}">{}</div>', kind, ident, format_html_join("", CHOICE, choices)
        )

    def _picture(self, kept: str) -> SafeString:
        if self.pictures == "shape":
            return format_html('<span class="person">{}</span>', SAFE_DRAWINGS[kept])
        if self.pictures == "colour":
            return format_html('<span class="person {}">{}</span>', kept, SAFE_DRAWINGS["circle"])
        if self.pictures == "weather" and kept:
            return format_html('<span class="person">{}</span>', SAFE_DRAWINGS[kept])
        return SafeString("")


class ChoiceField(forms.ChoiceField):
    """One of several choices, shown as equals."""

    widget = Choices

    def __init__(self, *, pictures: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", Choices(pictures=pictures))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Please choose one.")
        self.error_messages["invalid_choice"] = _("Please choose one of these.")


class DateField(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Day(attrs={"type": "date"}, format=DAY))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Please choose a day.")
        self.error_messages["invalid"] = _("We cannot find that day. Please write it like 2026-12-03.")


class TimeField(forms.TimeField):
    """A time of day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Clock(attrs={"type": "time"}, format=CLOCK))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Please choose a time.")
        self.error_messages["invalid"] = _("We cannot read that time. Please write it like 14:30.")


class NumberField(forms.IntegerField):
    """A whole number in a range."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Number())
        super().__init__(min_value=least, max_value=most, **kwargs)
        # Said when it is read: a field is made once, and its readers have several languages.
        sentence = format_lazy(_("Please write a whole number from {least} to {most}."), least=least, most=most)
        for kind in ("required", "invalid"):
            self.error_messages[kind] = sentence
        for validator in self.validators:
            validator.message = sentence  # type: ignore[attr-defined]


class Form(forms.Form):
    """A form of this house. `written_in` are the names of all boxes for words, in whichever form they are."""

    use_required_attribute = False
    written_in: ClassVar[set[str]] = set()
    key = forms.CharField(widget=Hidden(), required=False, max_length=64)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declared: dict[str, forms.Field] = cls.declared_fields
        Form.written_in.update(name for name, field in declared.items() if isinstance(field, TextField))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", new_key())

    def say_who_sees(self, sentence: str) -> Self:
        """The form, with this sentence beside each of its boxes for words."""
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.seen_by = sentence
        return self


def add_problem(form: forms.Form, field: str | None, sentence: str | Promise) -> None:
    """Say beside a box what needs another look."""
    form.add_error(field, ValidationError(str(sentence)))
