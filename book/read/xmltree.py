"""XML -> its elements, whatever its encoding; what is not quite XML is mended as far as it can be.

A document tells its encoding (XML 1.0, appendix F), and many tell it wrongly: then its bytes do, as those of
a text. Nothing is lost of what XML forbids and feeds have all the same: a bare '&' or '<', the names of
HTML's letters, halves of a surrogate pair.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from html.entities import html5

from lxml import etree

from book.errors import Place, SeedError
from book.read.encodings import decode

Element = etree._Element

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "wp": "http://wordpress.org/export/1.2/",
}
"""Those of feeds, by the prefixes that they are known by."""

_DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LABELS = {
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874",
}  # fmt: skip
"""Encodings that are written for a larger one (WHATWG Encoding Standard)."""
_WESTERN = frozenset(
    "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 us-ascii ascii windows-1252 cp1252".split()
)
"""What programs say of any text: the bytes tell better."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PAIR = re.compile(
    r"&#(?:(5[56]\d{3})|[xX]([dD][89abAB][\da-fA-F]{2}));&#(?:(5[67]\d{3})|[xX]([dD][c-fC-F][\da-fA-F]{2}));"
)
_REFERENCE = re.compile(
    r"&(?:#(?P<number>\d{1,7});|#[xX](?P<hex>[\da-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,30});)?"
)
_ENTITIES = re.compile("<!ENTITY", re.I)
_NO_TAG = re.compile(r"<(?![A-Za-z_/!?])")
_FIRST_TAG = re.compile(r"<[A-Za-z_][\w:.-]*")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parse(data: bytes, name: str) -> tuple[Element, tuple[str, ...]]:
    """The root of an XML document, and what was wrong with it, in words.

    No entity is expanded, nothing is fetched. Raises SeedError for a document that declares entities of
    its own (they can make a small file huge) and for what is no XML.
    """
    text = _text(data, name)
    if _ENTITIES.search(text):
        raise SeedError("it declares entities of its own, which no feed needs", where=Place(name))
    for attempt in range(3):  # as it is, mended, with what cannot be mended left out
        text = _plain(text) if attempt == 1 else text
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=attempt == 2,
            remove_comments=True, remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            continue
        if root is not None and next(root.iter(etree.Entity), None) is None:
            return root, tuple(_damage(parser))
    hint = "export it or get it again; a web page has a name that ends in .html"
    raise SeedError("this is no XML", where=Place(name), hint=hint)


def _damage(parser: etree.XMLParser) -> list[str]:
    """Where a document lost something: the names of namespaces alone may be wrong without a loss."""
    for error in parser.error_log:
        if error.domain != etree.ErrorDomains.NAMESPACE:
            reason = " ".join(error.message.split())
            return [f"what is lost where the file is damaged (line {error.line}: {reason})"]
    return []


def _text(data: bytes, name: str) -> str:
    """A document's characters, by what it says its encoding is where that can be, else by its bytes."""
    found = None if data.startswith(_BOMS) else _DECLARED.search(data[:1000])
    label = found[1].decode("ascii").lower() if found else ""
    wide = not label or label.startswith(("utf-16", "utf-32", "ucs", "iso-10646"))
    told = ("utf-8", "cp1252") if label in _WESTERN else (_LABELS.get(label, label),)
    for encoding in () if wide else told:
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(encoding)
    return decode(data, name).text


def _plain(text: str) -> str:
    """The text without its declaration, in which nothing stands that XML forbids."""
    text = _CONTROL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)).lstrip()
    first, *rest = text.split("<![CDATA[")
    out = [_mended(first)]
    for part in rest:
        inside, end, after = part.partition("]]>")
        out += ["<![CDATA[", inside, end, _mended(after)]
    return _FIRST_TAG.sub(_declaring, "".join(out), count=1)


def _declaring(match: re.Match[str]) -> str:
    """The first element's tag, with the names of the namespaces that a feed has and forgot to declare."""
    whole = match.string
    missing = (
        f' xmlns:{prefix}="{space}"'
        for prefix, space in NAMESPACES.items()
        if f"<{prefix}:" in whole and f"xmlns:{prefix}" not in whole
    )
    return match[0] + "".join(missing)


def _mended(text: str) -> str:
    text = _REFERENCE.sub(_referred, _PAIR.sub(_joined, text))
    return _NO_TAG.sub("&lt;", text).replace("]]>", "]]&gt;")


def _joined(match: re.Match[str]) -> str:
    """A letter beyond U+FFFF that was written as the halves of its pair in UTF-16."""
    high, low = int(match[1] or f"0x{match[2]}", 0), int(match[3] or f"0x{match[4]}", 0)
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return match[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _referred(match: re.Match[str]) -> str:
    """A reference that XML has; HTML's letters by their numbers, and '&' for what is none."""
    if name := match["name"]:
        letters = html5.get(f"{name};", "")
        if name in _XML_OWN or not letters:
            return match[0] if name in _XML_OWN else f"&amp;{name};"
        return "".join(f"&#{ord(c)};" for c in letters)
    if match["number"] or match["hex"]:
        code = int(match["number"] or f"0x{match['hex']}", 0)
        return f"&#{code};" if code < 0x110000 and not _CONTROL.match(chr(code)) else ""
    return "&amp;"
