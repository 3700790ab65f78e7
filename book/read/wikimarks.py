"""What Markdown of note-taking programs (Obsidian, Logseq) and of GitHub has beside CommonMark.

A link between notes becomes its words, an embedded picture a picture, a callout a quotation with its title;
what is marked stays, unmarked. What the author hid from readers (%% … %%) and ids of blocks are no text.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_MARKS = re.compile(
    r"(?P<code>(?P<ticks>`{1,3})(?!`).{1,500}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<shown>!)?\[\[(?P<name>[^\[\]|#^\n]{1,200})(?:[#^][^\[\]|\n]{0,200})?(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\]"
    r"|==(?=\S)(?P<marked>[^=\n]{1,500})(?<=\S)=="
    r"|(?P<hidden>%%(?!%).{0,5000}?%%)"
    r"|(?P<id>(?<=\S)[ ]\^[\w-]{1,40}$)"
    r"|(?P<quoted>^[ ]{0,3}(?:>[ ]?){1,9})\[![\w-]{1,30}\][+-]?[ \t]*(?P<title>[^\n]*)$",
    re.S | re.M,
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)$", re.I)
_SIZE = re.compile(r"\d+(?:x\d+)?")


def plain(text: str) -> str:
    """The text with such marks as CommonMark, or as nothing."""
    return _MARKS.sub(_plain, text) if any(sign in text for sign in ("[[", "==", "%%", " ^", "[!")) else text


def _plain(match: re.Match[str]) -> str:
    if match["code"]:
        return match[0]
    if name := match["name"]:
        label = (match["label"] or "").strip()
        if not match["shown"]:
            return label or name.strip()
        alt = "" if _SIZE.fullmatch(label) else label
        return f"![{alt}]({quote(name.strip())})" if _PICTURE.search(name.strip()) else label or name.strip()
    if match["marked"]:
        return match["marked"]
    if match["quoted"] is not None:
        title = match["title"].strip()
        return f"{match['quoted']}**{title}**\n{match['quoted']}" if title else match["quoted"]
    return ""
