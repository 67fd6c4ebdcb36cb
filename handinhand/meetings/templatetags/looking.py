"""A picture of a page: its boxes can be typed in and its buttons pressed, and nothing is sent anywhere."""

import re

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Our own templates made this, and people's words in it are escaped: no `<` of theirs begins a tag, no `"` ends a value.
STILL = (
    (re.compile(r"<form\b[^>]*>"), "<div>"),
    (re.compile(r"</form>"), "</div>"),
    (re.compile(r'<input type="hidden"[^>]*>'), ""),
    (re.compile(r"<button\b(?! type=)"), '<button type="button"'),
    (re.compile(r'(<a\b[^>]*?) href="[^"]*"'), r"\1"),
    (re.compile(r'\sdata-(?:follow|stay|kept|say(?:-new)?|new-in)(?:="[^"]*")?(?=[\s>])'), ""),
)


class SendsNothing(template.Node):
    """What stands between the marks, without forms, ways on, or anything that follows."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes

    def render(self, context: template.Context) -> SafeString:
        """The picture."""
        html = str(self.nodes.render(context))
        for what, instead in STILL:
            html = what.sub(instead, html)
        return mark_safe(html)  # noqa: S308 - rendered and escaped already


@register.tag
def sends_nothing(parser: Parser, token: Token) -> SendsNothing:
    """Begin a picture, up to `endsends_nothing`."""
    nodes = parser.parse(("endsends_nothing",))
    parser.delete_first_token()
    return SendsNothing(nodes)
