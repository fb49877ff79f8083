"""A fixture of the benchmark: one work with its data and initial weights, as `spec.json` and files of float32."""

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import torch


@dataclass(frozen=True)
class Tensor:
    """A named slice of a flat vector."""

    name: str
    offset: int
    shape: tuple

    @property
    def size(self):
        return math.prod(self.shape)

    def of(self, flat):
        """The slice of the last axis of `flat`, in this tensor's shape; a view."""
        return flat.narrow(-1, self.offset, self.size).unflatten(-1, self.shape)


@dataclass(frozen=True)
class Layer:
    """One step of a network: `kind` is dense, conv2d, maxPool2d, activation or flatten."""

    kind: str
    size: int = 0
    kernel: int = 0
    activation: str = ""


@dataclass(frozen=True)
class Adam:
    learning_rate: float
    beta1: float
    beta2: float
    epsilon: float


@dataclass(frozen=True)
class Spec:
    work: str
    tasks: int
    batch: int
    rows: int
    steps: int
    input: tuple
    loss: str
    label_width: int
    embedding: int
    trunk: tuple  # of (units, activation)
    chunk: int  # 0: all weights at once
    target: tuple  # of Layer
    adam: Adam
    phi: tuple  # of Tensor
    theta: tuple  # of Tensor

    @property
    def phi_size(self):
        return self.phi[-1].offset + self.phi[-1].size

    @property
    def theta_size(self):
        return self.theta[-1].offset + self.theta[-1].size

    @property
    def pieces(self):
        return 1 if self.chunk == 0 else -(-self.theta_size // self.chunk)

    def trunk_tensors(self):
        """(weight, bias) of each trunk layer."""
        return [(self.phi[2 * i], self.phi[2 * i + 1]) for i in range(len(self.trunk))]

    def head_tensors(self):
        """(weight, bias) of the head."""
        first = 2 * len(self.trunk)
        return self.phi[first], self.phi[first + 1]

    def piece_tensor(self):
        return self.phi[2 * len(self.trunk) + 2] if self.chunk else None


def read_layers(entries):
    """Layers of a list of entries; an activation inside an entry is a layer of its own behind it."""
    layers = []
    for entry in entries:
        if entry == "flatten" or "flatten" in entry:
            layers.append(Layer("flatten"))
            continue
        if "dense" in entry:
            layers.append(Layer("dense", size=entry["dense"]))
        elif "conv2d" in entry:
            layers.append(Layer("conv2d", size=entry["conv2d"], kernel=square(entry["kernel"])))
        elif "maxPool2d" in entry:
            layers.append(Layer("maxPool2d", kernel=square(entry["maxPool2d"])))
        elif "activation" not in entry:
            raise ValueError(f"spec.json: no peer knows the layer {entry}")
        activation = entry.get("activation", "identity")
        if activation not in ("identity", "linear", "none"):
            layers.append(Layer("activation", activation=activation))
    return tuple(layers)


def square(extent):
    if isinstance(extent, list):
        if extent[0] != extent[1]:
            raise ValueError(f"spec.json: expected a square window, got {extent}")
        return extent[0]
    return extent


def read_trunk(entries):
    """(units, activation) pairs; an activation may stand in the dense entry or behind it."""
    pairs = []
    for layer in read_layers(entries):
        if layer.kind == "dense":
            pairs.append((layer.size, "identity"))
        elif layer.kind == "activation":
            pairs[-1] = (pairs[-1][0], layer.activation)
        else:
            raise ValueError(f"spec.json: the trunk of a peer holds dense layers only, got {layer.kind}")
    return tuple(pairs)


def read_tensors(entries):
    return tuple(Tensor(e.get("name", ""), e["offset"], tuple(e["shape"])) for e in entries)


def read_chunk(output, theta):
    """Weights that one run of the hypernet generates; 0: all of them."""
    strategy = output if isinstance(output, str) else output["strategy"]
    if strategy == "generate-once":
        return 0
    if strategy == "chunk-wise":
        return output["chunk"]
    if strategy == "component-wise" and output["by"] == "layer":
        layers = [weight.size + bias.size for weight, bias in zip(theta[::2], theta[1::2])]
        # Components are cut from the beginning of a run each: where only the last is smaller, that is what chunks are.
        if all(size == layers[0] for size in layers[:-1]) and layers[-1] <= layers[0]:
            return layers[0]
    not_possible(f"no peer has the output strategy {output}")


def not_possible(reason):
    """Ends with the code for a work that is not possible, and the reason as last line."""
    print(reason, file=sys.stderr)
    raise SystemExit(3)


def read_spec(folder):
    json_spec = json.loads((Path(folder) / "spec.json").read_text())
    theta = read_tensors(json_spec["theta"])
    optimizer = json_spec["optimizer"]
    return Spec(
        work=json_spec["work"],
        tasks=json_spec["tasks"],
        batch=json_spec["batch"],
        rows=json_spec["rows"],
        steps=json_spec["steps"],
        input=tuple(json_spec["input"]),
        loss=json_spec["loss"],
        label_width=json_spec["labelWidth"],
        embedding=json_spec["condition"]["embedding"],
        trunk=read_trunk(json_spec["trunk"]),
        chunk=read_chunk(json_spec["output"], theta),
        target=read_layers(json_spec["target"]),
        adam=Adam(optimizer["learningRate"], optimizer["beta1"], optimizer["beta2"], optimizer["epsilon"]),
        phi=read_tensors(json_spec["phi"]),
        theta=theta,
    )


@dataclass(frozen=True)
class Fixture:
    """Initial weights, the first minibatches and all rows; labels are class numbers (int64, without the last axis) for cross-entropy."""

    spec: Spec
    phi: torch.Tensor  # [|phi|]
    embeddings: torch.Tensor  # [tasks, embedding]
    inputs: torch.Tensor  # [steps, tasks, batch, *input]
    labels: torch.Tensor  # [steps, tasks, batch, labelWidth]
    all_inputs: torch.Tensor  # [tasks, rows, *input]
    all_labels: torch.Tensor  # [tasks, rows, labelWidth]

    def drawn(self):
        """Minibatches of all rows in a new order, the same order for all tasks: (inputs, labels) as above, at least `spec.steps`."""
        spec = self.spec
        in_a_pass = spec.rows // spec.batch
        passes = -(-spec.steps // in_a_pass)
        order = torch.cat([torch.randperm(spec.rows)[: in_a_pass * spec.batch] for _ in range(passes)])
        tasks = torch.arange(0, spec.tasks * spec.rows, spec.rows).unsqueeze(1)
        places = order.view(-1, 1, spec.batch) + tasks
        chosen = places.flatten()
        return tuple(
            rows.flatten(0, 1).index_select(0, chosen).view(*places.shape, *rows.shape[2:]) for rows in (self.all_inputs, self.all_labels)
        )

    def part(self, first, tasks):
        """The same fixture for some of its tasks only."""
        import dataclasses

        some = slice(first, first + tasks)
        return Fixture(
            dataclasses.replace(self.spec, tasks=tasks),
            self.phi,
            self.embeddings[some].clone(),
            self.inputs[:, some].clone(),
            self.labels[:, some].clone(),
            self.all_inputs[some].clone(),
            self.all_labels[some].clone(),
        )


def read_floats(path, shape):
    data = torch.from_file(str(path), size=path.stat().st_size // 4, dtype=torch.float32).clone()
    if data.numel() != math.prod(shape):
        raise ValueError(f"{path} holds {data.numel()} floats, expected {math.prod(shape)} = {shape}")
    return data.view(shape)


def read_fixture(folder):
    folder = Path(folder)
    spec = read_spec(folder)
    rows = (spec.steps, spec.tasks, spec.batch)
    all_rows = (spec.tasks, spec.rows)
    labels, all_labels = (
        read_floats(folder / name, (*shape, spec.label_width)) for name, shape in (("y.f32", rows), ("rows-y.f32", all_rows))
    )
    if spec.loss == "cross-entropy":
        labels, all_labels = labels[..., 0].long(), all_labels[..., 0].long()
    return Fixture(
        spec,
        read_floats(folder / "phi.f32", (spec.phi_size,)),
        read_floats(folder / "embeddings.f32", (spec.tasks, spec.embedding)),
        read_floats(folder / "x.f32", (*rows, *spec.input)),
        labels,
        read_floats(folder / "rows-x.f32", (*all_rows, *spec.input)),
        all_labels,
    )
