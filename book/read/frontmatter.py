"""The front matter of a Markdown file: what its author wrote of it in YAML (---) or TOML (+++).

Of YAML only what front matters are made of is read: scalars, and lists of them in one line or in several.
Joplin's own files have what it keeps of a note below it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

from book.model import Fact, Field

_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.S)
_KEY = re.compile(r"([A-Za-z_-]+)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?(.*)")
_BLOCK = re.compile(r"[>|][+-]?")
"""How a text begins that stands indented below its key."""
_NAMED = re.compile(r"[ \t]+name[ \t]*:[ \t]*(.*)")
_JOPLIN = re.compile(r"\r?\n\r?\n(id: [0-9a-f]{32}\r?\n(?:\w+:[^\n]*\n){4,60}type_: (\d+))\s*\Z")
"""What Joplin writes below a note: its number, when it was kept, its address, what kind of thing it is."""
_NOTE = "1"  # Joplin's kind of thing that a note is
_ROWS = re.compile(
    r"\A(?P<above>\s*(?:#[ \t][^\n]*\n\s*)?)"
    r"(?P<rows>(?:[^\W\d_][^:|\[\]\n]{0,28}:[ \t][^\n]*\n){2,20})(?=[ \t]*\n)"
)
"""Fields that stand below the title, a row each, as Notion exports what a page has."""
_EXCERPT = re.compile(
    r"(?P<above>\s*(?:#[ \t][^\n]*\n\s*)?)"
    r"> ## Excerpt\n>(?P<rows>[^\n]*\n(?:>[^\n]*\n)*)\s*---[ \t]*(?:\n|\Z)"
)
"""A summary that a clipper sets below the title: of the page's head, or its first sentence."""
_READER = re.compile(
    r"\A\ufeff?\s*Title: (?P<title>[^\n]*)\n\s*URL Source: (?P<url>https?://\S+)[ \t]*\n"
    r"(?P<more>(?:\s*(?!Markdown)[A-Z][\w ]{2,30}: [^\n]*\n){0,6})\s*Markdown Content:[ \t]*(?:\n|\Z)"
)
"""What a service that makes Markdown of pages (Jina's Reader) tells above it of the page's head."""
_PUBLISHED = re.compile(r"^\s*Published Time: (\d{4}-\d\d-\d\d)", re.M)
_FIELDS: dict[str, Field] = {
    "title": "title", "subtitle": "subtitle", "author": "author", "authors": "author", "date": "date",
    "lang": "language", "language": "language", "url": "url", "source": "url", "canonical_url": "url",
    "published": "date", "publishdate": "date", "pubdate": "date", "site": "outlet", "outlet": "outlet",
    "publication": "outlet", "creator": "author",
}  # fmt: skip
"""Of Hugo, Jekyll, Pandoc and Eleventy, and of what clips pages: Obsidian's Web Clipper, MarkDownload."""
_FILED = re.compile(r"\A\s*([^,]+),\s*([^,]+?)\s*\Z")
_HELD = {
    **dict.fromkeys(
        [("draft", "true"), ("draft", "yes"), ("status", "draft"), ("published", "false")], "a draft"
    ),
    **dict.fromkeys([("private", "true"), ("status", "private"), ("visibility", "private")], "private"),
}
"""How Hugo, Jekyll, Eleventy and what exports to them say that a text is not for everybody."""
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")


