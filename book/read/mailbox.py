"""A mailbox (mbox, RFC 4155) -> its messages, each an e-mail by itself."""

from __future__ import annotations

import re

from book.model import Seed
from book.read.mail import body_of, message_of
from book.read.pieces import Unpacked, counted, fragment, named

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n(?=[\w-]+:|>From )")
"""What begins a message: who sent it, and when; above its own headers."""
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def unpack_mailbox(seed: Seed) -> Unpacked:
    """The messages of a mailbox, in its order, named by their subjects; what has no text is told."""
    starts = [*_FROM.finditer(seed.data)]
    ends = [*(start.start() for start in starts[1:]), len(seed.data)][: len(starts)]
    found: list[tuple[str, Seed]] = []
    left: list[tuple[str, str, str]] = []
    for start, end in zip(starts, ends, strict=True):
        data = _QUOTED.sub(rb"\1", seed.data[start.end() : end])
        message = message_of(data)
        subject = " ".join(str(message.get("Subject") or "").split())
        if body_of(message) is None:
            left.append(("message without a text", subject, ""))
            continue
        name = fragment(subject, str(message.get("Message-ID") or ""))
        found.append((name, Seed(seed.name, data, "mail")))
    return Unpacked(tuple(named(seed.name, found)), counted(left))
