"""The toy regression of von Oswald et al. (2020) with hypnettorch's own hypernet, regulariser and look-ahead: errors by seed.

Shows how far single runs of the published method lie apart: `scripts/reproduce.sh toy-regression` gives ours.

    bench/venv/bin/python bench/peers/toy_regression.py [SEEDS]
"""

import contextlib
import io
import sys

import numpy as np
import torch
from hypnettorch.hnets import HMLP
from hypnettorch.mnets import MLP
from hypnettorch.utils import hnet_regularizer, optim_step

STEPS, BATCH, RATE, BETA, NOISE = 4001, 32, 0.01, 0.005, 0.05
TASKS = [(-4, lambda x: x + 3), (-1, lambda x: 2 * x**2 - 1), (2, lambda x: (x - 3) ** 3)]


def rows(task, random):
    lowest, value = TASKS[task]
    x = random.uniform(lowest, lowest + 2, (100, 1))
    test = np.linspace(lowest, lowest + 2, 50)[:, None]
    y = value(x) + NOISE * random.standard_normal(x.shape)
    return [torch.tensor(part, dtype=torch.float32) for part in (x, y, test, value(test))]


def networks():
    with contextlib.redirect_stdout(io.StringIO()):
        main = MLP(n_in=1, n_out=1, hidden_layers=(10, 10), activation_fn=torch.nn.Sigmoid(), no_weights=True)
        hypernet = HMLP(main.param_shapes, cond_in_size=2, layers=(10, 10), activation_fn=torch.nn.Sigmoid(), num_cond_embs=len(TASKS))
    for tensor in hypernet.unconditional_params:
        torch.nn.init.xavier_uniform_(tensor) if tensor.dim() > 1 else torch.nn.init.zeros_(tensor)
    for embedding in hypernet.conditional_params:
        torch.nn.init.normal_(embedding)
    return main, hypernet


def learn(task, main, hypernet, x, y, random):
    theta = torch.optim.Adam(hypernet.unconditional_params, lr=RATE)
    embedding = torch.optim.Adam([hypernet.conditional_params[task]], lr=RATE)
    targets = hnet_regularizer.get_current_targets(task, hypernet) if task > 0 else None
    for _ in range(STEPS):
        chosen = random.integers(0, len(x), BATCH)
        theta.zero_grad()
        embedding.zero_grad()
        loss = torch.nn.functional.mse_loss(main(x[chosen], weights=hypernet(cond_id=task)), y[chosen])
        loss.backward(retain_graph=True)
        embedding.step()
        if task > 0:
            ahead = optim_step.calc_delta_theta(theta, False, lr=RATE, detach_dt=True)
            penalty = BETA * hnet_regularizer.calc_fix_target_reg(hypernet, task, targets=targets, dTheta=ahead, mnet=main)
            penalty.backward()
        theta.step()


def run(seed):
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    data = [rows(task, np.random.default_rng(42 + task)) for task in range(len(TASKS))]
    main, hypernet = networks()
    for task, (x, y, _, _) in enumerate(data):
        learn(task, main, hypernet, x, y, random)
    with torch.no_grad():
        return [torch.mean((main(x, weights=hypernet(cond_id=task)) - y) ** 2).item() for task, (_, _, x, y) in enumerate(data)]


def main():
    torch.set_num_threads(1)
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    errors = []
    for seed in range(1, seeds + 1):
        errors.append(run(seed))
        print(seed, *(f"{error:.5f}" for error in errors[-1]), flush=True)
    errors = np.array(errors)
    print("mean", *(f"{error:.5f}" for error in errors.mean(0)))
    print("deviation", *(f"{error:.5f}" for error in errors.std(0, ddof=1)))
    print("median", *(f"{error:.5f}" for error in np.median(errors, 0)))


if __name__ == "__main__":
    main()
