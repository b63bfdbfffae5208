"""Icons and addresses of static files are worked out once, and are what the packages make of them."""

from __future__ import annotations

import json
from unittest import mock

import heroicons
from django.template import Context, Template
from heroicons.templatetags import heroicons as tags

from studyapp.static_files import StaticFiles


def test_an_icon_is_what_the_package_draws():
    drawn = Template('{% heroicon_mini "key" size=18 class="sign" stroke_linecap="round" %}').render(Context())
    assert drawn == tags.heroicon_mini("key", size=18, **{"class": "sign", "stroke_linecap": "round"})


def test_what_a_page_puts_into_an_icon_is_escaped():
    drawn = Template('{% heroicon_outline "key" aria_label=name %}').render(Context({"name": '"><script>'}))
    assert "<script>" not in drawn
    assert "&quot;&gt;&lt;script&gt;" in drawn


def test_an_icon_is_drawn_once_for_each_size():
    page = Template('{% for n in "123" %}{% heroicon_solid "bell" size=33 %}{% heroicon_solid "bell" %}{% endfor %}')
    with mock.patch.object(heroicons, "_render_icon", wraps=heroicons._render_icon) as draw:
        shown = page.render(Context())
    assert draw.call_count <= 2
    assert shown.count('width="33"') == 3


def test_a_static_file_keeps_the_address_of_its_content(tmp_path):
    (tmp_path / "app.js").write_text("1;")
    (tmp_path / "app.0123456789ab.js").write_text("1;")
    listed = {"version": "1.1", "paths": {"app.js": "app.0123456789ab.js"}, "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(listed))
    files = StaticFiles(location=str(tmp_path), base_url="/static/")
    assert [files.url("app.js") for _ in range(3)] == ["/static/app.0123456789ab.js"] * 3
