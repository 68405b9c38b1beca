"""Writes the fixtures of tests/main/projects/safetensors.spec.ts, float16.spec.ts and tests/main/datasets/npy.spec.ts.

    pip install numpy safetensors
    python tests/oracles/array-files.py                 writes tests/oracles/fixtures/*
    python tests/oracles/array-files.py check FILE      reads a file that Genloom wrote and prints what is in it, as JSON
"""

import json
import pathlib
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

FIXTURES = pathlib.Path(__file__).parent / "fixtures"


def corner_floats():
    """float32 bit patterns around every corner of the conversion to float16."""
    corners = [0x00000000, 0x00000001, 0x33000000, 0x33800000, 0x387FC000, 0x38800000, 0x477FE000, 0x477FF000]
    corners += [0x3F800000, 0x7F800000, 0x00800000, 0x7F7FFFFF, 0x33C00000, 0x34200000]
    near = [bits + step for bits in corners for step in (-8193, -4097, -4096, -4095, -1, 0, 1, 4095, 4096, 4097, 8192)]
    random = np.random.default_rng(7).integers(0x32000000, 0x48000000, 3000)
    bits = np.array([b for b in near if 0 <= b <= 0x7F800000] + random.tolist(), np.uint32)
    return np.concatenate([bits, bits | 0x80000000]).view(np.float32)


def write():
    FIXTURES.mkdir(exist_ok=True)
    wide = corner_floats()
    with np.errstate(over="ignore"):
        half = wide.astype(np.float16)
    tensors = {
        "float32": np.array([[1.5, -2.25, 3e38], [1e-45, 0.1, -0.0]], np.float32),
        "float16": np.array([1.5, -65504, 6e-8], np.float16),
        "int32": np.array([[-(2**31)], [2**31 - 1]], np.int32),
        "int64": np.array([-(2**63), 2**63 - 1, 0], np.int64),
        "bool": np.array([True, False, True]),
        "uint8": np.array([0, 128, 255], np.uint8),
        "uint32": np.array([0, 2**32 - 1], np.uint32),
        "scalar": np.array(7, np.int32),
        "empty": np.zeros((0, 3), np.float32),
        "block/encoder.커널": np.arange(6, dtype=np.float32).reshape(1, 2, 3),
        "corners": wide,
        "corners as float16": half,
    }
    save_file(tensors, FIXTURES / "python.safetensors", metadata={"format": "np", "이름": "값"})
    np.save(FIXTURES / "float32.npy", tensors["float32"])
    np.save(FIXTURES / "int64.npy", tensors["int64"])
    np.save(FIXTURES / "bool-scalar.npy", np.array(True))
    np.save(FIXTURES / "float16-fortran.npy", np.asfortranarray(np.ones((2, 3), np.float16)))


def check(file):
    if file.endswith(".npy"):
        found = {"": np.load(file)}
        metadata = {}
    else:
        with safe_open(file, framework="np") as opened:
            found = {name: opened.get_tensor(name) for name in opened.keys()}
            metadata = opened.metadata()
    listed = {name: [str(a.dtype), list(a.shape), a.ravel().tolist()] for name, a in found.items()}
    print(json.dumps({"metadata": metadata, "tensors": listed}, ensure_ascii=False))


if sys.argv[1:2] == ["check"]:
    check(sys.argv[2])
else:
    write()
