"""Addresses of pages, each worked out once: a page names some of them many times over."""

from functools import lru_cache

from django.urls import reverse

KEPT = 4096


@lru_cache(maxsize=KEPT)
def address_of(name: str, *where: str) -> str:
    """The address of a page by its name; raises NoReverseMatch where there is none."""
    return reverse(name, args=where)
