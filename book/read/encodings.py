"""Bytes -> characters: which encoding a seed is in.

The order of trust: a byte order mark; UTF-16 by where its zero bytes stand; UTF-8, which text in any
other encoding fails by chance alone (Yergeau, RFC 3629 section 1); UTF-8 with a few bytes of
Windows-1252 pasted in; a non-Latin code page, if most letters are beyond ASCII and there are enough of
them to tell; else the Western code page that makes words of the odd bytes, Windows-1252 by preference.
"""

from __future__ import annotations

import codecs
import html
import json
import re
import unicodedata
from dataclasses import dataclass
from shlex import quote

from charset_normalizer import from_bytes

from book.errors import Place, SeedError

_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

AS_TEXT = "save it as a web page (HTML) or as plain text, and add that"

_OLD_WORD, _RICH = b"\xd0\xcf\x11\xe0", b"{\\rtf"
_OTHERWISE = {
    _OLD_WORD: "open it in Word or LibreOffice, and save it as .docx",
    _RICH: "let its name end in .rtf",
}
"""What to do with files of which the press reads another form, or under another name."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, Word document or EPUB"),
    (_OLD_WORD, "an old Word document"),
    (_RICH, "Rich Text Format"),
    (b"bplist00", "a property list of Apple's"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
)

# Code pages of other scripts that pages of the web were really written in (WHATWG Encoding Standard).
_NON_LATIN = [
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253", "iso8859_7", "cp1255", "iso8859_8",
    "cp1256", "iso8859_6", "cp874", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_WESTERN = ("cp1252", "mac_roman", "cp850", "cp1250")

_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_JSON = (".json", ".jsonl", ".ndjson", ".geojson")
_OPENS_JSON = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*[\[{"\d-])')
_LATEX = re.compile(r"(?:\s|%[^\n]*\n)*\\documentclass\b")
_LISTED = re.compile(
    r"\s*(?:\"?title\"?,\"?url\"?,\"?time_added\"?,|url,title,selection,folder,timestamp\b"
    r"|(?:id,)?title,note,excerpt,url,folder,tags,created\b|<!doctype netscape-bookmark-file-1>"
    r"|<!doctype html>.{0,400}?<title>pocket export</title>|(?P<ris>ty  - [a-z]{3,8}\s*\n[a-z][a-z0-9]  - ))",
    re.IGNORECASE | re.DOTALL,
)
"""What Pocket, Instapaper, Raindrop and browsers export of pages that somebody kept, and Zotero of what he
read: their addresses and titles alone."""
_SHORTCUT = re.compile(
    r"\s*\[(?:InternetShortcut|Desktop Entry)\].*?^URL=(\S+)"
    r"|\s*<\?xml.{0,200}?<plist\b.*?<string>(https?:[^<]+)<",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""What desktops make of a page that is dragged onto them: .url, .desktop, .webloc."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORDS_WITH_HIGH = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MACINTOSH = 4
"""How far ahead its own code page is where the line ends are those of an old Macintosh."""
_SAMPLE = 1 << 16  # bytes looked at where looking at all of them would tell no more


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    patched: bool = False  # some bytes were not in the encoding: read as Windows-1252 or U+FFFD


def decode(data: bytes, name: str) -> Decoded:
    """`data` as characters, without its byte order mark. `name` is the seed's, for the message.

    Never fails on a stray byte; raises SeedError where the whole is no text.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            hint = _OTHERWISE.get(magic, AS_TEXT)
            raise SeedError(f"this is {kind}, not a text", where=Place(name), hint=hint)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict_or_patched(data[len(bom) :], encoding)
    if b"\0" in data:
        wide = _utf16_without_bom(data)
        if wide:
            return _strict_or_patched(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    multibyte = len(_MULTIBYTE.findall(data))
    stray = sum(map(len, _HIGH.findall(_MULTIBYTE.sub(b"", data))))
    if multibyte > stray or (multibyte and multibyte == stray == 1):
        return Decoded(data.decode("utf-8", "windows-1252-patch"), "utf-8", patched=True)
    encoding = _code_page(data)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; the WHATWG table reads them as C1 controls.
        if encoding == "cp1252":
            return Decoded(data.decode("latin-1").translate(_WHATWG_1252), encoding, patched=True)
        return Decoded(data.decode(encoding, "replace"), encoding, patched=True)


def refuse_data(text: str, name: str) -> None:
    """Raises SeedError where `text` is what a program keeps, not what somebody wrote: bytes of another kind,
    LaTeX, JSON (RFC 8259), a list of pages, or the way to one."""
    sample = text[: 1 << 20]
    controls = len(_BINARY.findall(sample))
    if controls * 20 > len(sample) or (controls > 64 and controls * 100 > len(sample)):
        raise SeedError(
            "this is no text: too many control characters",
            where=Place(name),
            hint=f"is it a document or an image? {AS_TEXT}",
        )
    if _LATEX.match(text):
        raise SeedError("this is LaTeX, not a text", where=Place(name), hint=AS_TEXT)
    if shortcut := _SHORTCUT.match(text[:4096]):
        address = shortcut[1] or html.unescape(shortcut[2])
        raise SeedError(
            "this is a shortcut to a page, not its text",
            where=Place(name),
            hint=f"`book add {quote(address)}` fetches the page",
        )
    if listed := _LISTED.match(text[:4096]):
        what = "references (RIS)" if listed["ris"] else "links to pages"
        raise SeedError(
            f"this is a list of {what}, not of texts",
            where=Place(name),
            hint="open the pages that you want, save them, and add those; `book add https://...` fetches one",
        )
    if name.lower().endswith(_JSON) or _is_json(text):
        raise SeedError(
            "this is JSON, data for programs, not a text",
            where=Place(name),
            hint="save the pages that it was made of, or the site's feed (RSS, Atom), and add those",
        )


def _is_json(text: str) -> bool:
    """Is all of it an object or a list of JSON, or one object after another (JSON Lines)?"""
    if not _OPENS_JSON.match(text):
        return False
    text = text.strip()
    try:
        end = json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return False
    return end == len(text) or (text[0] == "{" and text[end:].lstrip().startswith("{"))


def _strict_or_patched(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        errors = "windows-1252-patch" if encoding == "utf-8" else "replace"
        return Decoded(data.decode(encoding, errors), encoding, patched=True)


def _utf16_without_bom(data: bytes) -> str:
    """'utf-16-le' or '-be' if the zero bytes stand where Western text or spaces put them, else ''."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 8 * min(even, odd) + 1 or max(even, odd) * 32 < len(sample):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    wrong = sum(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\t\n\r\f\v" for c in text)
    return encoding if wrong * 50 <= len(text) else ""


def _code_page(data: bytes) -> str:
    """The likeliest one-byte (or East Asian) code page of text that is not UTF-8."""
    words = _WORDS_WITH_HIGH.findall(data[: _SAMPLE * 4])
    high = sum(len(run) for word in words for run in _HIGH.findall(word))
    ascii_letters = sum(map(len, words)) - high
    # Western words have an accent in eight letters; other scripts have hardly an ASCII letter among them.
    if high >= 60 and high > 2 * ascii_letters:
        best = from_bytes(data[:_SAMPLE], cp_isolation=_NON_LATIN, enable_fallback=False).best()
        if best is not None:
            return str(best.encoding)
    macintosh = b"\r" in data and b"\n" not in data  # its line ends are those of no other system
    ahead = {"mac_roman": _MACINTOSH} if macintosh else {}
    return max(
        _WESTERN, key=lambda code: (_wordlike(words, code) + ahead.get(code, 0), -_WESTERN.index(code))
    )


def _wordlike(words: list[bytes], encoding: str) -> int:
    """How many odd bytes make sense: small letters within words good, signs within words bad.

    Windows-1252 starts ahead, so that another page must earn its place with several words.
    """
    score = 2 if encoding == "cp1252" else 0
    if encoding == "cp1250":
        score -= 1
    for word in words[:2000]:
        text = word.decode(encoding, "replace")
        for i, char in enumerate(text):
            if char < "\x80":
                continue
            inside = 0 < i < len(text) - 1
            if char.islower():
                score += 1 if encoding != "cp1250" or char in "ąćčďęěłńňřśšťůźżžőű" else 0
            elif inside and char not in "’'­" and not (char.isupper() and text.isupper()):
                score -= 2
            elif not inside and unicodedata.category(char) in {"Sm", "So", "Cc", "Cn"} and char not in "®°©":
                score -= 1
    return score


def _patch(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252-patch", _patch)

_WHATWG_1252 = {b: bytes([b]).decode("cp1252") for b in range(0x80, 0xA0) if b not in b"\x81\x8d\x8f\x90\x9d"}
