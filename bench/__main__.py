"""Runs the benchmarks named, or all."""
import importlib
import os
import pkgutil
import sys
import tempfile
from pathlib import Path

import bench


def main(wanted: list[str]) -> None:
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in ("__main__", "ratios")]
    if unknown := set(wanted) - set(names):
        sys.exit(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ENGAWA_MODE": "demo", "ENGAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "engawa.config.settings",
                       "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        import django
        django.setup()
        for name in wanted or names:
            print(f"\n== {name}: {(importlib.import_module(f'bench.{name}').__doc__ or '').splitlines()[0]}", flush=True)
            importlib.import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
