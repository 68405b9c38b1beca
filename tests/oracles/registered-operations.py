"""Tells which operations and attributes TensorFlow does not have, for tests/main/targets/tensorflow/operations-2.7.spec.ts.

    python tests/oracles/registered-operations.py < operations.json

The input is {operation: [attribute, ...]}; the output is a list of "operation" and "operation.attribute".
"""

import json
import sys

import tensorflow as tf  # registers them
from tensorflow.python.framework import op_def_registry


def main():
    missing = []
    for name, attributes in json.load(sys.stdin).items():
        definition = op_def_registry.get(name)
        known = {attribute.name for attribute in definition.attr} if definition else set()
        missing += [name] if definition is None else [f"{name}.{a}" for a in attributes if a not in known]
    json.dump(missing, sys.stdout)


main()
