"""What innocent code must still be able to do when it is confined."""

import pytest
from confined import Student


def run(student: Student, code: str) -> object:
    return student.run(code, timeout=60)


def test_training(student: Student) -> None:
    """A model trains, with more threads than one if it wants."""
    code = """
import torch
torch.set_num_threads(2)
torch.manual_seed(0)
x = torch.randn(20_000, 8); y = x.sum(1, keepdim=True)
model = torch.nn.Linear(8, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
for _ in range(60):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
product = torch.randn(300, 300) @ torch.randn(300, 300)
answer = [torch.get_num_threads(), loss.item() < 1e-2, bool(product.isfinite().all())]
"""
    assert run(student, code) == [2, True, True]


def test_loading_data_with_workers(boxed: Student) -> None:
    """A DataLoader with two worker processes delivers, tensors in shared memory included."""
    code = """
import torch
from torch.utils.data import DataLoader, TensorDataset
data = TensorDataset(torch.arange(64.0))
answer = sum(batch.sum().item() for batch, in DataLoader(data, batch_size=8, num_workers=2))
"""
    assert run(boxed, code) == 2016.0


def test_loading_data(student: Student) -> None:
    """A DataLoader without workers works in every tier."""
    code = """
import torch
from torch.utils.data import DataLoader, TensorDataset
answer = sum(b.sum().item() for b, in DataLoader(TensorDataset(torch.arange(64.0)), batch_size=8))
"""
    assert run(student, code) == 2016.0


def test_saving_and_loading_a_model(student: Student) -> None:
    """torch.save, torch.load and numpy's files work in the student's directory."""
    code = """
import os, torch, numpy, shutil
model = torch.nn.Linear(3, 2)
os.mkdir("work")
torch.save(model.state_dict(), "work/model.pt")
numpy.save("work/x.npy", numpy.ones(3))
shutil.copy("work/model.pt", "work/copy.pt"); shutil.copytree("work", "backup")
weight = torch.load("backup/copy.pt", weights_only=True)["weight"]
answer = [weight.shape == (2, 3), numpy.load("work/x.npy").sum()]
"""
    assert run(student, code) == [True, 3.0]


def test_plotting_without_looking_for_fonts_again(student: Student) -> None:
    """A figure is drawn and saved; the list of fonts is not made once more for each student."""
    code = """
import matplotlib.font_manager as fonts, matplotlib.pyplot as plt, os
fonts._load_fontmanager = fonts.findSystemFonts = lambda *a, **k: 1 / 0
plt.figure(); plt.plot([1, 2, 4]); plt.title("$x^2$"); plt.savefig("figure.png"); plt.close()
answer = [os.path.getsize("figure.png") > 1000, os.path.exists(os.environ["MPLCONFIGDIR"])]
"""
    assert run(student, code) == [True, False]


def test_threads_and_event_loops(student: Student) -> None:
    """Threads, pools of threads, locks and asyncio work."""
    code = """
import asyncio, concurrent.futures, threading
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    squares = list(pool.map(lambda n: n * n, range(5)))
async def later():
    await asyncio.sleep(0.001)
    return await asyncio.to_thread(lambda: 7)
answer = [squares, asyncio.run(later())]
"""
    assert run(student, code) == [[0, 1, 4, 9, 16], 7]


def test_processes(boxed: Student) -> None:
    """multiprocessing by fork, with queues and shared memory."""
    code = """
import multiprocessing as m, warnings
context = m.get_context("fork")
queue = context.Queue()
def work(): queue.put(sum(range(10)))
process = context.Process(target=work); process.start()
from multiprocessing import shared_memory, resource_tracker
answer = queue.get(timeout=20); process.join()
"""
    assert run(boxed, code) == 45


def test_lazy_imports(student: Student) -> None:
    """Modules that the zygote has not imported can be imported from what is installed."""
    code = "import sqlite3, xml.dom.minidom, zoneinfo, torch.distributions as d; answer = 1"
    assert run(student, code) == 1


def test_chatter_on_standard_output_goes_nowhere(student: Student) -> None:
    """Printing past Python's own streams, as C code does, disturbs nobody."""
    assert run(student, "import os; answer = os.write(1, b'x' * 100_000)") == 100_000


def test_refusals_are_ordinary_exceptions(student: Student) -> None:
    """After a refusal the notebook goes on."""
    student.refuses("open('/etc/passwd')")
    student.refuses("__import__('socket').socket()")
    assert run(student, "answer = 'still here'") == "still here"


@pytest.mark.parametrize("name", ["layers"])
def test_the_cost_is_reported_by_layer(student: Student, name: str) -> None:
    """confine says how long each layer took, in the order of entering."""
    laps = run(student, "answer = laps")
    assert isinstance(laps, dict)
    assert list(laps)[-3:] == ["rights", "landlock", "seccomp"]
    assert all(milliseconds >= 0 for milliseconds in laps.values())
