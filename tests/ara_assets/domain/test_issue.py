import pytest

from ara_assets.domain.issue import Issue, sanitised
from sap10.errors import CertificateRejected


def test_a_reason_must_be_one_of_ours() -> None:
    with pytest.raises(ValueError, match="'bad luck' is not a reason"):
        Issue("bad luck", "it is broken")  # pyright: ignore[reportArgumentType] - that is the test


def test_the_same_issue_has_the_same_id() -> None:
    issue = Issue("missing_field", "m", property_id="p", field="f")
    assert issue.issue_id == Issue("missing_field", "m", property_id="p", field="f").issue_id
    assert issue.issue_id != Issue("missing_field", "m", property_id="q", field="f").issue_id


def test_values_are_printable_and_short() -> None:
    assert sanitised("a\x00b\nc\x1b[31m") == "a?b?c?[31m"
    assert len(sanitised("x" * 1000) or "") == 200
    assert sanitised(None) is None
    assert sanitised(-3.5) == "-3.5"


def test_a_rejected_certificate_keeps_field_value_and_reason() -> None:
    rejection = CertificateRejected("unknown_code", "Main-Fuel-Type", 99, "table 12", "0-1")
    issue = Issue.from_rejection(rejection, property_id="p")
    assert (issue.reason, issue.field, issue.value) == ("unknown_code", "Main-Fuel-Type", "99")
    assert (issue.certificate_number, issue.property_id) == ("0-1", "p")
    assert "table 12" in issue.message
