"""Laws of proofreading: sound text has no gaps, every loss is a gap, and no file makes a proof fall over."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from proofreading import read, reflowing

from book.errors import Place
from book.model import Edition
from book.proof.passages import Passage, gaps, letters, signs

_words = st.text(alphabet="abcdefgijkéß’“—-1 \u00ad\ufb01", min_size=1, max_size=40)
_passages = st.lists(_words.filter(lambda text: len(letters(text).kept) > 3), min_size=1, max_size=6)
_ways = st.sampled_from([letters, signs])


def passages(texts: list[str]) -> list[Passage]:
    return [Passage(text, Place("seeds/x.txt", n)) for n, text in enumerate(texts, 1)]


@given(_passages, _ways)
def test_what_is_whole_has_no_gaps(texts, way) -> None:  # type: ignore[no-untyped-def]
    assert gaps(passages(texts), " \n".join(texts), way) == []


@given(_passages, _ways, st.data())
def test_what_was_taken_out_is_a_gap(texts, way, data) -> None:  # type: ignore[no-untyped-def]
    gone = data.draw(st.integers(0, len(texts) - 1))
    left = " ".join(text for n, text in enumerate(texts) if n != gone)
    assume(way(texts[gone]).kept not in way(left).kept)
    found = gaps(passages(texts), left, way)
    assert any(gap.wanted and gap.passage and gap.passage.place.line == gone + 1 for gap in found)


@given(_passages, _ways, st.data())
def test_what_was_put_in_is_a_gap(texts, way, data) -> None:  # type: ignore[no-untyped-def]
    at = data.draw(st.integers(0, len(texts)))
    more = [*texts[:at], "xxyyzz", *texts[at:]]
    assert gaps(passages(texts), " ".join(more), way)


@given(_passages, _ways, st.data())
def test_what_was_changed_is_a_gap(texts, way, data) -> None:  # type: ignore[no-untyped-def]
    n = data.draw(st.integers(0, len(texts) - 1))
    kept = way(texts[n]).kept
    assume(len(kept) > 2)  # of two ligatures a sign that is changed would be one that is added
    assume("".join(way(text).kept for text in texts).count(kept) == 1)
    changed = kept[:2] + "z" + kept[3:]
    found = gaps(passages(texts), " ".join([*texts[:n], changed, *texts[n + 1 :]]), way)
    assert any(gap.wanted and gap.passage and gap.passage.place.line == n + 1 for gap in found)


@given(st.text(max_size=60))
@example("ﬁne İstanbul \u00ad")
def test_an_excerpt_can_be_made_of_any_stretch(text: str) -> None:
    for way in (letters, signs):
        ribbon = way(text)
        assert len(ribbon.kept) == len(ribbon.places)
        assert all(ribbon.excerpt(n, n + 3) for n in range(len(ribbon.kept)))


def _files() -> list[str]:
    return [i.filename for i in zipfile.ZipFile(io.BytesIO(reflowing().data)).infolist()]


@settings(max_examples=60)
@given(st.data())
def test_no_damage_to_an_epub_makes_a_proof_fall_over(data: st.DataObject) -> None:
    """A file of the EPUB is cut, changed, emptied or gone: what the proofs say of it, they say."""
    name = data.draw(st.sampled_from(_files()))
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(reflowing().data)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == name:
                kind = data.draw(st.sampled_from(["cut", "put", "swap", "gone"]))
                if kind == "gone":
                    continue
                start = data.draw(st.integers(0, len(content)))
                end = data.draw(st.integers(start, min(len(content), start + 200)))
                put = data.draw(
                    st.sampled_from([b"", b"<!-- x -->", b"<?x y?>", b"&amp;", b"\xff", b'id="title"', b"x"])
                )
                content = {
                    "cut": content[:start] + content[end:],
                    "put": content[:start] + put + content[start:],
                    "swap": content.replace(content[start : start + 6], put),
                }[kind]
            new.writestr(entry, content)
    findings = read(Edition("x.epub", result.getvalue(), "application/epub+zip"))
    assert all(finding.message for finding in findings)


@pytest.mark.parametrize("kind", ["application/epub+zip", "application/pdf"])
@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_a_proof_fall_over(kind: str, data: bytes) -> None:
    assert [finding.check for finding in read(Edition("x", data, kind))] == ["proof.unreadable"]
