"""The icon tags of the heroicons package, each icon drawn once: it takes as long as a query, and a page has a dozen."""

from __future__ import annotations

from functools import lru_cache

from django import template
from heroicons.templatetags import heroicons

register = template.Library()
KEPT = 512  # icons, in all their sizes and classes

for draw in (heroicons.heroicon_micro, heroicons.heroicon_mini, heroicons.heroicon_outline, heroicons.heroicon_solid):
    register.simple_tag(lru_cache(KEPT)(draw), name=draw.__name__)
