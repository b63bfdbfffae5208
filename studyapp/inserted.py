"""Rows that are inserted or replaced by a statement which is written once, for requests that must be quick.

Django's bulk_create takes more time to write one than all other work of handing in a quiz takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, Model

# Fields whose values are given to the database as they are; PostgreSQL's driver knows more types.
_PLAIN = {"CharField", "FloatField", "ForeignKey", "PositiveIntegerField", "PositiveSmallIntegerField"}
_PLAIN_ON_POSTGRESQL = _PLAIN | {"DateTimeField", "DecimalField"}
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
        given = [by_name.pop(name) for name in fields]
        self._others = list(by_name.values())
        names = [quoted(str(field.column)) for field in (*given, *self._others)]
        self._width = len(names)
        self._start = f"INSERT INTO {quoted(meta.db_table)} ({', '.join(names)}) "
        self._end = _conflict(quoted(meta.db_table), dict(zip(fields, names, strict=False)), key, earliest)
        self._takes_arrays = connection.vendor == "postgresql"
        plain = _PLAIN_ON_POSTGRESQL if self._takes_arrays else _PLAIN
        self._prepare = [None if f.get_internal_type() in plain else f.get_db_prep_save for f in given]
        arrays = ", ".join(f"%s::{_type_of(field)}[]" for field in given)
        constants = "".join(f", %s::{_type_of(field)}" for field in self._others)
        self._from_arrays = f"SELECT given.*{constants} FROM UNNEST({arrays}) AS given"

    def __call__(self, rows: Iterable[Sequence[Any]]) -> None:
        """1 query for a hundred rows, none without any."""
        defaults = [field.get_db_prep_save(field.get_default(), connection) for field in self._others]
        waiting = iter(rows)
        while some := list(islice(waiting, _MOST_PARAMETERS // self._width)):
            columns = [
                [prepare(value, connection) for value in column] if prepare else list(column)
                for column, prepare in zip(zip(*some, strict=True), self._prepare, strict=True)
            ]
            if self._takes_arrays:  # few parameters to find and to plan, and one statement for any number of rows
                source, params = self._from_arrays, [*defaults, *columns]
            else:
                source = "VALUES " + ", ".join([f"({', '.join(['%s'] * self._width)})"] * len(some))
                params = [value for row in zip(*columns, strict=True) for value in (*row, *defaults)]
            with connection.cursor() as cursor:
                cursor.execute(f"{self._start}{source}{self._end}", params)


def _type_of(field: Field[Any, Any]) -> str:
    """Without its length: a cast would cut a text that is too long, where the column refuses it."""
    return str(field.db_type(connection)).partition("(")[0]


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
