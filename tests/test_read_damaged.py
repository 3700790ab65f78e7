"""Documents of offices that are damaged: they are read, or told by their names."""

from __future__ import annotations

import opendocs
import pytest
import savedpages
import worddocs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.errors import SeedError
from book.model import Seed
from book.read import read

PROSE = "De veerman telt de hoofden wanneer je aan boord komt, en nog eens wanneer je van boord gaat."
WHOLE = {
    "word": worddocs.document(worddocs.paragraph(PROSE) * 2),
    "webarchive": savedpages.webarchive(f"<p>{PROSE}</p>"),
    "opendocument": opendocs.document(opendocs.p(PROSE) * 2),
}


@pytest.mark.parametrize("form", WHOLE)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.binary(max_size=300), at=st.integers(0, 2000))
def test_a_damaged_document_is_told_or_read(form: str, data: bytes, at: int) -> None:
    damaged = WHOLE[form][:at] + data + WHOLE[form][at + len(data) :]
    try:
        lines = read(Seed("seeds/veer", damaged, form)).lines
    except SeedError as error:
        told = str(error)
    else:
        told = "seeds/veer" if lines else ""
    assert "seeds/veer" in told
