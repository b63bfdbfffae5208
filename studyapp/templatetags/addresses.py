"""`{% address %}`: what `{% url %}` gives, for pages that must be quick."""

from __future__ import annotations

from django import template

from studyapp.addresses import address

register = template.Library()
register.simple_tag(address)
