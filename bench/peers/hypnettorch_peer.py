"""hypnettorch as its users run it: one task after another through its hypernet and its main network.

The gradients of all tasks are added up and one Adam step (torch.optim.Adam as a user creates it) ends the step; a step for
each task, as its tutorials do, would cost it more. Its parameters lie in another order than the fixture's; `Mapping` turns
phi into them and back. No environment settings beyond the number of threads.
"""

import contextlib
import io
from importlib.metadata import version

import torch
import torch.nn.functional as F

import peer
from fixture import read_fixture

ACTIVATIONS = {"relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}


class Mapping:
    """Where the fixture's phi lies in the hypernet's unconditional parameters."""

    def __init__(self, spec, order):
        self.spec, self.order = spec, order  # order: of main network's tensors in theta

    def to_hypernet(self, phi):
        """Parameters in hypnettorch's order: (weight, bias) of each layer, then chunk embeddings."""
        spec, tensors = self.spec, []
        for i, (weight, bias) in enumerate(spec.trunk_tensors()):
            w = weight.of(phi)
            if i == 0 and spec.chunk:  # it puts the chunk embedding before the condition
                w = torch.cat([w[:, spec.embedding :], w[:, : spec.embedding]], 1)
            tensors += [w, bias.of(phi)]
        weight, bias = (t.of(phi) for t in spec.head_tensors())
        if not spec.chunk:
            weight, bias = weight[self.rows()], bias[self.rows()]
        tensors += [weight, bias]
        return [*tensors, spec.piece_tensor().of(phi)] if spec.chunk else tensors

    def to_phi(self, tensors):
        spec, phi = self.spec, torch.empty(self.spec.phi_size)
        for i, (weight, bias) in enumerate(spec.trunk_tensors()):
            w = tensors[2 * i]
            if i == 0 and spec.chunk:
                pieces = w.shape[1] - spec.embedding
                w = torch.cat([w[:, pieces:], w[:, :pieces]], 1)
            weight.of(phi).copy_(w)
            bias.of(phi).copy_(tensors[2 * i + 1])
        weight, bias = (t.of(phi) for t in spec.head_tensors())
        rows = slice(None) if spec.chunk else self.rows()
        first = 2 * len(spec.trunk)
        weight[rows], bias[rows] = tensors[first], tensors[first + 1]
        if spec.chunk:
            spec.piece_tensor().of(phi).copy_(tensors[first + 2])
        return phi

    def rows(self):
        """The head's rows in the order in which the main network takes its weights."""
        ranges = [self.spec.theta[i] for i in self.order]
        return torch.cat([torch.arange(t.offset, t.offset + t.size) for t in ranges])


class Hypnettorch:
    steps_per_call = 1

    def __init__(self, fixture):
        self.fixture, self.spec = fixture, fixture.spec
        self.tasks = self.spec.tasks
        with contextlib.redirect_stdout(io.StringIO()):
            self.main, order = main_network(self.spec)
            self.hypernet = hypernet(self.spec, self.main)
        self.mapping = Mapping(self.spec, order)
        self.inputs = fixture.inputs.flatten(3) if len(self.spec.input) > 1 else fixture.inputs
        self.all_inputs = fixture.all_inputs.flatten(2)
        self.orders = [None] * self.tasks
        self.reset()

    def reset(self):
        self.fresh = False
        with torch.no_grad():
            for parameter, value in zip(self.hypernet.unconditional_params, self.mapping.to_hypernet(self.fixture.phi), strict=True):
                parameter.copy_(value)
            for parameter, value in zip(self.hypernet.conditional_params, self.fixture.embeddings, strict=True):
                parameter.copy_(value)
        a = self.spec.adam
        self.optimizer = torch.optim.Adam(
            self.hypernet.parameters(), lr=a.learning_rate, betas=(a.beta1, a.beta2), eps=a.epsilon
        )

    def step(self, i):
        self.optimizer.zero_grad()
        total = 0.0
        for task in range(self.tasks):
            weights = self.hypernet.forward(cond_id=task)
            x, y = self.minibatch(task, i)
            loss = self.loss(self.main.forward(x, weights=weights), y)
            (loss / self.tasks).backward()
            total += loss.item()
        for embedding in self.hypernet.conditional_params:
            embedding.grad.mul_(self.tasks)
        self.optimizer.step()
        return total / self.tasks

    single_step = step

    def minibatch(self, task, i):
        """Of one task: the fixture's, or while `fresh` the next rows of a new order for each pass."""
        if not self.fresh:
            return self.inputs[i % self.spec.steps, task], self.fixture.labels[i % self.spec.steps, task]
        at = i % (self.spec.rows // self.spec.batch) * self.spec.batch
        if at == 0:
            self.orders[task] = torch.randperm(self.spec.rows)
        chosen = self.orders[task][at : at + self.spec.batch]
        return self.all_inputs[task].index_select(0, chosen), self.fixture.all_labels[task].index_select(0, chosen)

    def loss(self, out, y):
        return F.mse_loss(out, y) if self.spec.loss == "mse" else F.cross_entropy(out, y)

    def phi(self):
        return self.mapping.to_phi([p.detach() for p in self.hypernet.unconditional_params])

    def gradient(self):
        """Of the last step."""
        return self.mapping.to_phi([p.grad for p in self.hypernet.unconditional_params])


def main_network(spec):
    """Its own main network without weights, and the order in which it takes the tensors of theta."""
    from hypnettorch.mnets.lenet import LeNet
    from hypnettorch.mnets.mlp import MLP

    dense = [layer.size for layer in spec.target if layer.kind == "dense"]
    activations = [layer.activation for layer in spec.target if layer.kind == "activation"]
    if any(layer.kind == "conv2d" for layer in spec.target):
        order = []
        for i in range(0, len(spec.theta), 2):  # it takes weight, then bias; theta has a convolution's bias first
            order += [i, i + 1] if len(spec.theta[i].shape) > 1 else [i + 1, i]
        net = LeNet(in_shape=(28, 28, 1), num_classes=10, arch="mnist_small", no_weights=True, verbose=False)
        shapes = [tuple(s) for s in net.param_shapes]
        if shapes != [spec.theta[i].shape for i in order]:
            raise SystemExit(f"hypnettorch's LeNet has the shapes {shapes}, not the fixture's")
        return net, order
    net = MLP(
        n_in=spec.input[0], n_out=dense[-1], hidden_layers=dense[:-1], activation_fn=ACTIVATIONS[activations[0]](),
        no_weights=True, verbose=False,
    )
    return net, list(range(len(spec.theta)))


def hypernet(spec, main):
    from hypnettorch.hnets.chunked_mlp_hnet import ChunkedHMLP
    from hypnettorch.hnets.mlp_hnet import HMLP

    common = dict(
        cond_in_size=spec.embedding, layers=[units for units, _ in spec.trunk], verbose=False,
        activation_fn=ACTIVATIONS[spec.trunk[0][1]](), num_cond_embs=spec.tasks,
    )
    if spec.chunk:
        size = spec.piece_tensor().shape[1]
        return ChunkedHMLP(main.param_shapes, chunk_size=spec.chunk, chunk_emb_size=size, **common)
    return HMLP(main.param_shapes, **common)


def main():
    args = peer.arguments(tuned=False)
    conversation = peer.Conversation()
    torch.set_num_threads(args.threads)
    fixture = read_fixture(args.fixture)
    system = Hypnettorch(fixture)
    name = f"hypnettorch-{fixture.spec.work}-T{fixture.spec.tasks}-threads{args.threads}"
    checked = peer.check(system, name, args.out)
    peer.warm_up(lambda seconds: peer.train_for(system, seconds))
    conversation.say(
        event="ready", check=checked, versions=peer.versions(hypnettorch=version("hypnettorch")), variant="one task after another"
    )
    conversation.serve(lambda seconds: peer.train_for(system, seconds))


if __name__ == "__main__":
    main()
