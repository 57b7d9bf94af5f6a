"""The TrajDenoiser's network in eager PyTorch, for bench_trajectory_length: prints the seconds of a sampling.

    trajectory_eager.py WIDTH HIDDEN LAYERS HEADS WINDOW PATCH WINDOWS STEPS ROUNDS THREADS
"""
import math
import sys
import time

import torch
from torch import nn

WAVES, PATH, CONTACTS, CONDITION = 64, 3, 4, 24 * 3 * 2 + 24


class Layer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, hidden), nn.Linear(hidden, width)

    def forward(self, tokens, cos, sin):
        b, n, w = tokens.shape
        q, k, v = self.qkv(self.norm1(tokens)).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        q, k = turned(q, cos, sin), turned(k, cos, sin)
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(w // self.heads), -1)
        x = tokens + self.out((weights @ v).transpose(1, 2).reshape(b, n, w))
        return x + self.down(nn.functional.gelu(self.up(self.norm2(x))))


def turned(t, cos, sin):
    half = t.shape[-1] // 2
    x, y = t[..., :half], t[..., half:]
    return torch.cat([x * cos - y * sin, x * sin + y * cos], -1)


class Denoiser(nn.Module):
    def __init__(self, width, hidden, layers, heads, window, patch):
        super().__init__()
        self.window, self.patch, self.half = window, patch, layers // 2
        mlp = lambda size: nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Linear(width, width))
        self.condition, self.moment = mlp(patch * CONDITION), mlp(2 * WAVES)
        self.noisy = nn.Linear(patch * (2 * PATH + 1), width)
        self.join = nn.Linear(2 * width, width)
        self.layers = nn.ModuleList(Layer(width, heads, hidden) for _ in range(layers))
        self.skips = nn.ModuleList(nn.Linear(2 * width, width) for _ in range(layers // 2))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, patch * (2 * PATH + CONTACTS))
        n, half = window // patch + 1, width // heads // 2
        angle = torch.arange(n).float().unsqueeze(1) * torch.pow(100.0, -torch.arange(half).float() / half)
        self.cos, self.sin = angle.cos(), angle.sin()

    def encode(self, condition):
        return self.condition(condition.reshape(len(condition), self.window // self.patch, -1))

    def forward(self, encoded, noisy, pins, moment):
        b, tokens, _ = encoded.shape
        frequency = torch.exp(-math.log(10000.0) * torch.arange(WAVES).float() / WAVES)
        angle = moment.float().unsqueeze(1) * frequency
        m = self.moment(torch.cat([angle.sin(), angle.cos()], 1)).unsqueeze(1)
        seen = torch.cat([noisy, pins], -1).reshape(b, tokens, -1)
        x = torch.cat([m, self.join(torch.cat([encoded, self.noisy(seen)], -1)) + m], 1)
        first = []
        for i, layer in enumerate(self.layers):
            if i >= self.half:
                x = self.skips[i - self.half](torch.cat([x, first.pop()], -1))
            x = layer(x, self.cos, self.sin)
            if i < self.half:
                first.append(x)
        told = self.head(self.norm(x[:, 1:])).reshape(b, self.window, 2 * PATH + CONTACTS)
        return 0.1 * told[..., :PATH] + 0.1 * torch.cumsum(told[..., PATH:2 * PATH], 1), torch.sigmoid(told[..., 2 * PATH:])


def alpha_bar(t):
    f = lambda s: math.cos((s / 1000 + 0.008) / 1.008 * math.pi / 2) ** 2
    return max(f(t + 1) / f(0), 1e-6)


def main():
    width, hidden, layers, heads, window, patch, windows, steps, rounds, threads = map(int, sys.argv[1:])
    torch.set_num_threads(threads)
    net = Denoiser(width, hidden, layers, heads, window, patch).eval()
    times = []
    with torch.inference_mode():
        for _ in range(rounds + 1):
            start = time.perf_counter()
            encoded = net.encode(torch.randn(windows, window, CONDITION))
            x, pins = torch.randn(windows, window, PATH), torch.zeros(windows, window, PATH + 1)
            schedule = [round((steps - 1 - i) * 999 / max(1, steps - 1)) for i in range(steps)]
            for i, t in enumerate(schedule):
                x0, _ = net(encoded, x, pins, torch.full((windows,), t))
                now, after = alpha_bar(t), alpha_bar(schedule[i + 1]) if i + 1 < steps else 1.0
                noise = (x - math.sqrt(now) * x0) / math.sqrt(1 - now)
                x = math.sqrt(after) * x0 + math.sqrt(max(0.0, 1 - after)) * noise
            times.append(time.perf_counter() - start)
    print(sorted(times[1:])[len(times[1:]) // 2])


main()
