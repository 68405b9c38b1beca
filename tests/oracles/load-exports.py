"""
Reads exports with other people's tools and prints what they are, as JSON.

    pip install tensorflow-cpu safetensors
    python tests/oracles/load-exports.py saved-model FOLDER INPUTS     runs serving_default; INPUTS is a JSON file
                                                                       {name: {shape, dtype, data}}, an .npz, or - (JSON on stdin)
    python tests/oracles/load-exports.py safetensors FILE              names, shapes, dtypes, sums and metadata
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np


def read_inputs(path):
    if path.endswith(".npz"):
        with np.load(path) as arrays:
            return dict(arrays)
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as file:
        described = json.load(file)
    return {
        name: np.array(one["data"], one.get("dtype", "float32")).reshape(one["shape"]) for name, one in described.items()
    }


def described(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "dtype": str(array.dtype), "data": [plain(x) for x in array.ravel().tolist()]}


def plain(x):
    """JSON has no NaN and no infinity; they become strings."""
    return x if np.isfinite(x) else str(x)


def saved_model(folder, inputs):
    import tensorflow as tf

    signatures = tf.saved_model.load(folder).signatures
    if "serving_default" not in signatures:
        sys.exit(f"{folder} has no serving_default; it has {sorted(signatures)}")
    serve = signatures["serving_default"]
    wanted = serve.structured_input_signature[1]
    if set(wanted) != set(inputs):
        sys.exit(f"The model takes {sorted(wanted)}; the inputs are {sorted(inputs)}")
    outputs = serve(**{name: tf.constant(array, wanted[name].dtype) for name, array in inputs.items()})
    return {
        "inputs": {name: {"shape": spec.shape.as_list(), "dtype": spec.dtype.name} for name, spec in wanted.items()},
        "outputs": {name: described(tensor.numpy()) for name, tensor in outputs.items()},
    }


def safetensors(path):
    from safetensors import safe_open

    with safe_open(path, "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}
        metadata = file.metadata()
    return {
        "metadata": metadata or {},
        "tensors": {
            name: {"shape": list(t.shape), "dtype": str(t.dtype), "sum": plain(float(t.astype(np.float64).sum()))}
            for name, t in tensors.items()
        },
    }


def main():
    match sys.argv[1:]:
        case ["saved-model", folder, inputs]:
            result = saved_model(folder, read_inputs(inputs))
        case ["safetensors", path]:
            result = safetensors(path)
        case _:
            sys.exit(__doc__)
    print(json.dumps(result, allow_nan=False))


if __name__ == "__main__":
    main()
