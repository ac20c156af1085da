"""What the import contracts of `pyproject.toml` cannot say: "nothing but"."""

import subprocess
import sys
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parents[1]
CALCULATOR_NEEDS = {"numpy", "pydantic", "pydantic_core", "lxml"}


def test_the_calculator_imports_only_numpy_pydantic_and_lxml() -> None:
    graph = grimp.build_graph("sap10", include_external_packages=True)
    imported = {
        found.split(".")[0]
        for module in graph.modules
        if module.split(".")[0] == "sap10"
        for found in graph.find_modules_directly_imported_by(module)
    }
    assert imported - {"sap10"} - set(sys.stdlib_module_names) <= CALCULATOR_NEEDS


def test_definitions_load_with_no_environment_and_no_network(tmp_path: Path) -> None:
    # A network namespace would need rights; a socket that refuses to be made needs none.
    script = (
        "import socket\n"
        "def refuse(*_): raise RuntimeError('a socket was asked for')\n"
        "socket.socket.connect = refuse\n"
        "import ara_assets.definitions as d\n"
        "print(len(d.defs.resolve_asset_graph().get_all_asset_keys()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().isdigit()
    assert list(tmp_path.iterdir()) == []


def test_help_does_not_load_dagster_or_pandas() -> None:
    script = (
        "import sys, ara_assets.cli\n"
        "print(sorted({'dagster', 'pandas', 'sqlalchemy', 'scipy'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
