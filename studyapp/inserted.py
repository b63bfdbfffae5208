"""Rows that are inserted or replaced by a statement which is written once, for requests that must be quick.

Django's bulk_create takes more time to write one than all other work of handing in a quiz takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

# Fields whose values are given to the database as they are.
_PLAIN = {"CharField", "FloatField", "ForeignKey", "PositiveIntegerField", "PositiveSmallIntegerField"}
_MOST_PARAMETERS = 900  # that any database takes in one statement


class Insert:
    """Rows of a model, each the values of `fields` in their order; all other columns get their defaults.

    Where `key` names the fields of a unique constraint, a row that is there takes the new values instead, in the fields
    of `earliest` only if they come before its own. Nothing of the model's save() or its signals takes part.
    """

    def __init__(
        self, model: type[Model], fields: Sequence[str], *, key: Sequence[str] = (), earliest: Sequence[str] = ()
    ) -> None:
        meta, quoted = model._meta, connection.ops.quote_name
        by_name = {field.name: field for field in meta.concrete_fields if not field.primary_key}
        self._given = [by_name.pop(name) for name in fields]
        self._others = list(by_name.values())
        names = [quoted(str(field.column)) for field in (*self._given, *self._others)]
        self._width = len(names)
        self._start = f"INSERT INTO {quoted(meta.db_table)} ({', '.join(names)}) VALUES "
        self._row = f"({', '.join(['%s'] * self._width)})"
        self._end = _conflict(quoted(meta.db_table), dict(zip(fields, names, strict=False)), key, earliest)

    def __call__(self, rows: Iterable[Sequence[Any]]) -> None:
        """1 query for a hundred rows, none without any."""
        prepare = [None if f.get_internal_type() in _PLAIN else f.get_db_prep_save for f in self._given]
        defaults = [field.get_db_prep_save(field.get_default(), connection) for field in self._others]
        waiting = iter(rows)
        while some := list(islice(waiting, _MOST_PARAMETERS // self._width)):
            params: list[Any] = []
            for row in some:
                pairs = zip(row, prepare, strict=True)
                params += [prepared(value, connection) if prepared else value for value, prepared in pairs]
                params += defaults
            with connection.cursor() as cursor:
                cursor.execute(self._start + ", ".join([self._row] * len(some)) + self._end, params)


def _conflict(table: str, columns: dict[str, str], key: Sequence[str], earliest: Sequence[str]) -> str:
    """What becomes of a row that is there already."""
    if not key:
        return ""
    values = {column: f"EXCLUDED.{column}" for name, column in columns.items() if name not in key}
    for column in (columns[name] for name in earliest):
        is_earlier = f"{values[column]} < {table}.{column}"
        values[column] = f"CASE WHEN {is_earlier} THEN {values[column]} ELSE {table}.{column} END"
    changes = ", ".join(f"{column} = {value}" for column, value in values.items())
    return f" ON CONFLICT ({', '.join(columns[name] for name in key)}) DO UPDATE SET {changes}"
