"""A gallery that WordPress keeps as a shortcode ([gallery ids="4,5"]) -> its pictures, each with its caption.

An export has its site's pictures as items of their own ('attachment'), without their bytes: what a gallery
shows can be told then, so that an editor knows what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from book.read.shortcodes import standing

_GALLERY = re.compile(r"(?<!\[)\[gallery((?:\s[^\[\]]{0,500})?)\]")
_SAID = re.compile(r"\b(ids|include|exclude)\s*=\s*[\"'”″]?([\d,\s]+)")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg)(?:\?|$)", re.I)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a site, as its export has it."""

    url: str
    parent: str = ""  # the post that it was added to
    order: int = 0
    caption: str = ""
    alt: str = ""


def shown(content: str, post: str, files: Mapping[str, Attachment]) -> str:
    """The content of a post, whose number is `post`, with the pictures of its galleries.

    A gallery shows those of the `files` that it names, by their numbers, or else all that were added to the
    post. One that an author writes about, in code, stays.
    """
    if "[gallery" not in content:
        return content
    kept = [*standing(content)]

    def pictures(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in kept):
            return match[0]
        return _figure(_asked(match[1], post, files), files)

    return _GALLERY.sub(pictures, content)


def _asked(said: str, post: str, files: Mapping[str, Attachment]) -> list[str]:
    named = {key: re.findall(r"\d+", value) for key, value in _SAID.findall(said)}
    if ids := named.get("ids") or named.get("include"):
        return ids
    own = [n for n, file in files.items() if post and file.parent == post and _PICTURE.search(file.url)]
    return sorted(set(own) - {*named.get("exclude", [])}, key=lambda n: (files[n].order, int(n)))


def _figure(numbers: Iterable[str], files: Mapping[str, Attachment]) -> str:
    pictures = "".join(_picture(files.get(n) or Attachment(f"attachment-{n}")) for n in numbers)
    return f'\n\n<figure class="gallery">{pictures}</figure>\n\n' if pictures else ""


def _picture(file: Attachment) -> str:
    words = f"<figcaption>{file.caption}</figcaption>" if file.caption else ""
    return f'<figure><img src="{escape(file.url)}" alt="{escape(file.alt)}">{words}</figure>'
