"""Rich Text Format (1.9.1) as its tokens: groups, control words, control symbols, and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|'(?P<hex>[0-9A-Fa-f]{2})|(?P<symbol>.))"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    """`kind` is 'word', 'symbol', 'group', 'hex' (one byte), 'text' (bytes) or 'binary'."""

    kind: str
    name: str = ""  # of a control word or symbol; '{' or '}'
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens, in order. What is no RTF is text; nothing of any bytes is an error."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        if kind in ("word", "number"):
            name = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] else None
            if name == "bin":
                end = at + max(0, number or 0)
                yield Token("binary", data=data[at:end])
                at = end
            else:
                yield Token("word", name, number)
        elif kind == "hex":
            yield Token("hex", data=bytes.fromhex(found["hex"].decode("ascii")))
        elif kind == "symbol":
            yield Token("symbol", found["symbol"].decode("latin-1"))
        elif kind == "group":
            yield Token("group", found["group"].decode("ascii"))
        elif kind == "text":
            yield Token("text", data=found["text"])
