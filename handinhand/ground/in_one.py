"""Rows as one text, so that a read that is made already carries them: each as JSON (RFC 8259), a comma between them."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, F, Func, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject


class _InOne(Aggregate):
    """Several texts as one, with a comma between them."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, **{**context, "function": "GROUP_CONCAT"})


class Digits(Func):
    """Sealed bytes as hexadecimal digits, for a text that carries them: they stay sealed."""

    function = "HEX"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """The same, as PostgreSQL writes it."""
        return self.as_sql(compiler, connection, template="ENCODE(%(expressions)s, 'hex')", **context)


def in_one(rows: QuerySet[Any], *columns: str, owner: str, **named: Combinable) -> Subquery:
    """All these rows as one text; `owner` is the column by which they are one person's, or one circle's."""
    given: dict[str, Any] = {**{name: F(name) for name in columns}, **named}
    one = Cast(JSONObject(**given), TextField())
    return Subquery(rows.order_by().values(owner).annotate(in_one=_InOne(one)).values("in_one"))
