"""Runs the benchmarks named, or all, each in a process and with a database of its own."""
import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bench

# One thread for all, before numpy is loaded: threads of a product wait busily and would be counted to whoever comes next.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
NO_BENCHMARK = ("__main__", "ratios", "data", "texts", "search_peers", "search_index")


def main(wanted: list[str]) -> None:
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in NO_BENCHMARK]
    if wanted[:1] == ["--here"]:
        return _here(wanted[1])
    if unknown := set(wanted) - set(names):
        sys.exit(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names)}.")
    failed = [name for name in wanted or names if subprocess.call([sys.executable, "-m", "bench", "--here", name])]
    if failed:
        sys.exit(f"Ended with an error: {', '.join(failed)}")
    return None


def _here(name: str) -> None:
    """Run one benchmark in this process: on a fresh SQLite, or on the database named in BENCH_DATABASE_URL."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {**ONE_THREAD, "ENGAWA_MODE": "demo", "ENGAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "engawa.config.settings",
                       "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
        import django
        django.setup()
        module = importlib.import_module(f"bench.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        module.run()


if __name__ == "__main__":
    main(sys.argv[1:])
