"""The newest file that is held, read once."""

from pathlib import Path

import pytest

from sap10.pcdb import Pcdb, read_pcdb


@pytest.fixture(scope="package")
def newest(shared: Path) -> Pcdb:
    return read_pcdb(shared / "pcdb" / "pcdf-2022-07.dat")
