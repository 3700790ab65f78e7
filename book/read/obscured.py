"""Addresses of e-mail as their author wrote them, where a page hides them from machines.

Cloudflare sends a page with '[email protected]' in their place and the letters in an attribute, which its
script writes out in the reader's browser (Email Address Obfuscation): the first byte, in hexadecimal, is a
key with which each of the others is disjoined (XOR). A page as it was fetched has the code alone.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

_CODE = re.compile(r"(?:[0-9a-f]{2}){4,}", re.I)
_HIDDEN = etree.XPath("//*[@data-cfemail]")
_LED_TO = etree.XPath("//a[contains(@href, '/cdn-cgi/l/email-protection')]")
_LINK = re.compile(r"/cdn-cgi/l/email-protection(?:#(?P<code>[0-9a-f]+))?\Z", re.I)


def mend(document: HtmlElement) -> None:
    """Writes every address out, in its place and in the links to it. A code that is none is left."""
    for element in _HIDDEN(document):
        if address := _address(element.get("data-cfemail", "")):
            for child in list(element):
                element.remove(child)
            element.text = address
    for link in _LED_TO(document):
        found = _LINK.search(link.get("href", ""))
        if found is None:
            continue
        inside = next(iter(link.xpath("descendant-or-self::*/@data-cfemail")), "")
        if address := _address(found["code"] or inside):
            link.set("href", f"mailto:{address}")


def _address(code: str) -> str:
    """The address that such a code stands for; '' if it stands for none."""
    if not _CODE.fullmatch(code):
        return ""
    key, *letters = bytes.fromhex(code)
    try:
        address = bytes(letter ^ key for letter in letters).decode()
    except UnicodeDecodeError:
        return ""
    return address if "@" in address and address.isprintable() else ""
