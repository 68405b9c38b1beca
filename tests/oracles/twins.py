"""
The nets of the bench in Keras or PyTorch, timed step by step, to compare the engine's speed with.

    pip install tensorflow-cpu keras     or     pip install torch
    python tests/oracles/twins.py --net vae --framework keras --batch 64 --threads 2

Says {"ready": ...} when the net stands, then answers each line of its input with a line of JSON:
    run K         trains K steps (forward, backward, Adam; each fed from host memory), {"milliseconds": [each], "loss": last}
    parameters    {"parameters": count}
    quit          ends
A first `run` also compiles: its steps are warm-up.
"""

import argparse
import json
import os
import sys
import time

import numpy as np

IMAGE = {"feeds": [[28, 28, 1]], "numbers": "pixels"}
LETTERS = {"feeds": [[16], [16]], "numbers": "letters"}

# Batch size and learning rate of each net unless told; shapes of what a step is fed, and what the numbers are.
NETS = {
    "mlp": {"batch": 256, "rate": 1e-3, "feeds": [[3], [2]], "numbers": "normal"},
    "autoencoder": {"batch": 128, "rate": 1e-3, "feeds": [[784]], "numbers": "pixels"},
    "conv-autoencoder": {"batch": 64, "rate": 1e-3, **IMAGE},
    "five-convolutions": {"batch": 64, "rate": 1e-3, **IMAGE},
    "vae": {"batch": 64, "rate": 2e-3, **IMAGE},
    "dcgan": {"batch": 64, "rate": 1e-3, **IMAGE},
    "wgan-gp": {"batch": 32, "rate": 5e-4, **IMAGE},
    "residual": {"batch": 64, "rate": 1e-3, **IMAGE},
    "unet": {"batch": 64, "rate": 2e-3, **IMAGE},
    "transformer": {"batch": 128, "rate": 3e-3, **LETTERS},
    "gru": {"batch": 128, "rate": 3e-3, **LETTERS},
}
BATCHES_PREPARED = 16


def prepared_batches(net, batch):
    """Normal numbers for the MLP's regression, 27 letters for texts, grey pixels in [0, 1] for the others."""
    rng = np.random.default_rng(0)
    draw = {
        "normal": lambda shape: rng.standard_normal(shape).astype(np.float32),
        "pixels": lambda shape: rng.random(shape, np.float32),
        "letters": lambda shape: rng.integers(0, 27, shape, np.int32),
    }[NETS[net]["numbers"]]
    return [[draw((batch, *shape)) for shape in NETS[net]["feeds"]] for _ in range(BATCHES_PREPARED)]


def answer(message):
    print(json.dumps(message), flush=True)


def serve(net, step, batches, parameters, **facts):
    """`step(*arrays)` trains once and gives the loss as a number, so it has ended when it returns."""
    answer({"ready": net, **facts})
    done = 0
    for line in sys.stdin:
        command, *arguments = line.split() or [""]
        if command == "quit":
            return
        if command == "parameters":
            answer({"parameters": parameters})
        elif command == "run" and len(arguments) == 1 and arguments[0].isdigit():
            milliseconds, loss = [], None
            for _ in range(int(arguments[0])):
                arrays = batches[done % len(batches)]
                begin = time.perf_counter()
                loss = step(*arrays)
                milliseconds.append(round((time.perf_counter() - begin) * 1000, 4))
                done += 1
            answer({"milliseconds": milliseconds, "loss": loss})
        else:
            answer({"error": f"'{line.strip()}' is none of: run K, parameters, quit"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--net", required=True, choices=NETS)
    parser.add_argument("--framework", required=True, choices=["keras", "torch"])
    parser.add_argument("--batch", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, help="of Adam (beta 0.9, 0.999, epsilon 1e-7)")
    options = parser.parse_args()
    settings = NETS[options.net]
    batch, rate = options.batch or settings["batch"], options.rate or settings["rate"]
    os.environ.setdefault("OMP_NUM_THREADS", str(options.threads))
    if options.framework == "keras":
        from twins_keras import build
    else:
        from twins_torch import build
    step, parameters, version = build(options.net, batch, rate, options.threads)
    batches = prepared_batches(options.net, batch)
    serve(options.net, step, batches, parameters, framework=version, batch=batch, threads=options.threads)


if __name__ == "__main__":
    main()
