"""How the fixtures are made: inputs that float32 holds exactly, and JSON in which every number has 8 digits."""

import json
import pathlib
import platform
import sys
import zlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent / "fixtures"


def generator(name):
    """Random numbers of a case depend on its name alone, so that a new case changes no other."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def grid(rng, shape, low=-2.0, high=2.0, step=1 / 16):
    """Random multiples of `step` in [low, high]: the same numbers in float32 and float64."""
    return rng.integers(round(low / step), round(high / step) + 1, shape).astype(np.float64) * step


def distinct(rng, shape, step=1 / 8):
    """A random order of different numbers around zero: no ties, and none nearer than `step`."""
    size = int(np.prod(shape))
    return (rng.permutation(size).reshape(shape) - size // 2).astype(np.float64) * step


def rounded(array):
    """Nested or flat numbers as a flat list with 8 significant digits; what is only float64 noise becomes 0."""
    array = np.asarray(array)
    if array.dtype.kind in "iub":
        return [int(x) for x in array.ravel()]
    if not np.isfinite(array).all():
        raise ValueError("A fixture must hold finite numbers.")
    noise = 1e-15 * max(1.0, float(np.abs(array).max(initial=0)))
    return [0 if abs(x) < noise else shortest(float(x)) for x in array.ravel()]


def shortest(x):
    x = float(f"{x:.8g}")
    return int(x) if x.is_integer() and abs(x) < 1e8 else x


def tensor(array, dtype=None):
    """{shape, dtype, data}: data row-major; float64 is written as the float32 that it will be."""
    array = np.asarray(array)
    kind = {"f": "float32", "i": "int32", "b": "bool"}[array.dtype.kind]
    return {"shape": list(array.shape), "dtype": dtype or kind, "data": rounded(array)}


def numbers(array):
    """{shape, data} for what can be nothing but float32."""
    array = np.asarray(array)
    return {"shape": list(array.shape), "data": rounded(array)}


def assert_close(what, actual, expected, tolerance=1e-9):
    """Differences are measured against the largest number of the expected tensor, or 1."""
    actual, expected = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
    if actual.shape != expected.shape:
        sys.exit(f"{what}: shapes {actual.shape} and {expected.shape} differ")
    scale = max(1.0, float(np.abs(expected).max(initial=0)))
    worst = float(np.abs(actual - expected).max(initial=0)) / scale
    if not worst <= tolerance:
        sys.exit(f"{what}: differs by {worst:.2e} of the largest number\n{actual}\n{expected}")


def write(name, content):
    """Writes the fixture with each case, and each entry of the other parts, on a line of its own, so that versions can be compared."""
    parts = [f"{json.dumps(key)}: {lined(value)}" for key, value in content.items()]
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    json.loads(text)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text(text)
    print(f"{name}: {len(content['cases'])} cases, {len(text) / 1000:.0f} kB")


def lined(value):
    plain = lambda part: json.dumps(part, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    if isinstance(value, list):
        return "[\n" + ",\n".join(plain(part) for part in value) + "\n]"
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{plain(key)}: {plain(part)}" for key, part in value.items()) + "\n}"
    return plain(value)


def versions(*modules):
    return ", ".join([f"Python {platform.python_version()}"] + [f"{m.__name__} {m.__version__}" for m in modules])
