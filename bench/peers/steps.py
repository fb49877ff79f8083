"""Training steps of the batched peer: automatic, hand-written, vectorised by torch.func, or compiled as a whole."""

import torch
import torch.nn.functional as F

from batched import ACTIVATIONS, Batched, Form


class Step:
    """Weights, data and optimiser state of one variant; subclasses train one minibatch of every task.

    While `fresh` each minibatch is drawn anew from all rows, else they are the fixture's.
    """

    steps_per_call = 1
    fresh = False

    def __init__(self, fixture, form):
        self.fixture, self.spec = fixture, fixture.spec
        self.tasks = fixture.spec.tasks
        self.all_tasks = fixture.spec.tasks  # of all processes
        self.model = Batched(fixture.spec, form)
        self.x, self.y = self.first_minibatches = self.model.prepared(fixture.inputs, fixture.labels)
        self.flat = fixture.phi.clone()
        self.embeddings = fixture.embeddings.clone()
        self.leaves = self.model.leaves(self.flat)
        a = fixture.spec.adam
        self.adam = dict(
            lr=a.learning_rate, beta1=a.beta1, beta2=a.beta2, eps=a.epsilon, weight_decay=0.0, amsgrad=False, maximize=False
        )
        self.moments = [torch.zeros_like(self.flat), torch.zeros_like(self.flat)]
        self.own_moments = [torch.zeros_like(self.embeddings), torch.zeros_like(self.embeddings)]
        self.counts = [torch.zeros(()), torch.zeros(())]

    def reset(self):
        self.fresh = False
        self.x, self.y = self.first_minibatches
        with torch.no_grad():
            self.flat.copy_(self.fixture.phi)
            self.embeddings.copy_(self.fixture.embeddings)
            for state in (*self.moments, *self.own_moments, *self.counts):
                state.zero_()

    def phi(self):
        return self.flat.detach()

    def gradient(self):
        """Of the first step since `reset`: the first moment is then (1 - beta1) times the gradient."""
        return self.moments[0] / (1 - self.spec.adam.beta1)

    def single_step(self, i):
        return self.step(i)

    def minibatch(self, i):
        i %= len(self.x)
        if i == 0:
            self.draw()
        return self.x[i], self.y[i]

    def draw(self):
        if self.fresh:
            self.x, self.y = self.model.prepared(*self.fixture.drawn())


def fused_adam(step, parameters, gradients, firsts, seconds):
    """One call into PyTorch's fused Adam without the bookkeeping of torch.optim, which costs more than a tiny step."""
    counts = step.counts[: len(parameters)]
    torch._foreach_add_(counts, 1)
    torch._fused_adam_(parameters, gradients, firsts, seconds, [], counts, **step.adam)


class Autograd(Step):
    """Eager PyTorch: batched products, loss.backward(), fused Adam on the leaves."""

    def __init__(self, fixture, form, optimizer="fused", compiled=None):
        super().__init__(fixture, form)
        self.scale = 1 / self.tasks
        self.leaves = [leaf.detach().requires_grad_() for leaf in self.leaves]
        self.embeddings.requires_grad_()
        self.first = [*self.model.leaves(self.moments[0]), self.own_moments[0]]
        self.second = [*self.model.leaves(self.moments[1]), self.own_moments[1]]
        self.parameters = [*self.leaves, self.embeddings]
        self.counts = [torch.zeros(()) for _ in self.parameters]
        self.optimizer = self.library_optimizer(optimizer) if optimizer != "fused" else None
        self.loss = torch.compile(self.loss_of, **compiled) if compiled is not None else self.loss_of

    def library_optimizer(self, kind):
        a = self.spec.adam
        options = {kind.removeprefix("library-"): True}
        return torch.optim.Adam(self.parameters, lr=a.learning_rate, betas=(a.beta1, a.beta2), eps=a.epsilon, **options)

    def reset(self):
        super().reset()
        if self.optimizer:
            self.optimizer.state.clear()

    def loss_of(self, leaves, embeddings, x, y):
        tensors = self.model.target_weights(leaves, self.model.trunk(leaves, embeddings))
        return self.model.losses(tensors, x, y).sum() * self.scale

    def step(self, i):
        loss = self.loss(self.leaves, self.embeddings, *self.minibatch(i))
        loss.backward()
        with torch.no_grad():
            self.embeddings.grad.mul_(1 / self.scale)
            self.adam_step([p.grad for p in self.parameters])
        for p in self.parameters:
            p.grad = None
        return loss.detach()

    def adam_step(self, gradients):
        if self.optimizer:
            self.optimizer.step()
        else:
            fused_adam(self, self.parameters, gradients, self.first, self.second)

    def gradient(self):
        if not self.optimizer:
            return super().gradient()
        flat = torch.zeros_like(self.flat)
        for view, leaf in zip(self.model.leaves(flat), self.leaves):
            view.copy_(self.optimizer.state[leaf]["exp_avg"] / (1 - self.spec.adam.beta1))
        return flat


