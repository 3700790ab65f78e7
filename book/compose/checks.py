"""What single values of the manifest must look like: dates, numbers of books, codes, addresses.

Each function takes the value as TOML gives it, returns it in the form that the press uses, and raises
`ValueError` with a sentence that the editor can act on.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from book import languages, slugs

_W3CDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(  # BCP 47 (RFC 5646) without grandfathered tags
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
    r"(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
_NUR = re.compile(r"\d{3}")
_THEMA = re.compile(r"[A-Y][A-Z0-9]{0,7}(?:-[A-Z]{2}(?:-[A-Z0-9]+)*)?")
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)(?:-([A-Z]{2}))?")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def phrase(value: object) -> str:
    """Text on one line: white space is folded. No control characters (XML cannot carry them)."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {kind(value)}")
    folded = re.sub(r"[ \t\r\n]+", " ", value).strip(" ")
    if bad := _UNPRINTABLE.search(folded):
        raise ValueError(f"holds a character that cannot be printed (U+{ord(bad[0]):04X})")
    return folded


def required(value: object) -> str:
    """A phrase that is not empty."""
    text = phrase(value)
    if not text:
        raise ValueError("must not be empty")
    return text


def date(value: object) -> str:
    """A W3CDTF date (year, month or day) of the calendar: 2019, 2019-04, 2019-04-12.

    TOML's own dates and a bare year are taken too.
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else phrase(value)
    if not text:
        return ""
    match = _W3CDTF.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date: write 2019-04-12, 2019-04 or 2019")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar") from None
    return text


def slug(value: object) -> str:
    """Lower-case ASCII letters, digits and hyphens: it becomes a file name."""
    text = phrase(value)
    if text and not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} may hold a-z, 0-9 and single hyphens only: {slugs.slug(text)!r}, say")
    return text


def language(value: object) -> str:
    """A BCP 47 tag whose language has a table."""
    tag = phrase(value)
    if not tag:
        return ""
    if _TAG.fullmatch(tag) and tag.split("-")[0].lower() in languages.available():
        return _cased(tag)
    known = ", ".join(languages.available())
    meant = close(tag, _language_names())
    better = f"; did you mean {_language_names()[meant]!r}?" if meant else f"; there are tables for {known}"
    reason = "has no language table" if _TAG.fullmatch(tag) else "is no language code (BCP 47)"
    raise ValueError(f"{tag!r} {reason}{better}")


def tag(value: object) -> str:
    """A BCP 47 tag of any language that Unicode CLDR has a name for."""
    text = required(value)
    names = Locale("en").languages
    if _TAG.fullmatch(text) and text.split("-")[0].lower() in names:
        return _cased(text)
    by_name = {str(name): str(code) for code, name in names.items()}
    meant = close(text, by_name)
    better = f"; did you mean {by_name[meant]!r}?" if meant else ": fr, la, en-GB"
    raise ValueError(f"{text!r} is no language code (BCP 47){better}")


def piece_tag(value: object) -> str:
    """A tag as `tag` takes it, or nothing: then the piece is in the book's language."""
    return tag(value) if phrase(value) else ""


def _cased(tag: str) -> str:
    """RFC 5646, 2.1.1: language in small letters, script capitalised, region in capitals."""
    first, *rest = tag.split("-")
    return "-".join(
        [
            first.lower(),
            *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p.lower() for p in rest),
        ]
    )


def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in languages.available():
        names |= {code: code, languages.load(code).name: code}
        try:
            names[Locale.parse(code).english_name or code] = code
        except UnknownLocaleError:
            continue
    return names


def url(value: object) -> str:
    """An absolute http or https address."""
    text = phrase(value)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"\s", text):
        raise ValueError(f"{text!r} is no web address: it begins with https:// and has no spaces")
    return text


