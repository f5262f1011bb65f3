"""What the tests share."""

import headrace
import pyarrow as pa

ECHO = "dev.headrace.runtime.daft.EchoProgram"

POINT = pa.struct([("x", pa.int32()), ("y", pa.float64()), ("name", pa.large_string())])
NAMED = pa.large_list(pa.struct([("key", pa.large_string()), ("value", POINT)]))
LINE = pa.struct([("id", pa.large_string()), ("points", pa.large_list(POINT)), ("named", NAMED), ("first", POINT)])

echo = headrace.Program(ECHO)


def there_and_back(stage: str, array: pa.Array) -> pa.Array:
    result = echo.call(stage, [array], array.type).to_arrow()
    result.validate(full=True)
    return result
