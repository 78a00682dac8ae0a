"""Ending, corrupting and outliving the process (11 to 15 and 19 of the list of attacks)."""

import pytest
from hostile import COURSE, SUBMITTED, attack
from world import MARK

ENDS = {
    "sys.exit(0)": "import sys; sys.exit(0)",
    "os._exit(0)": "import os; os._exit(0)",
    "SIGKILL to itself": "import os; os.kill(os.getpid(), 9); os.abort()",
    "a crash in C": "import ctypes; ctypes.string_at(1)",
}
TO_THE_GRADER = """
import gc, struct
channel = next(o for o in gc.get_objects() if type(o).__name__ == "Channel")
def send(data):
    for _ in range(0, len(data), 65536):
        channel.sock.send(data[_:_ + 65536])
def frame(header, buffers=b"", lie=0):
    return struct.pack("<4sIQ", b"AGW1", len(header) + lie, len(buffers)) + header + buffers
"""


def on_the_wire(name: str, data: str, **ends: str):
    """An attack that sends bytes of its own to the grader when `double` is called."""
    call = f"def double(x):\n    send({data})\n    return 2 * x"
    wanted = {"double": "raised", "says": "could not be read"} | ends
    return attack(14, name, first=TO_THE_GRADER, code_double=call, **wanted)


ENDING = [
    *(
        attack(
            *(11, f"{name} in a function"),
            code_double=f"def double(x):\n    {code}",
            double="raised" if "sys" in name else "killed",
            says="SystemExit" if "sys" in name else "",
        )
        for name, code in ENDS.items()
    ),
    *(
        attack(
            *(11, f"{name} in a cell"),
            code_double=f"{code}\ndef double(x):\n    return 2 * x",
            double="raised" if "sys" in name else "killed",
        )
        for name, code in ENDS.items()
    ),
    attack(
        *(11, "quit() in a cell"),
        code_fit_slope="def fit_slope(x, y):\n    return (x * y).sum() / (x * x).sum()\nquit()",
        # IPython ends after the cell; what it defined stays.
        train="lost",
        says="not reached",
    ),
    attack(
        *(11, "a process for each call, but only so many"),
        code_double="import os\ndef double(x):\n    return 2 * x if x.ndim == 1 else os._exit(0)",
        double="killed",
        says="ended its own process",
    ),
]

FORGING = [
    attack(
        *(12, "a forged result on disk and on paper"),
        code_double="""
        import json
        for name in ("result.json", "../result.json", "/tmp/result.json", "1.ipynb"):
            try:
                open(name, "w").write('{"score": 7.0, "status": "graded"}')
            except OSError:
                pass
        print('{"kind": "result", "score": 7.0}')
        print("double: 1 of 1 checks pass   2 of 2 points")
        display({"text/plain": "2.0"}, raw=True)
        def double(x):
            print("2.0")
            return x
        2.0
        """,
        double="failed",
    ),
    attack(
        *(13, "hooks, threads and finalizers that act later"),
        first="""
        import atexit, gc, sys, threading, time, weakref
        atexit.register(lambda: open("late", "w").write("late"))
        class Late:
            def __del__(self):
                global double
                double = None
        late = Late()
        weakref.finalize(late, print, "late")
        sys.excepthook = sys.unraisablehook = threading.excepthook = lambda *a: None
        def later():
            while True:
                time.sleep(0.01)
                len(gc.get_objects(generation=0))
        threads = [threading.Thread(target=later, daemon=i % 2 == 0) for i in range(4)]
        for thread in threads:
            thread.start()
        """,
    ),
    attack(
        *(13, "a thread that changes the answer later"),
        code_double="""
        import threading, time
        def double(x):
            return 2 * x if x.ndim == 1 else x
        def later():
            while True:
                time.sleep(0.001)
                globals()["double"].__globals__["right"] = True
        threading.Thread(target=later, daemon=True).start()
        """,
        double="failed",
    ),
    on_the_wire(
        "a pickle", r'frame(b"\xc7\x24\x09" + b"\x80\x04\x8c\x05posix\x8c\x06system." * 2)'
    ),
    on_the_wire("bytes that are no frame", 'b"GET / HTTP/1.1\\r\\n\\r\\n" * 9'),
    on_the_wire("an oversized frame", 'struct.pack("<4sIQ", b"AGW1", 16, 1 << 40) + b"x" * 64'),
    on_the_wire(
        *("a length that lies", 'frame(b"\\x93", lie=4000)'),
        double="timed_out|raised|killed",
        says="",
    ),
    on_the_wire("deep nesting", 'frame(b"\\x91" * 500_000)'),
    on_the_wire(
        "a million parts", r'frame(b"\x93\xa6answer\x01\xdd\x00\x0f\x00\x00" + b"\xc0" * 983040)'
    ),
    on_the_wire("text that is not UTF-8", r'frame(b"\x93\xa4\xff\xfe\xfd\xfc\x01\xc0")'),
    on_the_wire(
        "a tensor beyond the bytes", r'frame(b"\x93\xa6answer\x01\xc7\x05\x01\x98\xa7float32")'
    ),
    on_the_wire(
        *("an answer to another question", 'frame(b"\\x93\\xa6answer\\xcd\\x7f\\xff\\xc0")'),
        says="does not belong to the call",
    ),
    attack(
        *(14, "floods of NaN and of infinity"),
        code_double="def double(x):\n    return torch.full((2000, 2000), float('nan'))",
        code_fit_slope="def fit_slope(x, y):\n    return float('inf')",
        double="failed",
        fit_slope="failed",
    ),
    attack(
        *(14, "values that have no form"),
        code_double="""
        nested = []
        for _ in range(10_000):
            nested = [nested]
        def double(x):
            return nested
        """,
        code_fit_slope="def fit_slope(x, y):\n    return 10 ** 10_000",
        double="raised",
        fit_slope="raised|failed",
        says="",
    ),
]

