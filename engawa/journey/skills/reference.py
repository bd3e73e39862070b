"""Reads the reference files that each step keeps in its `data/` folder."""
from importlib.resources import files
from typing import Any

import yaml

# The C parser reads skills.yaml in a tenth of the time; PyYAML's wheels have it, a build from source may not.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(package: str, name: str) -> Any:
    """The content of `<package>/data/<name>`, parsed anew at each call: keep it yourself if you need it often."""
    return yaml.load(files(package).joinpath("data", name).read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506  # one of the two safe loaders


def source_of(package: str, name: str) -> bytes:
    """The file `<package>/data/<name>` as it is written, to tell whether it changed."""
    return files(package).joinpath("data", name).read_bytes()