def contact(value: object) -> str:
    """An e-mail address or a web address."""
    text = phrase(value)
    if not text or re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", text):
        return text
    try:
        return url(text)
    except ValueError:
        raise ValueError(f"{text!r} is neither an e-mail address nor a web address") from None


def isbn(value: object) -> str:
    """A 13-digit ISBN with a right check digit (ISO 2108). Hyphens stay where they are given."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else phrase(value)
    digits = re.sub(r"[- ]", "", text)
    if not digits:
        return ""
    if re.fullmatch(r"\d{9}[\dXx]", digits):
        thirteen = "978" + digits[:9]
        raise ValueError(f"{text!r} is an ISBN of ten digits: write {thirteen}{_check_digit(thirteen)}")
    if not re.fullmatch(r"97[89]\d{10}", digits):
        raise ValueError(f"{text!r} is no ISBN: thirteen digits that begin with 978 or 979")
    if digits[12] != _check_digit(digits):
        raise ValueError(f"the check digit of {text!r} is wrong: one of its digits was mistyped")
    return text.replace(" ", "-")


def hyphenated(value: object) -> str:
    """A word as it may be broken: letters, with a hyphen at each place."""
    text = required(value)
    parts = text.split("-")
    if not all(part.isalpha() for part in parts):
        raise ValueError(f"{text!r} is no word with hyphens where it may be broken: bouil-lon")
    return text


def _check_digit(digits: str) -> str:
    """ISO 2108: weights 1 and 3 by turns, to a multiple of ten."""
    total = sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits[:12]))
    return str(-total % 10)


def nur(value: object) -> str:
    """A NUR code of the Dutch book trade: three digits."""
    text = f"{value:03}" if isinstance(value, int) and not isinstance(value, bool) else phrase(value)
    if text and not _NUR.fullmatch(text):
        raise ValueError(f"{text!r} is no NUR code: three digits, 320 for literary non-fiction")
    return text


def thema(value: object) -> str:
    """A Thema subject category: letters and digits that begin with a letter."""
    text = phrase(value)
    if text and not _THEMA.fullmatch(text):
        raise ValueError(f"{text!r} is no Thema category: capitals and digits, DNP for collected columns")
    return text


def seed(value: object) -> str:
    """The path of a raw column, below the manifest's folder, with forward slashes."""
    text = required(value)
    if "\\" in text:
        raise ValueError(f"{text!r} must be written with forward slashes: {text.replace(chr(92), '/')!r}")
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", text):
        raise ValueError(f"{text!r} must stand below the folder that the plan is in: seeds/...")
    if not path.name:
        raise ValueError(f"{text!r} names no file")
    return str(path)


def line(value: object) -> int | str:
    """A line of a seed: its number, or some of its words."""
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 1:
            raise ValueError("lines are numbered from 1")
        return value
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise ValueError(f"must be a line's number or some of its words in quotes, not {kind(value)}")


def licence_url(licence: str) -> str:
    """The address of a Creative Commons licence by its SPDX identifier; '' for any other."""
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(licence)
    if not match:
        return ""
    path = "/".join(part.lower() for part in match.groups() if part)
    return f"https://creativecommons.org/licenses/{path}/"


def licence_name(licence: str) -> str:
    """A Creative Commons licence as it is called: 'CC-BY-NC-4.0' -> 'CC BY-NC 4.0'; any other as it is."""
    match = _CREATIVE_COMMONS.fullmatch(licence)
    return f"CC {' '.join(part for part in match.groups() if part)}" if match else licence


def close(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ''. Case does not count."""
    by_lower = {k.lower(): k for k in known}
    best = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[best[0]] if best else ""


def kind(value: object) -> str:
    """What TOML calls a value of this type, with its article."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "a boolean"), (int, "a number"), (float, "a number"), (str, "text"), (list, "a list"),
        (dict, "a table"), (datetime.date, "a date"), (datetime.time, "a time"),
    )  # fmt: skip
    return next((name for type_, name in names if isinstance(value, type_)), type(value).__name__)
