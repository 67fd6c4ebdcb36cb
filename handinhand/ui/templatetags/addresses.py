"""Django's own tag for addresses, with each address worked out once: every page names a dozen of them."""

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from handinhand.ui.addresses import address_of

register = template.Library()


class Address(URLNode):
    """What stands in a page for an address; it takes no names of its parts, only the parts in order."""

    def render(self, context: template.Context) -> str:
        """The address, or with `as` nothing here and the address under that name: empty where there is none."""
        where = [str(each.resolve(context)) for each in self.args]
        try:
            address = address_of(self.view_name.resolve(context), *where)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar is None:
            return conditional_escape(address) if context.autoescape else address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser: Parser, token: Token) -> Address:
    """An address by the name of its page: `{% url 'home:circle' circle.public_id %}`."""
    read = read_url(parser, token)
    if read.kwargs:
        raise template.TemplateSyntaxError("An address is given its parts in order, without their names.")
    return Address(read.view_name, read.args, read.kwargs, read.asvar)
