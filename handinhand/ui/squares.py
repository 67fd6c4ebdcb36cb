"""Square codes (QR, ISO/IEC 18004) that a phone's camera reads: an address, drawn in the page itself.

Black on white, with a white edge, in dusk and on paper too: cameras look for dark on light. No style and no picture's
address is in the drawing, so the page's security policy lets it stand.
"""

import segno
from django.utils.safestring import SafeString, mark_safe

# Medium: a seventh of it may be creased or stained. The edge of four modules is what the standard asks for.
MENDS, EDGE = "m", 4


def square_code(address: str, *, says: str) -> SafeString:
    """An address as a drawing; `says` is what somebody hears instead of seeing it."""
    drawn: str = segno.make_qr(address, error=MENDS).svg_inline(
        border=EDGE, dark="#000", light="#fff", title=says, svgclass="square", lineclass=None, omitsize=True
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - segno escapes the title
