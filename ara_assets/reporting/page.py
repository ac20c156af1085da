"""The portfolio report as one HTML page that opens offline."""

from importlib.resources import files

import jinja2

from ara_assets.domain.portfolio import Portfolio
from ara_assets.reporting import charts


def report_page(portfolio: Portfolio, *, title: str, facts: dict[str, str]) -> str:
    """Render the page; `facts` are versions and dates shown at its foot."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(
        files("ara_assets.reporting").joinpath("report.html.j2").read_text(encoding="utf-8")
    )
    return template.render(title=title, portfolio=portfolio, plots=_plots(portfolio), facts=facts)


def _plots(portfolio: Portfolio) -> list[str]:
    if not portfolio.rated:
        return []
    plots = [
        charts.svg(charts.bands_before_and_after(portfolio)),
        charts.svg(charts.rating_distribution(portfolio.homes["sap_score"])),
        charts.svg(charts.calculated_against_lodged(portfolio.homes)),
    ]
    if len(portfolio.plans):
        chosen: dict[str, int] = {}
        for total in portfolio.plan_totals:
            for name, count in total.measures.items():
                chosen[name] = chosen.get(name, 0) + count
        plots += [
            charts.svg(charts.cost_against_carbon(portfolio.plans)),
            charts.svg(charts.counts(chosen, title="Measures chosen", unit="plans")),
        ]
    return plots
