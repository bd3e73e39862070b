"""Pictures are drawn anew: what they show stays, what was hidden in the file (place, camera, programs) is gone."""
import io
import warnings
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from engawa.base.files import rules
from engawa.base.ui.refusal import Refused

FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
MODES = {"png": ("L", "LA", "P", "RGB", "RGBA"), "jpg": ("L", "RGB"), "webp": ("RGB", "RGBA")}


def redraw(content: bytes, extension: str, longest: int | None = None) -> bytes:
    """Return a fresh picture of the same kind, upright, without anything but its points.

    `longest` is the number of points the longer side may keep; a larger picture is made smaller.

    Raises:
        Refused: not a picture of this kind, broken, or more than 20 million points.
    """
    kind = FORMATS[extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as opened:
                if opened.width * opened.height > rules.MAX_PIXELS:
                    raise _too_many_points()
                picture = ImageOps.exif_transpose(opened)
                picture.load()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_points() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError,
            OverflowError, MemoryError, ZeroDivisionError):
        raise Refused(_("This picture cannot be opened. Please save it again as JPEG or PNG and send that.")) from None
    if picture.mode not in MODES[extension]:
        picture = picture.convert("RGBA" if "A" in picture.getbands() and extension != "jpg" else "RGB")
    if longest and max(picture.size) > longest:
        picture = picture.convert("RGB") if picture.mode == "P" else picture
        picture.thumbnail((longest, longest))
    fresh = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        fresh.putpalette(picture.getpalette() or [])
    fresh.paste(picture)
    out = io.BytesIO()
    fresh.save(out, format=kind, quality=90)
    return out.getvalue()


def size_of(content: IO[bytes]) -> tuple[int, int]:
    """Return width and height of a kept picture in points."""
    with Image.open(content) as picture:
        return picture.size


def _too_many_points() -> Refused:
    return Refused(_("This picture is too large: more than %(n)s million points. Please make it smaller.") % {
        "n": rules.MAX_PIXELS // 1_000_000})
