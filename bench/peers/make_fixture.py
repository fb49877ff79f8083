"""Writes a random fixture, for the peers' own tests: `make_fixture.py WORK TASKS FOLDER`."""

import json
import math
import sys
from pathlib import Path

import torch

SIGMOID = "sigmoid"
WORKS = {
    "W1": dict(
        batch=32, input=[1], loss="mse", condition={"embedding": 2},
        trunk=[{"dense": 10, "activation": SIGMOID}, {"dense": 10, "activation": SIGMOID}],
        output={"strategy": "generate-once"},
        target=[{"dense": 10, "activation": SIGMOID}, {"dense": 10, "activation": SIGMOID}, {"dense": 1}],
    ),
    "W2": dict(
        batch=32, input=[784], loss="cross-entropy", condition={"embedding": 8},
        trunk=[{"dense": 100, "activation": "relu"}],
        output={"strategy": "generate-once"},
        target=[{"dense": 100, "activation": "relu"}, {"dense": 10}],
    ),
    "W3": dict(
        batch=128, input=[784], loss="cross-entropy", condition={"embedding": 96},
        trunk=[{"dense": 10, "activation": "relu"}, {"dense": 10, "activation": "relu"}],
        output={"strategy": "chunk-wise", "chunk": 42000, "chunkEmbedding": 96},
        target=[{"dense": 400, "activation": "relu"}, {"dense": 400, "activation": "relu"}, {"dense": 10}],
    ),
    "W4": dict(
        batch=32, input=[1, 28, 28], loss="cross-entropy", condition={"embedding": 8},
        trunk=[{"dense": 100, "activation": "relu"}, {"dense": 100, "activation": "relu"}],
        output={"strategy": "generate-once"},
        target=[
            {"conv2d": 10, "kernel": 5}, {"maxPool2d": 2}, {"activation": "relu"},
            {"conv2d": 20, "kernel": 5}, {"maxPool2d": 2}, {"activation": "relu"},
            {"flatten": True}, {"dense": 50, "activation": "relu"}, {"dense": 10},
        ],
    ),
}


def layout(shapes):
    """Entries of consecutive tensors in one flat vector."""
    entries, offset = [], 0
    for name, shape in shapes:
        entries.append({"name": name, "offset": offset, "shape": shape})
        offset += math.prod(shape)
    return entries, offset


def target_shapes(layers, size):
    shapes, size = [], list(size)
    for i, layer in enumerate(layers):
        if "dense" in layer:
            shapes += [(f"{i}.weight", [layer["dense"], size[0]]), (f"{i}.bias", [layer["dense"]])]
            size = [layer["dense"]]
        elif "conv2d" in layer:
            filters, kernel = layer["conv2d"], layer["kernel"]
            shapes += [(f"{i}.bias", [filters]), (f"{i}.weight", [filters, size[0], kernel, kernel])]
            size = [filters, size[1] - kernel + 1, size[2] - kernel + 1]
        elif "maxPool2d" in layer:
            size = [size[0], size[1] // layer["maxPool2d"], size[2] // layer["maxPool2d"]]
        elif "flatten" in layer:
            size = [math.prod(size)]
    return shapes


def phi_shapes(work, theta_size):
    width = work["condition"]["embedding"] + work["output"].get("chunkEmbedding", 0)
    shapes = []
    for i, layer in enumerate(work["trunk"]):
        shapes += [(f"trunk.{i}.weight", [layer["dense"], width]), (f"trunk.{i}.bias", [layer["dense"]])]
        width = layer["dense"]
    chunk = work["output"].get("chunk", 0)
    out = chunk or theta_size
    shapes += [("head.weight", [out, width]), ("head.bias", [out])]
    if chunk:
        shapes.append(("pieces", [-(-theta_size // chunk), work["output"]["chunkEmbedding"]]))
    return shapes


def initial_phi(entries, size, theta, output, generator):
    """Uniform weights; the head's bias starts as a usual initialisation of the target, so that it learns like one."""
    phi = torch.empty(size)
    for entry in entries:
        slice_ = phi[entry["offset"] : entry["offset"] + math.prod(entry["shape"])]
        if entry["name"] == "pieces":
            slice_.normal_(generator=generator)
        elif entry["name"] == "head.weight":
            slice_.uniform_(-0.03, 0.03, generator=generator)
        elif entry["name"] == "head.bias":
            slice_.uniform_(-0.05, 0.05, generator=generator)
            if output["strategy"] == "generate-once":
                for tensor in theta:
                    fan = math.prod(tensor["shape"][1:])
                    count = math.prod(tensor["shape"])
                    bound = 1 / math.sqrt(fan) if len(tensor["shape"]) > 1 else 0.1
                    slice_[tensor["offset"] : tensor["offset"] + count].uniform_(-bound, bound, generator=generator)
        else:
            fan = entry["shape"][-1]
            slice_.uniform_(-1 / math.sqrt(fan), 1 / math.sqrt(fan), generator=generator)
    return phi


def write(work_id, tasks, folder, steps=4, seed=1):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    work = WORKS[work_id]
    generator = torch.Generator().manual_seed(seed)
    theta, theta_size = layout(target_shapes(work["target"], work["input"]))
    phi, phi_size = layout(phi_shapes(work, theta_size))
    rows = (steps, tasks, work["batch"])
    x = torch.randn(*rows, *work["input"], generator=generator)
    if work["loss"] == "mse":
        y = torch.sin(3 * x) + torch.randn(tasks, 1, 1, generator=generator)
    else:
        y = torch.randint(0, 10, (*rows, 1), generator=generator).float()
    all_x, all_y = (data.transpose(0, 1).flatten(1, 2) for data in (x, y))
    spec = {
        "work": work_id, "tasks": tasks, "steps": steps, "rows": steps * work["batch"], "labelWidth": 1,
        "optimizer": {"kind": "adam", "learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
        "phi": phi, "theta": theta, **work,
    }
    (folder / "spec.json").write_text(json.dumps(spec, indent=1))
    files = {
        "phi.f32": initial_phi(phi, phi_size, theta, work["output"], generator),
        "embeddings.f32": torch.randn(tasks, work["condition"]["embedding"], generator=generator),
        "x.f32": x,
        "y.f32": y,
        "rows-x.f32": all_x,
        "rows-y.f32": all_y,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data.contiguous().numpy().tobytes())
    return folder


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
