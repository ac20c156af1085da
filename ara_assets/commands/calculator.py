"""`ara rate` and `ara worksheet`, passed on to the calculator's own command line."""

from collections.abc import Callable

import typer

# Every argument, `--help` too, goes to the calculator as it is.
PASS_ON = {
    "allow_extra_args": True,
    "ignore_unknown_options": True,
    "help_option_names": [],
}


def rate(context: typer.Context) -> None:
    """Rate certificates: band, rating and the headline figures."""
    _calculate("rate", context)


def worksheet(context: typer.Context) -> None:
    """Print the whole SAP worksheet of a certificate, section by section."""
    _calculate("worksheet", context)


COMMANDS: dict[str, Callable[[typer.Context], None]] = {"rate": rate, "worksheet": worksheet}


def _calculate(command: str, context: typer.Context) -> None:
    """Calculate with the product database that asset `pcdb` would read, unless told otherwise."""
    from resources.product_source import SAMPLE
    from resources.settings import Settings
    from sap10.cli import main

    place = Settings().pcdb or str(SAMPLE)
    is_given = any(word == "--pcdb" or word.startswith("--pcdb=") for word in context.args)
    products = [] if is_given or "://" in place else ["--pcdb", place]
    raise typer.Exit(main([command, *context.args, *products]))
