"""Hypernet and targets for all tasks at once, as functions of their weights, in several layouts.

`rows`: activations [tasks, batch, features]; `columns`: [tasks, features, batch].
Convolutions: `grouped` (tasks are groups of one convolution, [batch, tasks * channels, h, w], optionally channels last),
`im2col` ([tasks, channels, batch, h, w], patches and one batched product), `loop` (a convolution for each task).
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

ACTIVATIONS = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "identity": lambda x: x}


@dataclass(frozen=True)
class Form:
    """How the same mathematics is laid out."""

    layout: str = "rows"  # rows | columns
    product: str = "bmm"  # bmm | sums (multiply, then sum; for the compiler to fuse)
    convolution: str = "grouped"  # grouped | channels-last | im2col | loop
    pool: str = "native"  # native | maximum
    split: bool = False  # one head for each target tensor


class Patches(torch.autograd.Function):
    """[tasks, channels, batch, h, w] -> [tasks, channels * k * k, batch * h' * w']; backward adds k * k shifted blocks."""

    @staticmethod
    def forward(ctx, x, kernel):
        tasks, channels, batch, height, width = x.shape
        ctx.kernel, ctx.shape = kernel, x.shape
        windows = x.unfold(3, kernel, 1).unfold(4, kernel, 1)
        return windows.permute(0, 1, 5, 6, 2, 3, 4).reshape(tasks, channels * kernel * kernel, -1)

    @staticmethod
    def backward(ctx, dy):
        tasks, channels, batch, height, width = ctx.shape
        k = ctx.kernel
        rows, columns = height - k + 1, width - k + 1
        dy = dy.view(tasks, channels, k, k, batch, rows, columns)
        dx = dy.new_zeros(ctx.shape)
        for i in range(k):
            for j in range(k):
                dx[..., i : i + rows, j : j + columns] += dy[:, :, i, j]
        return dx, None


def stacked_patches(x, k):
    """The same as `Patches`, of slices, which a compiler fuses."""
    rows, columns = x.shape[3] - k + 1, x.shape[4] - k + 1
    windows = [x[..., i : i + rows, j : j + columns] for i in range(k) for j in range(k)]
    return torch.stack(windows, 2).reshape(x.shape[0], x.shape[1] * k * k, -1)


def maximum_pool(x, k):
    """Max-pooling by pairwise maxima of strided views; k = 2."""
    assert k == 2
    height, width = x.shape[-2] // 2 * 2, x.shape[-1] // 2 * 2
    upper = torch.maximum(x[..., 0:height:2, 0:width:2], x[..., 0:height:2, 1:width:2])
    lower = torch.maximum(x[..., 1:height:2, 0:width:2], x[..., 1:height:2, 1:width:2])
    return torch.maximum(upper, lower)


class Batched:
    """All tasks of one fixture; `weights` is a list of leaves in the order of `leaf_slices`."""

    def __init__(self, spec, form):
        self.spec, self.form = spec, form
        self.image = len(spec.input) > 1
        if spec.chunk and form.split:
            raise ValueError("pieces do not end where tensors do")

    # -- where the leaves lie in phi --------------------------------------------------------------------------------
    def leaf_slices(self):
        """(offset, shape) in phi of each leaf: trunk, heads' weights, heads' biases, pieces."""
        spec = self.spec
        slices = [(t.offset, t.shape) for pair in spec.trunk_tensors() for t in pair]
        weight, bias = spec.head_tensors()
        if self.form.split:
            share = weight.shape[1]
            slices += [(weight.offset + t.offset * share, (t.size, share)) for t in spec.theta]
            slices += [(bias.offset + t.offset, (t.size,)) for t in spec.theta]
        else:
            slices += [(weight.offset, weight.shape), (bias.offset, bias.shape)]
        if spec.chunk:
            slices.append((spec.piece_tensor().offset, spec.piece_tensor().shape))
        return slices

    def leaves(self, flat):
        return [flat[o : o + math.prod(s)].view(s) for o, s in self.leaf_slices()]

    # -- hypernet ---------------------------------------------------------------------------------------------------
    def trunk(self, weights, embeddings):
        """Last hidden rows [tasks * pieces, share]."""
        spec = self.spec
        h = embeddings
        for i, (_, activation) in enumerate(spec.trunk):
            weight, bias = weights[2 * i], weights[2 * i + 1]
            if i == 0 and spec.chunk:
                # condition and piece go through their own columns; each is multiplied once, not once for each pair
                of_task = F.linear(h, weight[:, : spec.embedding])
                of_piece = F.linear(weights[-1], weight[:, spec.embedding :], bias)
                h = (of_task.unsqueeze(1) + of_piece).flatten(0, 1)
            else:
                h = F.linear(h, weight, bias)
            h = ACTIVATIONS[activation](h)
        return h

    def target_weights(self, weights, hidden):
        """One [tasks, *shape] for each target tensor."""
        spec, first = self.spec, 2 * len(self.spec.trunk)
        if self.form.split:
            count = len(spec.theta)
            return [
                F.linear(hidden, weights[first + i], weights[first + count + i]).view(-1, *t.shape)
                for i, t in enumerate(spec.theta)
            ]
        theta = F.linear(hidden, weights[first], weights[first + 1])
        return self.cut(theta.view(-1, spec.pieces * theta.shape[1]))

    def cut(self, theta):
        """Views [tasks, *shape] of [tasks, pieces * width]."""
        sizes = [t.size for t in self.spec.theta]
        surplus = theta.shape[1] - sum(sizes)
        parts = theta.split([*sizes, surplus] if surplus else sizes, 1)
        return [part.unflatten(1, t.shape) for part, t in zip(parts, self.spec.theta)]

    # -- targets ----------------------------------------------------------------------------------------------------
    def prepared(self, inputs, labels):
        """The minibatches in this form's layout: lists over steps."""
        form = self.form
        if self.image:
            if form.convolution in ("grouped", "channels-last"):
                inputs = inputs.transpose(1, 2).flatten(2, 3)
            elif form.convolution == "im2col":
                inputs = inputs.transpose(2, 3)
        elif form.layout == "columns":
            inputs = inputs.transpose(2, 3).contiguous()
        if self.spec.loss == "mse" and form.layout == "columns":
            labels = labels.transpose(2, 3).contiguous()
        xs = [x.contiguous() for x in inputs]
        if self.image and form.convolution == "channels-last":
            xs = [x.contiguous(memory_format=torch.channels_last) for x in xs]
        return xs, [y.contiguous() for y in labels]

    def losses(self, tensors, x, y):
        """[tasks]: each task's loss."""
        if self.image and self.form.convolution == "loop":
            out = self.looped(tensors, x)
        else:
            out = self.network(tensors, x)
        columns = self.form.layout == "columns"
        if self.spec.loss == "mse":
            return (out - y).square().mean((1, 2))
        classes = 1 if columns else 2
        chosen = F.log_softmax(out, classes).gather(classes, y.unsqueeze(classes))
        return -chosen.mean((1, 2))

    def network(self, tensors, x):
        tensors = iter(tensors)
        h = x
        for layer in self.spec.target:
            if layer.kind == "dense":
                h = self.dense(h, next(tensors), next(tensors))
            elif layer.kind == "conv2d":
                h = self.convolution(h, next(tensors), next(tensors))
            elif layer.kind == "maxPool2d":
                h = self.pooled(h, layer.kernel)
            elif layer.kind == "activation":
                h = ACTIVATIONS[layer.activation](h)
            else:
                h = self.flattened(h)
        return h

    def dense(self, h, weight, bias):
        if self.form.layout == "rows":
            return torch.baddbmm(bias.unsqueeze(1), h, weight.mT)
        if self.form.product == "sums" and weight.shape[1] * weight.shape[2] <= 400:
            return (weight.unsqueeze(3) * h.unsqueeze(1)).sum(2) + bias.unsqueeze(2)
        return torch.baddbmm(bias.unsqueeze(2), weight, h)

    def convolution(self, h, bias, weight):
        tasks, filters, channels, k, _ = weight.shape
        if self.form.convolution != "im2col":
            weight = weight.flatten(0, 1)
            if self.form.convolution == "channels-last":
                weight = weight.contiguous(memory_format=torch.channels_last)
            return F.conv2d(h, weight, bias.flatten(), groups=tasks)
        rows, columns = h.shape[3] - k + 1, h.shape[4] - k + 1
        patches = stacked_patches(h, k) if torch.compiler.is_compiling() else Patches.apply(h, k)
        y = torch.baddbmm(bias.unsqueeze(2), weight.reshape(tasks, filters, -1), patches)
        return y.view(tasks, filters, h.shape[2], rows, columns)

    def pooled(self, h, k):
        if self.form.pool == "maximum":
            return maximum_pool(h, k)
        if self.form.convolution == "im2col":
            return F.max_pool2d(h.flatten(0, 1), k).unflatten(0, h.shape[:2])
        return F.max_pool2d(h, k)

    def flattened(self, h):
        """[tasks, batch, features] or [tasks, features, batch]."""
        if self.form.convolution == "im2col":
            if self.form.layout == "columns":
                return h.permute(0, 1, 3, 4, 2).flatten(1, 3)
            return h.transpose(1, 2).flatten(2)
        h = h.unflatten(1, (self.spec_tasks(h), -1))
        order = (1, 2, 3, 4, 0) if self.form.layout == "columns" else (1, 0, 2, 3, 4)
        h = h.permute(order)
        return h.flatten(1, 3) if self.form.layout == "columns" else h.flatten(2)

    def spec_tasks(self, h):
        last = [layer.size for layer in self.spec.target if layer.kind == "conv2d"][-1]
        return h.shape[1] // last

    def looped(self, tensors, x):
        """One task after another as far as the flattening, then all at once."""
        rest = next(i for i, layer in enumerate(self.spec.target) if layer.kind == "flatten")
        convolutions = 2 * sum(layer.kind == "conv2d" for layer in self.spec.target)
        outs = []
        for h, *own in zip(x.unbind(), *(t.unbind() for t in tensors[:convolutions])):
            own = iter(own)
            for layer in self.spec.target[:rest]:
                if layer.kind == "conv2d":
                    bias, weight = next(own), next(own)
                    h = F.conv2d(h, weight, bias)
                elif layer.kind == "maxPool2d":
                    h = maximum_pool(h, 2) if self.form.pool == "maximum" else F.max_pool2d(h, layer.kernel)
                else:
                    h = ACTIVATIONS[layer.activation](h)
            outs.append(h.flatten(1))
        h, tensors = torch.stack(outs), iter(tensors[convolutions:])
        if self.form.layout == "columns":
            h = h.mT.contiguous()
        for layer in self.spec.target[rest + 1 :]:
            h = self.dense(h, next(tensors), next(tensors)) if layer.kind == "dense" else ACTIVATIONS[layer.activation](h)
        return h
