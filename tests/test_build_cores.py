"""Many pieces are cleaned on several cores, and come out the same."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from savedpages import set_out

from book import cores
from book.project import find, prepare
from book.project.start import start


def squared(n: int) -> int:
    return n * n


def failing(n: int) -> int:
    from book.errors import Place, SeedError

    raise SeedError("is no text", where=Place("seeds/a.txt", n), hint="look at it")


@pytest.mark.parametrize("worth", [True, False])
def test_results_come_in_the_order_of_the_things(worth: bool) -> None:
    assert list(cores.each(squared, range(50), worth=worth)) == [n * n for n in range(50)]


def test_beside_a_thread_too() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert list(cores.each(squared, range(9), worth=True)) == [n * n for n in range(9)]
    finally:
        done.set()
        thread.join()


def test_a_fault_of_the_users_keeps_its_place_and_its_hint() -> None:
    from book.errors import SeedError

    with pytest.raises(SeedError) as caught:
        list(cores.each(failing, [7, 8], worth=True))
    assert (str(caught.value), caught.value.hint) == ("seeds/a.txt:7: is no text", "look at it")


def test_a_book_is_the_same_on_one_core_and_on_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_out(tmp_path / "saved")
    steps: list[tuple[str, int, int]] = []
    start(tmp_path / "one", [str(tmp_path / "saved")], title="X")
    alone = prepare(find(tmp_path / "one"))
    monkeypatch.setattr(cores, "MANY_LINES", 0)
    start(tmp_path / "more", [str(tmp_path / "saved")], title="X", progress=lambda *step: steps.append(step))
    plans = [(tmp_path / name / "anthology.toml").read_text() for name in ("one", "more")]
    assert plans[0] == plans[1]
    assert steps == [("clean", n, 11) for n in range(1, 12)]
    together = prepare(find(tmp_path / "more"))
    assert together.anthology == alone.anthology
    assert together.ledger == alone.ledger
