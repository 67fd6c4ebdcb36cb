"""Making a photograph small: it is read, cut to a square, and written anew, so that nothing but what it shows is kept.

Place, time, camera, and whatever else a file carries along stay behind, because no byte of the file is kept.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5_000_000
MOST_POINTS = 36_000_000
SIDE = 320
KEPT_BYTES = 40_000
QUALITIES = (82, 70, 55, 40, 25)
READ = ("JPEG", "PNG", "WEBP")
# A phone's JPEG may carry a second picture inside; the first one is the photograph.
STILL = ("JPEG", "MPO")
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
)


class NotAPhotograph(Exception):
    """These bytes are no picture that can be read."""


class TooLarge(Exception):
    """A picture with too many bytes, or with too many points."""


class Moves(Exception):
    """A picture that moves."""


def made_small(sent: bytes) -> bytes:
    """A small square JPEG of what was sent; raises NotAPhotograph, TooLarge or Moves."""
    if len(sent) > MOST_BYTES:
        raise TooLarge
    try:
        with Image.open(BytesIO(sent), formats=READ) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise TooLarge
            if picture.format not in STILL and getattr(picture, "n_frames", 1) > 1:
                raise Moves
            # Only JPEG can: it is read at a fraction of its size, and no phone's picture fills the memory.
            picture.draft("RGB", (SIDE * 2, SIDE * 2))
            return _written(_square(picture))
    except UNREADABLE as reason:
        raise NotAPhotograph from reason


def _square(picture: Image.Image) -> Image.Image:
    """The middle of a picture, the right way up, on white where it can be seen through."""
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    small = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small.getchannel("A"))
    return paper


def _written(picture: Image.Image) -> bytes:
    """A picture as a JPEG of at most so many bytes; the coarsest kind always fits."""
    written = b""
    for quality in QUALITIES:
        into = BytesIO()
        picture.save(into, "JPEG", quality=quality, optimize=True)
        written = into.getvalue()
        if len(written) <= KEPT_BYTES:
            break
    return written
