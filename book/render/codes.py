"""Addresses as QR codes, drawn as lines in one ink."""

from __future__ import annotations

from dataclasses import dataclass

import segno

MODULE = 0.4
"""mm: a module of a printed code. Telephones read less, paper and ink do not always print it."""

QUIET = 4
"""Modules that stay white round a code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as an image: its address (RFC 2397), and the millimetres of its side with the white round it."""

    source: str
    side: float


def code(address: str) -> Code:
    """The QR code of an address, with as much correction as its size leaves room for, at least level M.

    An address too long for that has level L; none that a browser takes is too long for it.
    """
    try:
        made = segno.make_qr(address, error="m", boost_error=True)
    except segno.DataOverflowError:
        made = segno.make_qr(address, error="l", boost_error=False)
    modules, _ = made.symbol_size(border=QUIET)
    drawn = made.svg_data_uri(border=QUIET, dark="#000", xmldecl=False, nl=False, omitsize=False)
    return Code(drawn, modules * MODULE)
