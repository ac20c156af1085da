"""Table 10c: SEER of energy efficiency classes."""

import pytest

from sap10.errors import CertificateRejected
from sap10.tables.cooling import UNKNOWN_SEER, seer_of_class

pytestmark = pytest.mark.pins("Table 10c")


def test_classes_have_the_least_seer_they_may_have() -> None:
    classes = ("A+++", "A++", "A+", "A", "B", "C", "D", "E", "F")
    expected = [8.50, 6.10, 5.60, 5.10, 4.60, 4.10, 3.60, 3.10, 2.60]
    assert [seer_of_class(one) for one in classes] == expected
    assert UNKNOWN_SEER == 4.30


@pytest.mark.parametrize("energy_class", ["G", "a", "", "H"])
def test_classes_without_a_figure_are_refused(energy_class: str) -> None:
    with pytest.raises(CertificateRejected, match="Table 10c"):
        seer_of_class(energy_class)
