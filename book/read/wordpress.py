"""A WordPress post as it is stored -> the HTML that a reader of the site sees.

WordPress stores the paragraphs of its classic editor as blank lines, and writes captions and notes as
shortcodes in square brackets; its block editor (Gutenberg) stores HTML between comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from book.read.shortcodes import bracketed

_BLOCKS = (
    "address|article|aside|blockquote|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td"
    "|tfoot|th|thead|tr|ul"
)
_TAG = re.compile(rf"(<(/?)({_BLOCKS})(?:\s[^<>]*)?/?>)", re.I)
_APART = re.compile(r"\n[ \t\r\f\v\xa0]*\n\s*")
_TWO_BREAKS = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.I)
_BREAK = re.compile(r"(?:<br\s*/?>)?[ \t]*\n", re.I)
_INNER = frozenset("p li td th dt dd figcaption caption summary legend h1 h2 h3 h4 h5 h6 pre address".split())
"""Elements whose text is a paragraph already, or never one."""
_VOID = frozenset({"hr", "col", "iframe"})
_WP_BLOCK = re.compile(r"<!--\s*(/?)wp:([a-z][\w/-]*)[^<>]*?(/?)-->")

_CAPTION = re.compile(r"\[(?:wp_)?caption([^\[\]]{0,1000})\](.{0,5000}?)\[/(?:wp_)?caption\]", re.S)
_CAPTION_WORDS = re.compile(r"caption=(?:\"([^\"]*)\"|'([^']*)')")
_PICTURE = re.compile(r"\s*((?:<a\s[^>]*>\s*)?<img\s[^>]*>(?:\s*</a>)?)", re.I)
_NOTE = re.compile(
    r"\s?\[(efn_note|mfn|footnote|fn|ref)(?:\s[^\[\]]{0,200})?\](.{0,5000}?)\[/\1\]"
    r"|\s?\(\((?!\()([^()]{3,2000}(?:\([^()]{0,200}\)[^()]{0,2000}){0,9})\)\)",
    re.S,
)
"""The shortcodes of the plugins Easy Footnotes, Modern Footnotes, Footnotes Made Easy, and their kin."""
_CORE_CALL = re.compile(r"<sup\s[^<>]*?\bdata-fn=\"(?P<id>[\w-]+)\"[^<>]*>(?:(?!</sup>).){0,500}</sup>", re.S)
_EMBED = re.compile(r"\[embed(?:\s[^\[\]]{0,200})?\](.{0,2000}?)\[/embed\]", re.S)


def published(content: str, core_notes: str = "") -> str:
    """A post's stored content as HTML. `core_notes` is the JSON of the post's field 'footnotes'."""
    text = content.replace("\r\n", "\n").replace("\r", "\n")
    text = _CAPTION.sub(_figure, text) if "[/" in text else text
    text = _EMBED.sub(r"\n\n\1\n\n", text) if "[/embed]" in text else text
    text, notes = _notes(text, core_notes)
    text = bracketed(text)
    body = _by_blocks(text) if _WP_BLOCK.search(text) else paragraphs(text)
    return body + "".join(f'\n<p class="footnote">[{n}] {note}</p>' for n, note in enumerate(notes, 1))


def paragraphs(text: str) -> str:
    """`text` with the paragraphs that its blank lines stand for, as WordPress's own wpautop sets them."""
    out: list[str] = []
    open_in: list[str] = []
    parts = _TAG.split(_TWO_BREAKS.sub("\n\n", text))
    for at in range(0, len(parts), 4):
        out.append(_set(parts[at], open_in[-1] if open_in else ""))
        if at + 1 == len(parts):
            break
        tag, closes, name = parts[at + 1 : at + 4]
        name = name.lower()
        out.append(tag)
        if name in _INNER:
            if not closes:
                open_in.append(name)
            elif name in open_in:
                while open_in.pop() != name:
                    pass
    return "".join(out)


def _set(text: str, inside: str) -> str:
    """A run of text between two block tags, in the element `inside` ('' where paragraphs can stand)."""
    if inside == "pre" or not text.strip():
        return text
    if inside == "p":
        return _BREAK.sub("<br>\n", text.strip("\n"))
    runs = [run for run in _APART.split(text.strip()) if run.strip()]
    if inside and len(runs) == 1:
        return text
    return "".join(f"\n<p>{_BREAK.sub('<br>' + chr(10), run.strip())}</p>\n" for run in runs)


def _by_blocks(text: str) -> str:
    """Gutenberg: blocks are HTML already; what stands between them is the classic editor's."""
    out: list[str] = []
    depth, start = 0, 0
    for match in _WP_BLOCK.finditer(text):
        run = text[start : match.start()]
        out.append(run if depth else paragraphs(run))
        start = match.end()
        if match[1]:
            depth = max(0, depth - 1)
        elif not match[3]:
            depth += 1
    rest = text[start:]
    return "".join((*out, rest if depth else paragraphs(rest)))


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.match(match[2])
    said = _CAPTION_WORDS.search(match[1])
    words = (said[1] or said[2] or "") if said else ""
    words = words or (match[2][picture.end() :] if picture else match[2]).strip()
    shown = picture[1] if picture else ""
    return f"\n\n<figure>{shown}<figcaption>{words}</figcaption></figure>\n\n"


def _notes(text: str, core: str) -> tuple[str, list[str]]:
    """The text with a call '[1]' for each note that stands in it, and the notes' own words."""
    stored = dict(_stored(core))
    notes: list[str] = []

    def called(words: str) -> str:
        notes.append(" ".join(words.split()))
        return f"[{len(notes)}]"

    def of_core(match: re.Match[str]) -> str:
        return called(stored[match["id"]]) if match["id"] in stored else match[0]

    def of_plugin(match: re.Match[str]) -> str:
        words = match[2] if match[1] else match[3]
        return called(words) if words and words.strip() else match[0]

    rules: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str], bool]] = [
        (_CORE_CALL, of_core, bool(stored)),
        (_NOTE, of_plugin, ("[/" in text or "((" in text) and not stored),
    ]
    for pattern, made, there in rules:
        text = pattern.sub(made, text) if there else text
    return text, notes


def _stored(core: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(core) if core.strip() else []
    except (ValueError, RecursionError):
        return
    for note in found if isinstance(found, list) else []:
        if (
            isinstance(note, dict)
            and isinstance(note.get("id"), str)
            and isinstance(note.get("content"), str)
        ):
            yield note["id"], note["content"]
