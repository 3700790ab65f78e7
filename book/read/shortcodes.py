"""Shortcodes: what a program was to put something in the place of. No reader of a site sees them.

WordPress's stand in square brackets, Hugo's and Jekyll's in braces. What stands between the two of a pair is
the author's, and stays; what a lone one would have shown (a gallery, a form) is not in the file. A word in
brackets is one only if its form says so: it is closed, has attributes, or a name that no author writes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_VALUE = r"(?:\"[^\"\[\]]*\"|'[^'\[\]]*'|”[^”\[\]]*”|″[^″\[\]]*″|[^\s\"'\[\]/]+)"
_ATTRIBUTES = rf"(?:\s+[\w-]{{1,60}}\s*=\s*{_VALUE})"
_BRACKETED = re.compile(
    rf"\[(?P<escaped>\[)?(?P<close>/)?(?P<name>[a-zA-Z][\w-]{{1,60}})(?P<told>{_ATTRIBUTES}{{0,60}})\s*/?\](?(escaped)\])"
)
_CLOSES = re.compile(r"\[/([a-zA-Z][\w-]{1,60})\]")
_BUILT = re.compile(r"[a-z\d]+(?:_[a-z\d]+)+")
"""The names that programs which build pages give their parts: vc_column_text, et_pb_section, one_half."""
_AS_IT_STANDS = re.compile(r"<(/?)(?:pre|code)\b", re.I)
_ALONE = frozenset({"gallery", "playlist", "audio", "video", "wpforms", "toc"})
"""Names of those that show something by themselves, without attributes too."""

_BRACED = re.compile(
    r"(?P<code>(?P<ticks>`{1,3})(?!`).{1,500}?(?<!`)(?P=ticks)(?!`))"
    r"|\{\{[<%]\s{0,9}(?P<hugo>/?[\w./-]{1,60})(?P<told>(?:\s[^{}]{0,2000}?)?)/?[>%]\}\}"
    r"|\{%-?\s{0,9}(?P<liquid>\w{1,60})(?P<rest>[^{}%]{0,2000})-?%\}",
    re.S,
)
_TOLD = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]+))")
_LIQUID = frozenset(
    "include include_relative include_cached link post_url raw endraw highlight endhighlight comment"
    " endcomment assign capture endcapture if elsif else endif unless endunless for endfor case when endcase"
    " figure endfigure gist youtube vimeo img image".split()
)


_TICKED = r"(?P<code>(?P<ticks>`{1,3})(?!`).{1,500}?(?<!`)(?P=ticks)(?!`))"
_NOTE = r"(?:side|margin|foot)[-_]?note|fn"
_NOTED = re.compile(
    rf"{_TICKED}|(?<=[^\s\[])[ \t]{{0,3}}(?:"
    rf"\{{\{{[<%]\s{{0,9}}(?P<name>{_NOTE})(?:\s[^{{}}]{{0,300}}?)?[>%]\}}\}}(?P<between>.{{1,3000}}?)"
    r"\{\{[<%]\s{0,9}/(?P=name)\s{0,9}[>%]\}\}"
    rf"|(?:\{{\{{[<%]|\{{%-?)\s{{0,9}}(?:{_NOTE})\s(?P<told>[^{{}}]{{1,2000}}?)/?(?:[>%]\}}\}}|-?%\}}))",
    re.S,
)
"""A note where it is called: between the two of Hugo's, or told to a lone one (Tufte's for Jekyll)."""
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")
_BALANCED = re.compile(r"(?:[^\[\]]|\[[^\[\]]*\])+")
_BLOCKS = re.compile(r"^ {0,3}(?:[-*+>#|]|\d{1,3}[.)]|```)", re.M)
"""How rows begin that are more than a paragraph."""
_WORDS = 3  # of what is a note's text, and no name of one

_CODE = re.compile(r"^(?:code|highlight|prism|listing|terminal|console)")
_LANGUAGES = frozenset(
    "bash c clojure console cpp csharp css diff dockerfile elixir go golang haskell html ini java javascript"
    " js json julia kotlin lisp lua makefile ocaml perl php plaintext python r ruby rust scala sh shell sql"
    " swift text toml ts typescript xml yaml zig".split()
)
"""What programs that colour code call what it is written in."""


def bracketed(text: str) -> str:
    """WordPress's: the text without the shortcodes in it. What stands in <pre> and <code> is left."""
    if "[" not in text:
        return text
    kept = list(standing(text))
    closed = {name.lower() for name in _CLOSES.findall(text)}
    at = 0

    def shown(match: re.Match[str]) -> str:
        nonlocal at
        while at < len(kept) and kept[at][1] <= match.start():
            at += 1
        if at < len(kept) and kept[at][0] <= match.start():
            return match[0]
        if match["escaped"]:  # an author who writes about shortcodes
            return match[0][1:-1]
        name = match["name"].lower()
        program = name in closed or match["close"] or match["told"] or name in _ALONE
        return "" if program or _BUILT.fullmatch(name) else match[0]

    return _BRACKETED.sub(shown, text)


