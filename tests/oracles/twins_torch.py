"""The nets of the bench in PyTorch, as it comes: eager, with its own layout of images."""

import torch
import torch.nn.functional as F
from torch import nn


def dense_stack(widths):
    """ReLU between; the last is linear."""
    parts = []
    for before, width in zip(widths, widths[1:]):
        parts += [nn.Linear(before, width), nn.ReLU()]
    return parts[:-1]


class Conv(nn.Sequential):
    """SAME padding on even sizes, as TensorFlow pads: the odd cell comes after."""

    def __init__(self, before, filters, kernel, stride):
        missing = kernel - stride
        pads = (missing // 2, missing - missing // 2) * 2
        even = missing % 2 == 0
        pad = [] if even else [nn.ZeroPad2d(pads)]
        super().__init__(*pad, nn.Conv2d(before, filters, kernel, stride, missing // 2 if even else 0))


class ConvTranspose(nn.Module):
    """Doubles the size as TensorFlow's SAME does: the odd cell is cut from the end."""

    def __init__(self, before, filters, kernel):
        super().__init__()
        self.cut = kernel - 2
        self.conv = nn.ConvTranspose2d(before, filters, kernel, 2, self.cut // 2)

    def forward(self, x):
        y = self.conv(x)
        return y if self.cut % 2 == 0 else y[:, :, :-1, :-1]


def mlp():
    return nn.Sequential(*dense_stack([3, 128, 128, 128, 2]))


def autoencoder():
    return nn.Sequential(*dense_stack([784, 512, 256, 16]), *dense_stack([16, 256, 512, 784]))


def conv_autoencoder():
    encoder = [Conv(1, 32, 3, 2), nn.ReLU(), Conv(32, 64, 3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(3136, 32)]
    decoder = [nn.Linear(32, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)), ConvTranspose(64, 64, 3), nn.ReLU()]
    return nn.Sequential(*encoder, *decoder, ConvTranspose(64, 32, 3), nn.ReLU(), Conv(32, 1, 3, 1))


def five_convolutions():
    parts = [Conv(1, 32, 3, 1)]
    for _ in range(4):
        parts += [nn.ReLU(), Conv(32, 32, 3, 1)]
    return nn.Sequential(*parts)


class Vae(nn.Module):
    """Gives logits, mean and log variance."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            Conv(1, 32, 4, 2), nn.ReLU(), Conv(32, 64, 4, 2), nn.ReLU(), nn.Flatten(), nn.Linear(3136, 128), nn.ReLU()
        )
        self.mean, self.log_variance = nn.Linear(128, 2), nn.Linear(128, 2)
        self.decoder = nn.Sequential(
            *[nn.Linear(2, 128), nn.ReLU(), nn.Linear(128, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7))],
            *[ConvTranspose(64, 32, 4), nn.ReLU(), ConvTranspose(32, 1, 4)],
        )

    def forward(self, x):
        h = self.encoder(x)
        mean, log_variance = self.mean(h), self.log_variance(h)
        z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        return self.decoder(z), mean, log_variance


def cross_entropy(x, logits):
    return F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)


def vae_loss(outputs, x):
    logits, mean, log_variance = outputs
    kl = (torch.exp(log_variance) + mean**2 - 1 - log_variance).sum() / 2 / len(x)
    return cross_entropy(x, logits) + kl


MODELS = {
    "mlp": (mlp, lambda outputs, x, y: F.mse_loss(outputs, y)),
    "autoencoder": (autoencoder, lambda outputs, x: cross_entropy(x, outputs)),
    "conv-autoencoder": (conv_autoencoder, lambda outputs, x: cross_entropy(x, outputs)),
    "five-convolutions": (five_convolutions, lambda outputs, x: (outputs**2).mean()),
    "vae": (Vae, vae_loss),
}


def fed(array):
    """A copy, channels first: images of one channel need no more than another shape."""
    x = torch.from_numpy(array).clone()
    return x.reshape(len(x), 1, 28, 28) if x.ndim == 4 else x


def build(net, batch, rate, threads):
    """step(*arrays) -> loss; the number of parameters; the version."""
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    make, loss_of = MODELS[net]
    model = make()
    optimizer = torch.optim.Adam(model.parameters(), rate, (0.9, 0.999), 1e-7)

    def step(*arrays):
        feeds = [fed(a) for a in arrays]
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(feeds[0]), *feeds)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step, sum(p.numel() for p in model.parameters()), f"torch {torch.__version__}"
