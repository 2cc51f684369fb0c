"""The AWS emulator's process: moto's server with our operations in front, on a loopback port.

    python3 tools/emulator/server.py --ready-file out/emulator/emulator.json 2> out/emulator/emulator.log

All state is in memory and ends with the process.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

HOST = "127.0.0.1"
PARENT_CHECK_SECONDS = 0.5


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The AWS emulator of digit-platform. Listens on loopback only.")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 (default) takes a free one")
    parser.add_argument(
        "--ready-file", type=Path, help="written once requests are served: pid, port, endpoint, instanceId"
    )
    parser.add_argument("--record", type=Path, help="file to which every distinct call is appended, a line each")
    parser.add_argument("--parent-pid", type=int, help="end when this process has ended")
    return parser.parse_args(arguments)


def configure_moto(port: int) -> None:
    """Must run before moto is imported: it reads its settings once."""
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"  # attachments of AWS-managed policies resolve
    os.environ["MOTO_PORT"] = str(port)
    os.environ.pop("MOTO_ACCOUNT_ID", None)  # one emulator answers for one account


def process_state(pid: int) -> str | None:
    """What tells a process from a later one with its number; None when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]  # the time it started
    except FileNotFoundError:
        if Path("/proc/self/stat").exists():
            return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return "running"


def end_with(pid: int, stop: threading.Event) -> None:
    state = process_state(pid)
    while state is not None and process_state(pid) == state:
        if stop.wait(PARENT_CHECK_SECONDS):
            return
    logging.getLogger("emulator").info("owner %d has ended", pid)
    stop.set()


def write_ready_file(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(content, file)
        file.write("\n")
    os.replace(file.name, path)


def remove_ready_file(path: Path, instance_id: str) -> None:
    """Only our own: another emulator may have been started in the same folder since."""
    try:
        if json.loads(path.read_text()).get("instanceId") == instance_id:
            path.unlink()
    except (OSError, ValueError):
        pass


def main(arguments: list[str]) -> int:
    options = parse_arguments(arguments)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the front logs requests, by what they ask for
    log = logging.getLogger("emulator")
    if options.parent_pid:
        # From the very start, so that an owner killed while moto loads leaves nothing behind.
        threading.Thread(target=end_with, args=(options.parent_pid, stop), daemon=True).start()

    begun = time.monotonic()
    try:
        listener = socket.create_server((HOST, options.port), backlog=128)
    except OSError as error:
        log.error("port %d on %s cannot be used: %s", options.port, HOST, error.strerror)
        return 1
    port = listener.getsockname()[1]
    configure_moto(port)
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    from front import Front
    from recorder import Recorder
    from services import SERVICES, amend_moto

    amend_moto()
    instance_id = str(uuid.uuid4())
    moto = DomainDispatcherApplication(create_backend_app)
    recorder = Recorder(options.record) if options.record else None
    front = Front(moto, SERVICES, instance_id, recorder)
    server = make_server(HOST, port, front, threaded=True, fd=listener.fileno())
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    endpoint = f"http://{HOST}:{port}"
    ready = {"pid": os.getpid(), "port": port, "endpoint": endpoint, "instanceId": instance_id}
    if options.ready_file:
        write_ready_file(options.ready_file, ready)
    log.info("listening on %s after %.1f s", endpoint, time.monotonic() - begun)
    stop.wait()
    server.shutdown()
    server.server_close()
    if options.ready_file:
        remove_ready_file(options.ready_file, instance_id)
    log.info("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