def standing(text: str) -> Iterator[tuple[int, int]]:
    """Where elements stand in which nothing is a shortcode."""
    depth = start = 0
    for tag in _AS_IT_STANDS.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def braced(text: str) -> str:
    """Hugo's and Jekyll's: the Markdown without shortcodes; their pictures and their code are Markdown's."""
    if "{{" not in text and "{%" not in text:
        return text
    text = _NOTED.sub(_inline_note, text)
    code = frozenset(_of_code(text))
    return _BRACED.sub(lambda match: _markdown(match, code), text)


def _inline_note(match: re.Match[str]) -> str:
    """A note as Pandoc has those that are written where they are called."""
    if match["code"]:
        return match[0]
    said = match["between"] or next((a or b for a, b in reversed(_QUOTED.findall(match["told"] or ""))), "")
    said = said.strip()
    whole = _BALANCED.fullmatch(said) and not _BLOCKS.search(said)
    if not whole or (not match["between"] and len(said.split()) < _WORDS):
        return match[0]
    return f"^[{' '.join(said.split())}]"


def _of_code(text: str) -> Iterator[str]:
    """The names of those of a site's own between whose two stands code: they are told its language."""
    found = [(m["hugo"].lower(), m["told"].split()) for m in _BRACED.finditer(text) if m["hugo"]]
    closed = {name for name, _ in found if name.startswith("/")}
    for name, words in found:
        if f"/{name}" in closed and (_CODE.search(name) or (words and words[0].lower() in _LANGUAGES)):
            yield name


def _markdown(match: re.Match[str], code: frozenset[str]) -> str:
    if match["code"]:
        return match[0]
    if match["liquid"]:
        name, rest = match["liquid"], match["rest"].split()
        if name == "highlight":
            return f"\n```{rest[0] if rest else ''}\n"
        if name == "endhighlight":
            return "\n```\n"
        return "" if name in _LIQUID else match[0]
    name = match["hugo"].lower()
    if name in code:
        words = match["told"].split()
        return f"\n```{words[0] if words and words[0].isalnum() else ''}\n"
    if name.removeprefix("/") in code:
        return "\n```\n"
    told = {key.lower(): next(filter(None, values), "") for key, *values in _TOLD.findall(match["told"])}
    if name in ("figure", "img", "image") and told.get("src"):
        return _picture(told)
    return ""


def _picture(told: dict[str, str]) -> str:
    """A picture as a figure: Markdown has none with a caption."""
    caption = told.get("caption") or told.get("title") or ""
    image = f'<img src="{html.escape(told["src"])}" alt="{html.escape(told.get("alt", ""))}">'
    words = f"<figcaption>{html.escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"\n\n<figure>{image}{words}</figure>\n\n"
