"""Dagster's daemon at the pace of a person who watches: `python -m ara_assets.commands.daemon run`.

Dagster looks after backfills every 30 seconds, which no setting changes. A backfill of one region
goes through several rounds, so that most of its time would be waiting.
"""

from dagster._daemon import controller
from dagster._daemon.cli import create_dagster_daemon_cli

ROUND_SECONDS = 2


def main() -> None:
    """Run `dagster-daemon` with shorter rounds."""
    controller.DEFAULT_DAEMON_INTERVAL_SECONDS = ROUND_SECONDS
    create_dagster_daemon_cli()()


if __name__ == "__main__":
    main()
