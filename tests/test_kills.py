"""No kill loses a confirmed answer or breaks a document; benchmarks/kills.py kills a thousand times."""

from pathlib import Path

import pytest
from kills import interviewed


@pytest.mark.parametrize("seed", [1, 2])
def test_kills_at_random_moments(tmp_path: Path, seed: int) -> None:
    one = interviewed(tmp_path / "acme", kills=25, seed=seed)
    assert one.lost == []
    assert one.answered > 50
