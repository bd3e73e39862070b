"""Every address of the site, as the resolver knows it."""
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


@dataclass(frozen=True)
class Address:
    """One route. `name` is what `{% url %}` takes, e.g. "postings:posting"; "" for a library's nameless route."""
    name: str
    view: Callable[..., object]
    arguments: tuple[tuple[str, str], ...]  # ("pk", "uuid"): the names and converters of its parts

    @property
    def methods(self) -> tuple[str, ...]:
        """What require_http_methods and its like let through; () for a view that does not say."""
        view: Any = self.view
        while view is not None:
            names = getattr(getattr(view, "__code__", None), "co_freevars", ())
            if "request_method_list" in names:
                return tuple(view.__closure__[names.index("request_method_list")].cell_contents)
            view = getattr(view, "__wrapped__", None)
        return ()

    @property
    def ours(self) -> bool:
        return self.view.__module__.startswith("engawa.")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, above: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for entry in patterns:
        converters = entry.pattern.converters.items() if isinstance(entry.pattern, RoutePattern) else ()
        parts = above + tuple((name, type(c).__name__.removesuffix("Converter").lower()) for name, c in converters)
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _walk(entry.url_patterns, namespace, parts)
        else:
            yield Address(f"{prefix}{entry.name}" if entry.name else "", entry.callback, parts)


@cache
def addresses() -> tuple[Address, ...]:
    return tuple(_walk(get_resolver().url_patterns, "", ()))
