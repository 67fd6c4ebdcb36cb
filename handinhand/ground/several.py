"""Several row numbers as one text, so that a prepared read can be given as many as there are."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Func, TextField, Value


def several(numbers: Iterable[int]) -> str:
    """Row numbers as one value of a prepared read."""
    return json.dumps(list(numbers))


class OneOf(Func):
    """What a read compares with by `__in`: the numbers that `several` put into one text."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    arity = 1

    def __init__(self, numbers: str) -> None:
        super().__init__(Value(numbers, TextField()))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same, as PostgreSQL reads JSON."""
        template = "(SELECT CAST(jsonb_array_elements_text(CAST(%(expressions)s AS jsonb)) AS bigint))"
        return super().as_sql(compiler, connection, template=template, **context)
