"""The same training in plain float64 autograd, one task after another: what all peers are compared with."""

import torch
import torch.nn.functional as F

ACTIVATIONS = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "identity": lambda x: x}


def generate(spec, phi, embedding):
    """Target weights [|theta|] of one task."""
    rows = embedding.unsqueeze(0)
    if spec.chunk:
        rows = torch.cat([rows.expand(spec.pieces, -1), spec.piece_tensor().of(phi)], 1)
    for (weight, bias), (_, activation) in zip(spec.trunk_tensors(), spec.trunk, strict=True):
        rows = ACTIVATIONS[activation](F.linear(rows, weight.of(phi), bias.of(phi)))
    weight, bias = spec.head_tensors()
    return F.linear(rows, weight.of(phi), bias.of(phi)).flatten()[: spec.theta_size]


def task_loss(spec, theta, x, y):
    tensors = iter(spec.theta)
    h = x
    for layer in spec.target:
        if layer.kind == "dense":
            h = F.linear(h, next(tensors).of(theta), next(tensors).of(theta))
        elif layer.kind == "conv2d":
            bias, weight = next(tensors).of(theta), next(tensors).of(theta)
            h = F.conv2d(h, weight, bias)
        elif layer.kind == "maxPool2d":
            h = F.max_pool2d(h, layer.kernel)
        elif layer.kind == "activation":
            h = ACTIVATIONS[layer.activation](h)
        else:
            h = h.flatten(1)
    return F.cross_entropy(h, y) if spec.loss == "cross-entropy" else F.mse_loss(h, y)


def run(fixture, steps=4):
    """(losses, gradient of step 0, phi after step 0 minus phi before), all float64."""
    spec = fixture.spec
    phi = fixture.phi.double().requires_grad_()
    embeddings = fixture.embeddings.double().requires_grad_()
    a = spec.adam
    optimizer = torch.optim.Adam(
        [phi, embeddings], lr=a.learning_rate, betas=(a.beta1, a.beta2), eps=a.epsilon, foreach=False, fused=False
    )
    losses, gradient, update = [], None, None
    for step in range(steps):
        x, y = fixture.inputs[step].double(), fixture.labels[step]
        y = y.double() if spec.loss == "mse" else y
        optimizer.zero_grad()
        total = sum(
            task_loss(spec, generate(spec, phi, embeddings[t]), x[t], y[t]) for t in range(spec.tasks)
        )
        total.backward()
        phi.grad /= spec.tasks
        before = phi.detach().clone()
        optimizer.step()
        if step == 0:
            gradient, update = phi.grad.clone(), phi.detach() - before
        losses.append(float(total.detach()) / spec.tasks)
    return losses, gradient, update
