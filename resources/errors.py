"""The failures of the platform, by what may be done about them.

A record that cannot be used is no failure: it is an `ara_assets.domain.issue.Issue`.
"""


class AraError(Exception):
    """What was attempted, on which partition, what was wrong, what to do next; no secrets."""


class TransientFailure(AraError):
    """Another attempt may succeed."""


class PermanentFailure(AraError):
    """Another attempt cannot succeed; the message says what to change."""