class Vmap(Autograd):
    """torch.func as its documentation does it: one task's loss by functional_call, vmap over tasks."""

    def __init__(self, fixture, compiled=None):
        modules, shapes = [], iter(fixture.spec.theta)
        for layer in fixture.spec.target:
            if layer.kind == "dense":
                shape = next(shapes).shape
                next(shapes)
                modules.append(torch.nn.Linear(shape[1], shape[0], device="meta"))
            elif layer.kind == "conv2d":
                next(shapes)
                shape = next(shapes).shape
                modules.append(torch.nn.Conv2d(shape[1], shape[0], shape[2], device="meta"))
            elif layer.kind == "maxPool2d":
                modules.append(torch.nn.MaxPool2d(layer.kernel))
            elif layer.kind == "flatten":
                modules.append(torch.nn.Flatten())
            else:
                modules.append({"relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[layer.activation]())
        self.net = torch.nn.Sequential(*modules)
        self.names = self.tensor_names(fixture.spec)
        super().__init__(fixture, Form(convolution="loop"), compiled=compiled)

    @staticmethod
    def tensor_names(spec):
        names = []
        for i, layer in enumerate(spec.target):
            if layer.kind == "dense":
                names += [f"{i}.weight", f"{i}.bias"]
            elif layer.kind == "conv2d":
                names += [f"{i}.bias", f"{i}.weight"]
        return names

    def loss_of(self, leaves, embeddings, x, y):
        tensors = self.model.target_weights(leaves, self.model.trunk(leaves, embeddings))
        weights = dict(zip(self.names, tensors))
        return torch.func.vmap(self.task_loss)(weights, x, y).sum() * self.scale

    def task_loss(self, weights, x, y):
        out = torch.func.functional_call(self.net, weights, (x,))
        return F.mse_loss(out, y) if self.spec.loss == "mse" else F.cross_entropy(out, y)


class Manual(Step):
    """Dense targets with the backward pass written by hand into buffers made once; nothing large is allocated per step.

    The head's bias lies beside its weight as one column more, against a column of ones in the hidden rows: one product
    generates, and one gives both gradients, without a pass of their own over all weights. `flat` is in that order.
    """

    def __init__(self, fixture, form=None):
        super().__init__(fixture, form or Form())
        spec = self.spec
        if any(layer.kind not in ("dense", "activation") for layer in spec.target):
            raise ValueError("the hand-written backward pass knows dense targets only")
        self.columns = self.model.form.layout == "columns"
        self.order = self.joined_order()
        self.gradient_flat = torch.zeros_like(self.flat)
        self.leaves, self.gradients = self.joined(self.flat), self.joined(self.gradient_flat)
        self.own_gradient = torch.zeros_like(self.embeddings)
        width = spec.head_tensors()[0].shape[0]
        self.theta = torch.zeros(spec.tasks * spec.pieces, width)
        self.d_theta = torch.zeros_like(self.theta)
        whole = (spec.tasks, spec.pieces * width)
        self.tensors = self.model.cut(self.theta.view(whole))
        self.d_tensors = self.model.cut(self.d_theta.view(whole))
        self.head = 2 * len(spec.trunk)
        self.hidden = torch.ones(spec.tasks * spec.pieces, spec.trunk[-1][0] + 1)
        self.dense_layers = self.paired()
        shape = (lambda n: (spec.tasks, n, spec.batch)) if self.columns else (lambda n: (spec.tasks, spec.batch, n))
        self.outs = [torch.zeros(shape(self.tensors[2 * i].shape[1])) for i in range(len(self.dense_layers))]
        self.d_outs = [torch.zeros_like(o) for o in self.outs]
        self.encode()

    def encode(self):
        """The labels of all minibatches as ones among zeros."""
        if self.spec.loss == "cross-entropy":
            classes = 2 if self.columns else 3
            truth = torch.zeros(len(self.y), *self.outs[-1].shape)
            truth.scatter_(classes, torch.stack(self.y).unsqueeze(classes), 1.0)
            self.truth = truth.unbind()

    def draw(self):
        super().draw()
        self.encode()

    def joined_order(self):
        """For each place in `flat`, the place in phi."""
        places = torch.arange(self.spec.phi_size)
        weight, bias = (t.of(places) for t in self.spec.head_tensors())
        head = torch.cat([weight, bias.unsqueeze(1)], 1).flatten()
        first = self.spec.head_tensors()[0].offset
        return torch.cat([places[:first], head, places[first + head.numel() :]])

    def joined(self, flat):
        """Trunk, head, pieces."""
        of_trunk = self.model.leaves(flat)[: 2 * len(self.spec.trunk)]
        first, (width, share) = self.spec.head_tensors()[0].offset, self.spec.head_tensors()[0].shape
        after = first + width * (share + 1)
        pieces = [self.spec.piece_tensor().of(flat)] if self.spec.chunk else []
        return [*of_trunk, flat[first:after].view(width, share + 1), *pieces]

    def reset(self):
        super().reset()
        self.encode()
        torch.index_select(self.fixture.phi, 0, self.order, out=self.flat)

    def in_order(self, flat):
        phi = torch.empty_like(flat)
        phi[self.order] = flat
        return phi

    def phi(self):
        return self.in_order(self.flat)

    def gradient(self):
        return self.in_order(super().gradient())

    def paired(self):
        """The activation behind each dense layer."""
        kinds = []
        for layer in self.spec.target:
            if layer.kind == "dense":
                kinds.append("identity")
            else:
                kinds[-1] = layer.activation
        return kinds

    @torch.no_grad()
    def step(self, i):
        x, y = self.minibatch(i)
        inputs = self.generate()
        acts = [x]
        for n, activation in enumerate(self.dense_layers):
            acts.append(self.dense(acts[-1], n, activation))
        loss = self.loss_slope(acts[-1], y, i % len(self.x))
        for n in reversed(range(len(self.dense_layers))):
            self.dense_backward(n, acts)
        self.generate_backward(inputs)
        self.exchange(self.gradient_flat)
        fused_adam(
            self,
            [self.flat, self.embeddings],
            [self.gradient_flat, self.own_gradient],
            [self.moments[0], self.own_moments[0]],
            [self.moments[1], self.own_moments[1]],
        )
        return loss

    def exchange(self, gradient):
        """Where several processes share the tasks: adds up their gradients of phi."""

    def generate(self):
        spec, hidden = self.spec, [self.embeddings]
        for i, (_, activation) in enumerate(spec.trunk):
            weight, bias = self.leaves[2 * i], self.leaves[2 * i + 1]
            h = hidden[-1]
            if i == 0 and spec.chunk:
                of_task = h @ weight[:, : spec.embedding].t()
                of_piece = torch.addmm(bias, self.leaves[-1], weight[:, spec.embedding :].t())
                h = (of_task.unsqueeze(1) + of_piece).flatten(0, 1)
            else:
                h = torch.addmm(bias, h, weight.t())
            hidden.append(ACTIVATIONS[activation](h))
        self.hidden[:, :-1] = hidden[-1]
        torch.mm(self.hidden, self.leaves[self.head].t(), out=self.theta)
        return hidden

    def dense(self, h, n, activation):
        weight, bias = self.tensors[2 * n], self.tensors[2 * n + 1]
        out = self.outs[n]
        if self.columns:
            torch.baddbmm(bias.unsqueeze(2), weight, h, out=out)
        else:
            torch.baddbmm(bias.unsqueeze(1), h, weight.mT, out=out)
        if activation == "relu":
            out.relu_()
        elif activation == "sigmoid":
            out.sigmoid_()
        elif activation != "identity":
            raise ValueError(f"the hand-written backward pass has no {activation}")
        return out

    def loss_slope(self, out, y, i):
        """This process's part of the mean loss; leaves d(mean over all tasks) / d(out) in the last buffer."""
        slope = self.d_outs[-1]
        if self.spec.loss == "mse":
            count = slope.numel() * self.all_tasks / self.tasks
            torch.sub(out, y, out=slope)
            loss = slope.square().sum() / count
            slope.mul_(2.0 / count)
            return loss
        classes = 1 if self.columns else 2
        log_probabilities = torch.log_softmax(out, classes)
        count = self.all_tasks * self.spec.batch
        loss = -torch.dot(log_probabilities.flatten(), self.truth[i].flatten()) / count
        torch.exp(log_probabilities, out=slope)
        slope.sub_(self.truth[i]).mul_(1.0 / count)
        return loss

    def dense_backward(self, n, acts):
        dy, activation, out = self.d_outs[n], self.dense_layers[n], acts[n + 1]
        if activation == "relu":
            torch.ops.aten.threshold_backward.grad_input(dy, out, 0, grad_input=dy)
        elif activation == "sigmoid":
            torch.ops.aten.sigmoid_backward.grad_input(dy, out, grad_input=dy)
        d_weight, d_bias = self.d_tensors[2 * n], self.d_tensors[2 * n + 1]
        weight = self.tensors[2 * n]
        if self.columns:
            torch.bmm(dy, acts[n].mT, out=d_weight)
            torch.sum(dy, 2, out=d_bias)
            if n:
                torch.bmm(weight.mT, dy, out=self.d_outs[n - 1])
        else:
            torch.bmm(dy.mT, acts[n], out=d_weight)
            torch.sum(dy, 1, out=d_bias)
            if n:
                torch.bmm(dy, weight, out=self.d_outs[n - 1])

    def generate_backward(self, hidden):
        spec, d_theta = self.spec, self.d_theta
        torch.mm(d_theta.t(), self.hidden, out=self.gradients[self.head])
        dh = torch.mm(d_theta, self.leaves[self.head])[:, :-1]
        for i in reversed(range(len(spec.trunk))):
            activation, out = spec.trunk[i][1], hidden[i + 1]
            if activation == "relu":
                dh = torch.ops.aten.threshold_backward(dh, out, 0)
            elif activation == "sigmoid":
                dh = torch.ops.aten.sigmoid_backward(dh, out)
            torch.sum(dh, 0, out=self.gradients[2 * i + 1])
            weight, gradient = self.leaves[2 * i], self.gradients[2 * i]
            if i == 0 and spec.chunk:
                pairs = dh.view(spec.tasks, spec.pieces, -1)
                of_task, of_piece = pairs.sum(1), pairs.sum(0)
                e = spec.embedding
                gradient[:, :e] = of_task.t() @ hidden[0]
                gradient[:, e:] = of_piece.t() @ self.leaves[-1]
                torch.mm(of_piece, weight[:, e:], out=self.gradients[-1])
                torch.mm(of_task, weight[:, :e], out=self.own_gradient)
            else:
                torch.mm(dh.t(), hidden[i], out=gradient)
                dh = torch.mm(dh, weight, out=self.own_gradient) if i == 0 else torch.mm(dh, weight)
        self.own_gradient.mul_(self.all_tasks)


class Compiled(Step):
    """The whole step, Adam included, as one graph of torch.compile.

    `outer`: the head's gradient as a sum over tasks of outer products, which the compiler fuses into Adam, so that it is
    never written to memory. `unroll`: minibatches in one graph.
    """

    def __init__(self, fixture, form, outer=False, unroll=1, options=None, mode=None):
        super().__init__(fixture, form)
        self.outer, self.unroll, self.steps_per_call = outer, unroll, unroll
        self.count = torch.zeros(())
        self.counts = [self.count]
        self.first = self.model.leaves(self.moments[0])
        self.second = self.model.leaves(self.moments[1])
        keyword = dict(fullgraph=True, dynamic=False)
        keyword |= {"options": options} if options else {}
        keyword |= {"mode": mode} if mode else {}
        self.one = torch.compile(lambda *a: self.graph(*a), **keyword)
        self.many = torch.compile(lambda *a: self.graphs(*a), **keyword) if unroll > 1 else None
        self.state = (self.leaves, self.embeddings, self.first, self.second, *self.own_moments, self.count)

    def graph(self, leaves, embeddings, first, second, own_first, own_second, count, x, y):
        loss, gradients, own = self.gradients_of(leaves, embeddings, x, y)
        a = self.spec.adam
        count += 1
        scale1 = 1 / (1 - a.beta1**count)
        scale2 = torch.rsqrt(1 - a.beta2**count)
        pairs = zip([*leaves, embeddings], [*gradients, own], [*first, own_first], [*second, own_second])
        for p, g, m, v in pairs:
            m.lerp_(g, 1 - a.beta1)
            v.mul_(a.beta2).addcmul_(g, g, value=1 - a.beta2)
            p.sub_((a.learning_rate * scale1) * m / (v.sqrt() * scale2 + a.epsilon))
        return loss

    def graphs(self, leaves, embeddings, first, second, own_first, own_second, count, xs, ys):
        for x, y in zip(xs, ys):
            loss = self.graph(leaves, embeddings, first, second, own_first, own_second, count, x, y)
        return loss

    def gradients_of(self, leaves, embeddings, x, y):
        model, tasks = self.model, self.tasks
        first = 2 * len(self.spec.trunk)
        own = leaves[:first] + (leaves[-1:] if self.spec.chunk else [])
        hidden, trunk_backward = torch.func.vjp(model.trunk, own, embeddings)
        split = model.form.split
        count = len(self.spec.theta) if split else 1
        heads, biases = leaves[first : first + count], leaves[first + count : first + 2 * count]
        blocks = [F.linear(hidden, w, b) for w, b in zip(heads, biases)]
        losses_gradient = torch.func.grad_and_value(lambda blocks: self.loss_of(blocks, x, y))
        d_blocks, loss = losses_gradient(blocks)
        d_heads = [self.head_gradient(d, hidden) for d in d_blocks]
        d_biases = [d.sum(0) for d in d_blocks]
        d_hidden = sum(torch.mm(d, w) for d, w in zip(d_blocks, heads))
        d_own, d_embeddings = trunk_backward(d_hidden)
        return loss, [*d_own[:first], *d_heads, *d_biases, *d_own[first:]], d_embeddings * tasks

    def loss_of(self, blocks, x, y):
        spec = self.spec
        if self.model.form.split:
            tensors = [b.view(-1, *t.shape) for b, t in zip(blocks, spec.theta)]
        else:
            tensors = self.model.cut(blocks[0].view(spec.tasks, -1))
        return self.model.losses(tensors, x, y).mean()

    def head_gradient(self, d, hidden):
        if not self.outer or d.shape[1] < 4096:
            return torch.mm(d.t(), hidden)
        total = d[0].unsqueeze(1) * hidden[0]
        for row in range(1, hidden.shape[0]):
            total = torch.addcmul(total, d[row].unsqueeze(1), hidden[row])
        return total

    def single_step(self, i):
        with torch.no_grad():
            return self.one(*self.state, *self.minibatch(i))

    def step(self, i):
        if self.many is None:
            return self.single_step(i)
        first = i * self.unroll % len(self.x)
        if first == 0:
            self.draw()
        with torch.no_grad():
            return self.many(*self.state, self.x[first : first + self.unroll], self.y[first : first + self.unroll])
