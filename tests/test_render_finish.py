"""The last hand on the PDF: labels, inks, hyphens, artifacts."""

from __future__ import annotations

import pydyf
import pytest
from growth import growth

from book.render.engine import Layout
from book.render.finish import _in_gray, _roman, list_items, page_labels, soft_hyphens


def test_labels_that_count_are_one_range() -> None:
    assert page_labels(["1", "2", "3"]).data == b"<</Nums [0 <</S /D/St 1>>]>>"


def test_roman_front_matter_is_a_range_of_its_own() -> None:
    nums = page_labels(["i", "ii", "iii", "iv", "1", "2"])["Nums"]
    assert [nums[0], nums[1]["S"], nums[1]["St"]] == [0, "/r", 1]
    assert [nums[2], nums[3]["S"], nums[3]["St"]] == [4, "/D", 1]
    assert len(nums) == 4


def test_a_label_that_is_no_number_stands_alone() -> None:
    nums = page_labels(["A", "1"])["Nums"]
    assert (nums[1]["P"].data, nums[3]["S"]) == (b"(A)", "/D")


@pytest.mark.parametrize(
    ("label", "number"), [("i", 1), ("iv", 4), ("xlix", 49), ("mcmxc", 1990), ("x1", 0), ("", 0)]
)
def test_roman_numbers(label: str, number: int) -> None:
    assert _roman(label) == number


@pytest.mark.parametrize(
    ("operator", "ink"),
    [
        (b"0 0 0 rg", b"0 g"),
        (b"0.5 0.5 0.5 RG", b"0.5 G"),
        (b"1 0 0 rg", b"1 0 0 rg"),
        (b"1 0 0 1 20 30 cm", b"1 0 0 1 20 30 cm"),
        ("/P", "/P"),
    ],
)
def test_greys_are_one_ink(operator: object, ink: object) -> None:
    assert _in_gray(operator) == ink


def test_hyphens_of_hyphenation_extract_as_soft() -> None:
    stream = pydyf.Stream([b"2 beginbfchar", b"<0012> <2010>", b"<2010> <0041>", b"endbfchar"])
    soft_hyphens([stream])
    assert stream.stream[1:3] == [b"<0012> <00ad>", b"<2010> <0041>"]


def test_a_list_that_goes_on_overleaf_stands_in_a_list_item_body() -> None:
    pdf = pydyf.PDF()
    item = pydyf.Dictionary({"S": "/LI", "K": pydyf.Array()})
    inner = pydyf.Dictionary({"S": "/L", "K": pydyf.Array(), "P": b"0 0 R"})
    pdf.add_object(item)
    pdf.add_object(inner)
    item["K"].append(inner.reference)
    list_items(pdf)
    body = pdf.objects[-1]
    assert (body["S"], body["K"], body["P"]) == ("/LBody", [inner.reference], item.reference)
    assert (item["K"], inner["P"]) == ([body.reference], body.reference)


@pytest.mark.needs("pango")
def test_what_is_on_a_page_refers_to_it_in_linear_time() -> None:
    Layout("<p>a page</p>", {})  # with the engine comes what it writes with

    def refer(pages: int) -> bytes:
        pdf = pydyf.PDF()
        for _ in range(pages):
            pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        said = [pdf.page_references[page] for page in range(pages) for _ in range(8)]
        assert len(set(said)) == pages
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(pdf.page_references) == pages + 1
        return said[-1]

    assert growth(refer, 100, 1600) < 4
