"""The raw columns are evidence: their bytes are those that came in."""

import hashlib
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"

SHA_256 = {
    "000-de-bouillon.txt": "5b50a44da3ad7890182822c435d815dbd0da26c0d5cb1d4f0c0ccf0e96a13dc6",
    "001-klant-centraal.txt": "98132ff22990146666166e8a7e90193653cc0d969ad46715758fcec8ba12d1b3",
    "002-klant-koning-of-knecht.txt": "2cb36e50659507a17a6303dfefd1ef60302f298bd12266bf63f121ea4b537b70",
    "003-klantgericht.txt": "d15830dbabad1bcb3bf1561be04fe8551efee0da59df2a443afe2cbe4080ddb8",
    "004-knuffel-je-klant.txt": "22d04a25e05794d68d69ecab9af70f3aca18b286e30d118b4b2d6ab8d5d81962",
}


@pytest.mark.parametrize("name", SHA_256)
def test_a_seed_is_as_it_came(name: str) -> None:
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == SHA_256[name]