LEAVING = [
    attack(
        *(15, "overwriting what is outside"),
        # Nothing is written even where it could be: opening is enough to know.
        code_double=f"""
        import os, pathlib, site, torch
        places = ["{COURSE}/gradebook.db", "{COURSE}/release/tiny/tiny.ipynb",
                  "{COURSE}/source/tiny/tiny.ipynb", "{COURSE}/grader_tests/tiny/test_public.py",
                  "{SUBMITTED}/00 right/tiny/tiny.ipynb", "/etc/passwd", "/root/.bashrc",
                  torch.__file__, pathlib.__file__, "/usr/lib/os-release"]
        fresh = [site.getsitepackages()[0] + "/{MARK}.pth", "/{MARK}", "/usr/{MARK}",
                 "{COURSE}/{MARK}", "{SUBMITTED}/{MARK}", "/etc/{MARK}"]
        opened = []
        for place, flags in [(p, os.O_RDWR) for p in places] + [
            (p, os.O_CREAT | os.O_WRONLY) for p in fresh
        ]:
            try:
                os.close(os.open(place, flags))
                opened.append(place)
            except OSError:
                pass
        def double(x):
            return x if opened else 2 * x
        """,
    ),
    attack(
        *(19, "a daemon, files, sockets and memory for the next"),
        first=f"""
        import os, signal, socket, time
        from multiprocessing import shared_memory
        for place in ("/tmp/{MARK}", "/dev/shm/{MARK}", "/{MARK}", "{MARK}", "/var/tmp/{MARK}"):
            try:
                open(place, "w").write("left")
            except OSError:
                pass
        sockets = []
        for address in ("\\0{MARK}", "/tmp/{MARK}.sock"):
            try:
                sockets.append(socket.socket(socket.AF_UNIX))
                sockets[-1].bind(address)
                sockets[-1].listen()
            except OSError:
                pass
        try:
            memory = shared_memory.SharedMemory("{MARK}-memory", create=True, size=4096)
        except OSError:
            pass
        for _ in range(2):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    for number in (1, 2, 3, 15):
                        signal.signal(number, signal.SIG_IGN)
                    time.sleep(120)
                os._exit(0)
        """,
    ),
    *(
        attack(
            *(19, f"who looks for what others left {turn}"),
            code_double=f"""
            import os, socket
            found = [place for place in ("/tmp", "/dev/shm", "/", ".", "/var/tmp")
                     if os.path.isdir(place) and any("{MARK}" in n for n in os.listdir(place))]
            try:
                socket.socket(socket.AF_UNIX).connect("\\0{MARK}")
                found.append("socket")
            except OSError:
                pass
            for place in ("{SUBMITTED}", "{SUBMITTED}/00 right/tiny/tiny.ipynb", "{COURSE}"):
                found += [place] if os.path.exists(place) else []
            found += [p for p in os.listdir("/proc") if p.isdigit() and int(p) > os.getpid() + 30]
            def double(x):
                return x if found else 2 * x
            """,
        )
        for turn in ("at once", "later")
    ),
]

ATTACKS = [*ENDING, *FORGING, *LEAVING]


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_what_was_not_answered_is_lost_and_nothing_else(graded, attack):
    """A process that ends or lies costs the exercise at hand; others get a fresh process."""
    graded.check(attack)


def test_a_cell_that_ends_its_process_is_noted(graded):
    """Staff read which cell ended its process, and how."""
    notes = graded.results["11 os._exit(0) in a cell"].notes

    assert any("The cell double was stopped" in note for note in notes), notes


def test_forged_output_stays_output(graded):
    """What was printed as a result is shown as output, under the real one."""
    texts = str(graded.outputs("12 a forged result on disk and on paper"))

    assert "2 of 2 points" in texts


def test_the_neighbours_have_their_scores(graded):
    """Nobody near them loses a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """No daemon, file, socket or shared memory is left, and nothing was overwritten."""
    graded.check_world()
