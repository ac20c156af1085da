"""The `ara` command: its sub-commands put together; each has a module in `ara_assets.commands`.

Nothing heavy is imported here or at the top of those modules, so that `ara --help` answers at
once.
"""

import signal
import sys
from typing import NoReturn

import typer

from ara_assets.commands import (
    backfill,
    calculator,
    database,
    demo,
    development,
    divergence,
    doctor,
    product,
    region,
    sources,
)

app = typer.Typer(
    help="Rates homes with a SAP 10.2 calculator and finds the cheapest retrofit for each.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _every_command() -> None:
    signal.signal(signal.SIGTERM, _end_cleanly)
    # A shell starts a command in the background with Ctrl-C ignored, and its children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_cleanly(_signal: int, _frame: object) -> NoReturn:
    """End as at Ctrl-C, so that children are ended and the database server is released."""
    sys.exit(128 + signal.SIGTERM)


app.command("demo")(demo.demo)
app.command("dev")(development.dev)
app.add_typer(region.app, name="region")
app.add_typer(sources.app, name="sources")
app.command("backfill")(backfill.backfill)

for _name, _command in calculator.COMMANDS.items():
    app.command(_name, context_settings=calculator.PASS_ON)(_command)

app.command("divergence")(divergence.divergence)
app.command("product")(product.product)
app.command("doctor")(doctor.doctor)
app.command("env")(development.env)
app.add_typer(database.app, name="db")


def main() -> None:
    """Run `ara`; what a person can put right is one line and exit code 2, not a traceback."""
    from resources.database.places import ServerError
    from resources.settings import SettingsError

    try:
        app()
    except (SettingsError, ServerError) as error:
        typer.secho(f"ara: {error}", fg=typer.colors.RED, err=True)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
