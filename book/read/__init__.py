"""A seed's bytes -> lines. One reader a format, in a table; what was repaired on the way is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from book.errors import Place, SeedError
from book.garbage import undisturbed
from book.model import Reading, Seed
from book.read.html import read_html
from book.read.language import guess_language
from book.read.mail import read_mail
from book.read.markdown import read_markdown
from book.read.mhtml import read_mhtml
from book.read.opendocument import read_opendocument
from book.read.pdf import read_pdf
from book.read.rtf import read_rtf
from book.read.text import read_text
from book.read.webarchive import read_webarchive
from book.read.word import read_word

__all__ = ["READERS", "Reader", "guess_language", "read"]

Reader = Callable[[Seed], Reading]

READERS: Mapping[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "markdown": read_markdown,
    "mail": read_mail,
    "mhtml": read_mhtml,
    "opendocument": read_opendocument,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "webarchive": read_webarchive,
    "word": read_word,
}
"""Format -> its reader. A new input format is a module here and one line in this table."""


def read(seed: Seed) -> Reading:
    """The lines of a seed, decoded and repaired.

    Raises SeedError for a format that has no reader, for bytes that are no text, and for no text at all.
    """
    reader = READERS.get(seed.format)
    if reader is None:
        raise SeedError(
            f"there is no reader for the format {seed.format!r}",
            where=Place(seed.name),
            hint=f"the formats are {', '.join(sorted(READERS))}",
        )
    with undisturbed():
        return reader(seed)