def split(text: str) -> tuple[str, tuple[Fact, ...]]:
    """The text below the front matter, and what that says. An author's own word is sure."""
    found = _YAML.match(text)
    if found and _KEY.match(re.sub(r"\A(?:\s*#.*\n)*\s*", "", found[1])):
        return text[found.end() :], tuple(_facts(_yaml(found[1])))
    if found := _READER.match(text):
        return text[found.end() :], tuple(_of_head(found))
    if found := _JOPLIN.search(text):
        below = dict(_yaml(found[1]))
        other = "" if found[2] == _NOTE else "a notebook or an attachment of Joplin's, no note"
        asked = (("author", below.get("author", [])), ("url", below.get("source_url", [])))
        kept = (*_facts(iter(asked)), *([Fact("status", other, "front-matter.type_")] if other else ()))
        return text[: found.start()] + "\n", kept
    if found := _TOML.match(text):
        try:
            table = tomllib.loads(found[1].replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError:
            return text, ()
        said = ((k, v if isinstance(v, list) else [v]) for k, v in table.items())
        return text[found.end() :], tuple(_facts((k, [str(one) for one in v]) for k, v in said))
    return text, ()


def rows_apart(text: str) -> str:
    """The text with each of the fields below its title a paragraph: in Markdown their rows are one."""
    return _ROWS.sub(lambda found: found["above"] + found["rows"].replace("\n", "\n\n"), text, count=1)


def excerpt(text: str) -> tuple[str, str]:
    """The text without the summary that MarkDownload sets between its title and a rule; and the summary."""
    found = _EXCERPT.match(text)
    if not found:
        return text, ""
    return found["above"] + text[found.end() :], " ".join(found["rows"].replace("\n>", " ").split())


def said(told: Iterable[tuple[str, list[str]]]) -> Iterator[Fact]:
    """What keys and their values say, links to notes as names ('[[Anna de Wit]]')."""
    yield from _facts(iter([(key, [_bare(value) for value in values]) for key, values in told]))


def _of_head(found: re.Match[str]) -> Iterator[Fact]:
    """Its address, and what the page's head says, by the names that reading one has (`pagefacts`)."""
    if title := " ".join(found["title"].split()):
        yield Fact("title", title, "title", sure=False)
    yield Fact("url", found["url"], "front-matter.url")
    if day := _PUBLISHED.search(found["more"]):
        yield Fact("date", day[1], "meta.article:published_time", sure=False)


def _yaml(front: str) -> Iterator[tuple[str, list[str]]]:
    key, values = "", list[str]()
    for line in front.splitlines():
        if found := _KEY.match(line):
            yield key, _unmarked(values)
            key, value = found[1], _bare(found[2] or "")
            values = [_bare(v) for v in value[1:-1].split(",")] if _listed(value) else [value]
        elif found := _ITEM.match(line):
            values.append(_bare(found[1]))
        elif values[:1] and _BLOCK.fullmatch(values[0]) and line.startswith((" ", "\t")):
            values = [values[0], " ".join(filter(None, (*values[1:], line.strip())))]
        elif values == [""] and (found := _NAMED.match(line)):
            values = [_bare(found[1])]
    yield key, _unmarked(values)


def _unmarked(values: list[str]) -> list[str]:
    """The values without the sign that a text begins with which stands below its key."""
    return values[1:] if values and _BLOCK.fullmatch(values[0]) else values


def _bare(value: str) -> str:
    """A scalar without its quotes and its comment."""
    value = value.strip()
    if value[:1] in ("'", '"') and (end := value.find(value[0], 1)) > 0 and value[end + 1 :][:1] in ("", " "):
        value = value[1:end]
    else:
        value = re.sub(r"(?:^|\s+)#.*", "", value)
        if value.count('"') == 1:  # one that was never closed
            value = value.strip('"')
    return _unlinked(value)


def _unlinked(value: str) -> str:
    """A name without the marks of a link to its note: '[[Anna de Wit]]', Obsidian's."""
    found = re.fullmatch(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]", value)
    return found[1] if found else value


def _listed(value: str) -> bool:
    return value.startswith("[") and value.endswith("]")


def _facts(said: Iterator[tuple[str, list[str]]]) -> Iterator[Fact]:
    for key, values in said:
        if held := _HELD.get((key.lower(), "".join(values).lower())):
            yield Fact("status", held, f"front-matter.{key.lower()}")
            continue
        field = _FIELDS.get(key.lower())
        for value in values if field else ():
            parts = re.split(r"\s*[,;]\s*", value) if key.lower() == "authors" else [value]
            if key.lower() == "creator":  # Dublin Core's, as catalogues file names: 'Bakker, Piet'
                parts = [_FILED.sub(r"\2 \1", value)]
            for part in parts:
                yield from _fact(field, " ".join(part.split()), f"front-matter.{key.lower()}")


def _fact(field: Field | None, value: str, rule: str) -> Iterator[Fact]:
    if field == "date":
        day = _DAY.match(value)
        value = day[0] if day else ""
    if field == "url" and not re.match(r"https?://\S+$", value):
        return
    if field and value:
        yield Fact(field, value, rule, sure=field != "language")
