"""HRNet in eager PyTorch, for bench_hrnet: prints milliseconds a crop, and writes state dicts for tests.

    hrnet_eager.py WIDTH BATCH ROUNDS
    hrnet_eager.py WIDTH --save OUT.pth [--old] [--prefix P] [--input IN.bin --output OUT.bin]
"""
import sys
import time

import torch
from torch import nn


def conv_norm(cin, cout, kernel, stride):
    return [nn.Conv2d(cin, cout, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(cout)]


class Unit(nn.Module):
    def __init__(self, cin, mid, bottleneck):
        super().__init__()
        out = 4 * mid if bottleneck else mid
        plan = [(cin, mid, 1), (mid, mid, 3), (mid, out, 1)] if bottleneck else [(cin, mid, 3), (mid, mid, 3)]
        self.count = len(plan)
        for i, (a, b, k) in enumerate(plan, 1):
            conv, norm = conv_norm(a, b, k, 1)
            setattr(self, f"conv{i}", conv)
            setattr(self, f"bn{i}", norm)
        self.downsample = nn.Sequential(*conv_norm(cin, out, 1, 1)) if cin != out else None

    def forward(self, x):
        y = x
        for i in range(1, self.count + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            if i < self.count:
                y = torch.relu(y)
        return torch.relu(y + (self.downsample(x) if self.downsample is not None else x))


class Exchange(nn.Module):
    def __init__(self, channels):
        super().__init__()
        n = len(channels)
        self.branches = nn.ModuleList(nn.Sequential(*[Unit(c, c, False) for _ in range(4)]) for c in channels)
        rows = []
        for i in range(n):
            row = []
            for j in range(n):
                if j == i:
                    row.append(nn.Identity())
                elif j > i:
                    row.append(nn.Sequential(*conv_norm(channels[j], channels[i], 1, 1), nn.Upsample(scale_factor=2 ** (j - i), mode="nearest")))
                else:
                    steps = []
                    for k in range(i - j):
                        last = k + 1 == i - j
                        steps.append(nn.Sequential(*conv_norm(channels[j], channels[i] if last else channels[j], 3, 2), *([] if last else [nn.ReLU()])))
                    row.append(nn.Sequential(*steps))
            rows.append(nn.ModuleList(row))
        self.fuse_layers = nn.ModuleList(rows)

    def forward(self, x):
        x = [b(y) for b, y in zip(self.branches, x)]
        return [torch.relu(sum(self.fuse_layers[i][j](x[j]) for j in range(len(x)))) for i in range(len(x))]


class HRNet(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.bn1 = conv_norm(3, 64, 3, 2)
        self.conv2, self.bn2 = conv_norm(64, 64, 3, 2)
        self.layer1 = nn.Sequential(Unit(64, 64, True), *[Unit(256, 64, True) for _ in range(3)])
        before = [256]
        for s, modules in enumerate((1, 4, 3)):
            channels = [width << b for b in range(s + 2)]
            steps = []
            for b, c in enumerate(channels):
                if b < len(before):
                    steps.append(nn.Sequential(*conv_norm(before[b], c, 3, 1), nn.ReLU()) if before[b] != c else nn.Identity())
                else:
                    steps.append(nn.Sequential(nn.Sequential(*conv_norm(before[-1], c, 3, 2), nn.ReLU())))
            setattr(self, f"transition{s + 1}", nn.ModuleList(steps))
            setattr(self, f"stage{s + 2}", nn.Sequential(*[Exchange(channels) for _ in range(modules)]))
            before = channels

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.relu(self.bn2(self.conv2(x)))
        maps = [self.layer1(x)]
        for s in (1, 2, 3):
            steps = getattr(self, f"transition{s}")
            maps = [step(maps[b] if b < len(maps) else maps[-1]) for b, step in enumerate(steps)]
            maps = getattr(self, f"stage{s + 1}")(maps)
        return maps


def save(net, argv):
    value = lambda key: argv[argv.index(key) + 1]
    torch.manual_seed(3)
    for module in net.modules():  # statistics that a fold must take into account
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.weight.data.uniform_(0.5, 1.0)
            module.bias.data.normal_(0, 0.1)
    prefix = value("--prefix") if "--prefix" in argv else ""
    weights = {prefix + k: v for k, v in net.state_dict().items()}
    torch.save({"state_dict": weights, "epoch": 7} if prefix else weights, value("--save"), _use_new_zipfile_serialization="--old" not in argv)
    if "--input" in argv:
        picture = torch.frombuffer(bytearray(open(value("--input"), "rb").read()), dtype=torch.uint8).view(1, 224, 224, 3).float() / 255
        mean, deviation = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
        with torch.no_grad():
            maps = net(((picture - mean) / deviation).permute(0, 3, 1, 2))
        with open(value("--output"), "wb") as out:
            for m in maps:
                out.write(m.permute(0, 2, 3, 1).contiguous().numpy().tobytes())


def main():
    net = HRNet(int(sys.argv[1])).eval()
    if "--save" in sys.argv:
        return save(net, sys.argv)
    batch, rounds = int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(2)
    times = []
    with torch.no_grad():
        x = torch.zeros(batch, 3, 224, 224)
        for i in range(rounds + 2):
            start = time.perf_counter()
            net(x)
            if i >= 2:
                times.append(1000 * (time.perf_counter() - start) / batch)
    print(sorted(times)[len(times) // 2])


main()
