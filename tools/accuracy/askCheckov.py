"""Runs checkov on the examples of catalogue/differences.json and prints where it does not say what is stated of it.

    python3 tools/accuracy/askCheckov.py CHECKOV

CHECKOV is the program, of the version that the file names.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

catalogue = json.loads((Path(__file__).parents[2] / "catalogue" / "differences.json").read_text())
examples = [one for one in catalogue["differences"] if one["peer"] == "checkov"]
with tempfile.TemporaryDirectory() as root:
    for index, one in enumerate(examples):
        folder = Path(root) / str(index)
        folder.mkdir()
        (folder / one["file"]).write_text("\n".join(one["example"]) + "\n")
    ids = ",".join(sorted({one["id"] for one in examples}))
    output = subprocess.run([sys.argv[1], "-d", root, "--check", ids, "-o", "json"], capture_output=True, text=True).stdout
reports = json.loads(output)
answers = {}
for report in reports if isinstance(reports, list) else [reports]:
    for name, word in (("passed_checks", "pass"), ("failed_checks", "fail")):
        for row in report["results"][name]:
            answers[row["file_path"].split("/")[1], row["check_id"], row["resource"]] = word
wrong = 0
for index, one in enumerate(examples):
    # In Terraform JSON checkov leaves the type out of a resource's name; objects are Kind.namespace.name.
    kind, *rest = one["resource"].split("/")
    object_name = ".".join([kind, *(rest if len(rest) > 1 else ["default", *rest])])
    names = [one["resource"], "resource." + one["resource"].split(".")[-1], object_name]
    answer = next((answers[key] for key in ((str(index), one["id"], name) for name in names) if key in answers), "nothing")
    if answer != one["peerSays"]:
        wrong += 1
        print(f'{one["id"]} on {one["resource"]}: stated {one["peerSays"]}, checkov says {answer}')
sys.exit(1 if wrong else 0)
