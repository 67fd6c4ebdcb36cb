"""A form's problems and boxes as HTML, each box with its label, why we ask, and who will see what stands in it.

Written without a template, which took a tenth of a room's time.
"""

from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from handinhand.ui.icons import SAFE_DRAWINGS

NOTHING = SafeString("")
PROBLEMS = (
    '<div class="card problems" data-problems role="alert" tabindex="-1">\n<h2>{}</h2>\n<p>{}</p>\n<ul>{}{}</ul></div>'
)


def all_fields(form: BaseForm) -> SafeString:
    """What stands between the form's tag and its buttons."""
    problems = _problems(form) if form.errors else NOTHING
    hidden, boxes = form.hidden_fields(), form.visible_fields()
    parts = [problems, *map(str, hidden), "\n", *map(_box, boxes)]
    return SafeString("".join(parts))


def _problems(form: BaseForm) -> SafeString:
    """All that needs another look, each leading to its box."""
    of_all = format_html_join("", "<li>{}</li>", ((each,) for each in form.non_field_errors()))
    of_boxes = format_html_join(
        "",
        '<li><a href="#{}">{}</a>: {}</li>',
        ((box.id_for_label or box.auto_id, box.label, each) for box in form.visible_fields() for each in box.errors),
    )
    heading, calm = _("Something here needs another look"), _("Nothing you wrote is lost.")
    return format_html(PROBLEMS, heading, calm, of_all, of_boxes)


def _box(box: BoundField) -> SafeString:
    help_text = format_html('<p class="help quiet" id="{}_helptext">{}</p>', box.auto_id, box.help_text)
    seen_by = getattr(box.field, "seen_by", "")
    return format_html(
        "{}\n{}{}{}\n{}{}\n",
        _opening(box),
        help_text if box.help_text else NOTHING,
        _errors(box) if box.errors else NOTHING,
        str(box),
        format_html('<p class="seen-by">{}<span>{}</span></p>', SAFE_DRAWINGS["eye"], seen_by) if seen_by else NOTHING,
        SafeString("</fieldset>" if box.use_fieldset else "</div>"),
    )


def _opening(box: BoundField) -> SafeString:
    if not box.use_fieldset:
        return format_html('<div class="field"><label for="{}">{}</label>', box.id_for_label, box.label)
    described = box.aria_describedby
    said_more = format_html(' aria-describedby="{}"', described) if described else NOTHING
    return format_html('<fieldset class="field"{}><legend>{}</legend>', said_more, box.label)


def _errors(box: BoundField) -> SafeString:
    each_one = format_html_join("", '<p class="problem">{}</p>', ((each,) for each in box.errors))
    return format_html('<div id="{}_error">{}</div>', box.auto_id, each_one)
