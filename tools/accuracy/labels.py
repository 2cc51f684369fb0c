"""Reads the labelled cases of public suites from checkouts of their repositories, and prints them as JSON lines.

    python3 tools/accuracy/labels.py FOLDER > labels.jsonl

FOLDER holds checkouts named `<owner>+<repository>`; what is missing is passed over. A line is one label:
{"suite", "id", "kind": "terraform" | "kubernetes", "folder" or "files" or "text", "resource" or null, "expected": "fail" | "pass"}.
A label without a resource speaks of the whole case: something fails, or nothing does.
"""
import ast
import json
import re
import sys
from pathlib import Path

import yaml


def emit(**label):
    print(json.dumps(label, sort_keys=True))


def check_id(source):
    found = re.search(r"""["'](CKV2?_[A-Z0-9]+_\d+)["']""", source.read_text())
    return found.group(1) if found else None


def strings_of(node):
    if isinstance(node, (ast.Set, ast.List, ast.Tuple)):
        return [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return None


def resource_sets(tree):
    """Passing and failing resources of the tests in a module, by the names that checkov's tests use."""
    found = {"pass": set(), "fail": set()}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name, values = node.targets[0].id, strings_of(node.value)
        if values and name in ("passing_resources", "expected_passed_resources"):
            found["pass"].update(values)
        if values and name in ("failing_resources", "expected_failed_resources"):
            found["fail"].update(values)
    return found


def example_folder(test, text):
    names = re.findall(r"""["']/?((?:resources/|example_)[A-Za-z0-9_/]+)["']""", text)
    for name in names:
        folder = test.parent / name.strip("/")
        if folder.is_dir():
            return folder
    return None


def scopes(tree):
    """The tests of a module, each with its own folder; the module itself where a test names nothing."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and any(resource_sets(node).values())]
    return functions or [tree]


def inline_cases(tree):
    """Tests that scan one resource written in the test itself."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or not function.name.startswith("test"):
            continue
        texts = [
            call.args[0].value
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "loads"
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ]
        source = ast.unparse(function)
        results = set(re.findall(r"CheckResult\.(PASSED|FAILED)", source))
        if len(texts) == 1 and len(results) == 1 and texts[0]:
            yield texts[0], "pass" if results == {"PASSED"} else "fail"


def checkov_terraform(root):
    for kind, provider in (("resource", "aws"), ("data", "aws"), ("resource", "kubernetes")):
        for test in sorted((root / f"tests/terraform/checks/{kind}/{provider}").glob("test_*.py")):
            text = test.read_text()
            imported = re.search(rf"from checkov\.terraform\.checks\.{kind}\.{provider}\.(\w+) import", text)
            source = imported and root / f"checkov/terraform/checks/{kind}/{provider}/{imported.group(1)}.py"
            identifier = source and source.is_file() and check_id(source)
            if not identifier:
                continue
            tree = ast.parse(text)
            for scope in scopes(tree):
                folder = example_folder(test, ast.unparse(scope)) or example_folder(test, text)
                for expected, resources in resource_sets(scope).items() if folder else ():
                    for resource in sorted(resources):
                        emit(suite="checkov" if provider == "aws" else "checkov-kubernetes-terraform", id=identifier, kind="terraform", folder=str(folder), resource=resource, expected=expected)
            for inline, expected in inline_cases(tree):
                emit(suite="checkov-inline", id=identifier, kind="terraform", text=inline, resource=None, expected=expected)


def checkov_graph(root):
    checks = {path.stem: path for path in (root / "checkov/terraform/checks/graph_checks/aws").glob("*.yaml")}
    for expected_file in sorted((root / "tests/terraform/graph/checks/resources").glob("*/expected.yaml")):
        folder = expected_file.parent
        if folder.name not in checks:
            continue
        identifier = yaml.safe_load(checks[folder.name].read_text())["metadata"]["id"]
        labels = yaml.safe_load(expected_file.read_text()) or {}
        for expected in ("pass", "fail"):
            for resource in labels.get(expected) or []:
                emit(suite="checkov-graph", id=identifier, kind="terraform", folder=str(folder), resource=resource, expected=expected)


def checkov_kubernetes(root):
    """Those tests that name the resources; where a test only counts, see checkov's own output."""
    for test in sorted((root / "tests/kubernetes/checks").glob("test_*.py")):
        text = test.read_text()
        imported = re.search(r"from checkov\.kubernetes\.checks\.resource\.(\w+)\.(\w+) import", text)
        source = imported and root / f"checkov/kubernetes/checks/resource/{imported.group(1)}/{imported.group(2)}.py"
        identifier = source and source.is_file() and check_id(source)
        folder = example_folder(test, text)
        if not identifier or not folder:
            continue
        sets = resource_sets(ast.parse(text))
        named = any(sets.values())
        for expected, resources in sets.items():
            for resource in sorted(resources):
                emit(suite="checkov-kubernetes", id=identifier, kind="kubernetes", folder=str(folder), resource=resource, expected=expected)
        if not named:
            counts = dict(re.findall(r"""summary\[["'](passed|failed)["']\],\s*(\d+)""", text))
            if "failed" in counts:
                emit(suite="checkov-kubernetes-counts", id=identifier, kind="kubernetes", folder=str(folder), resource=None,
                     expected="fail" if int(counts["failed"]) else "pass", failed=int(counts["failed"]))


def trivy(root):
    for rego in sorted((root / "checks").rglob("*.rego")):
        if rego.name.endswith("_test.rego") or "/cloud/" in str(rego) and "/aws/" not in str(rego):
            continue
        text = rego.read_text()
        identifier = re.search(r"#\s+id:\s*(\S+)", text)
        examples = rego.with_suffix(".yaml")
        if not identifier or not examples.is_file():
            continue
        ids = [identifier.group(1), *re.findall(r"#\s+-\s+(AVD-[A-Z]+-\d+|KSV-?\d+)", text)]
        content = yaml.safe_load(examples.read_text()) or {}
        for section, kind in (("terraform", "terraform"), ("kubernetes", "kubernetes")):
            part = content.get(section) or {}
            for word, expected in (("good", "pass"), ("bad", "fail")):
                for example in part.get(word) or []:
                    emit(suite="trivy", id=identifier.group(1), aliases=ids, kind=kind, text=example, resource=None, expected=expected)


def object_after(text, start):
    """The JSON object that begins at `start`, or None where it holds something else than values."""
    depth = 0
    for end in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            break
    plain = re.sub(r",(\s*[}\]])", r"\1", text[start : end + 1])
    try:
        return json.loads(plain)
    except json.JSONDecodeError:
        return None


def trivy_tests(root):
    """Inputs of the tests beside the checks on Kubernetes, where they are written out and counted."""
    for test in sorted((root / "checks/kubernetes").rglob("*_test.rego")):
        source = test.with_name(test.name.replace("_test.rego", ".rego"))
        identifier = source.is_file() and re.search(r"#\s+id:\s*(\S+)", source.read_text())
        if not identifier:
            continue
        for block in re.split(r"\n(?=test_)", test.read_text())[1:]:
            given = re.search(r"input as (?=\{)", block)
            counted = re.search(r"count\(\w+\)\s*(==|>|>=|!=)\s*(\d+)", block)
            body = given and object_after(block, given.end())
            if not counted or not isinstance(body, dict) or not body.get("kind") or not body.get("apiVersion"):
                continue
            expected = "pass" if counted.groups() == ("==", "0") else "fail"
            emit(suite="trivy-tests", id=identifier.group(1), kind="kubernetes", text=json.dumps(body), resource=None, expected=expected)


def kubescape(root):
    by_rule = {}
    bundles = set()
    for control in (root / "controls").glob("*.json"):
        data = json.loads(control.read_text())
        if len(data.get("rulesNames", [])) > 1:
            bundles.add(data["controlID"])
        for rule in data.get("rulesNames", []):
            by_rule.setdefault(rule, []).append(data["controlID"])
    for case in sorted((root / "rules").glob("*/test/*/expected.json")):
        rule = case.parents[2].name
        if rule not in by_rule:
            continue
        inputs = sorted(str(path) for path in (case.parent / "input").glob("*") if path.suffix in (".yaml", ".yml", ".json"))
        if not inputs:
            continue
        results = json.loads(case.read_text() or "[]") or []
        names = set()
        for result in results:
            for one in (result.get("alertObject") or {}).get("k8sApiObjects") or []:
                meta = one.get("metadata") or {}
                names.add(f"{one.get('kind')}/{meta.get('name')}")
        for identifier in by_rule[rule]:
            # A control of several rules passes where all of them do, which the test of one does not tell.
            if identifier in bundles and not results:
                continue
            emit(suite="kubescape", id=identifier, rule=rule, kind="kubernetes", files=inputs, resource=None,
                 expected="fail" if results else "pass", resources=sorted(names))


def kube_linter(root):
    bats = (root / "e2etests/bats-tests.sh").read_text()
    for block in re.findall(r'@test "[^"]+" \{.*?\n\}', bats, re.S):
        name = re.search(r"--include (\S+)", block)
        file = re.search(r'tmp="([^"]+)"', block)
        count = re.search(r'"\$\{count\}" == "(\d+)"', block)
        if name and file and count and (root / file.group(1)).is_file():
            emit(suite="kube-linter", id=name.group(1), kind="kubernetes", files=[str(root / file.group(1))], resource=None,
                 expected="fail" if int(count.group(1)) else "pass", failed=int(count.group(1)))


def kube_score(root):
    """Files of the tests with the grade that they expect of a check, which is known by its name."""
    plain = re.compile(r'testExpectedScore\(t, "([^"]+)", "([^"]+)", scorecard\.Grade(\w+)\)')
    # What the tests set beside the file: other limits than kube-score's own.
    set_up = re.compile(r"Ignore\w+Requirement|MinReplicas|KubernetesVersion")
    with_config = re.compile(
        r'testExpectedScoreWithConfig\(\s*t, \[\]ks\.NamedReader\{testFile\("([^"]+)"\)\},((?:(?!testExpectedScore).)*?)'
        r'"([A-Z][^"]+)",\s*scorecard\.Grade(\w+)', re.S)
    for test in sorted((root / "score").glob("*_test.go")):
        text = test.read_text()
        configured = [(file, name, grade) for file, setting, name, grade in with_config.findall(text) if not set_up.search(setting)]
        for file, name, grade in plain.findall(text) + configured:
            path = root / "score/testdata" / file
            if path.is_file():
                emit(suite="kube-score", id=name.lower().replace(" ", "-"), kind="kubernetes", files=[str(path)], resource=None,
                     expected="fail" if grade in ("Critical", "Warning") else "pass")


readers = {
    "bridgecrewio+checkov": (checkov_terraform, checkov_graph, checkov_kubernetes),
    "aquasecurity+trivy-checks": (trivy, trivy_tests),
    "kubescape+regolibrary": (kubescape,),
    "stackrox+kube-linter": (kube_linter,),
    "zegl+kube-score": (kube_score,),
}

if __name__ == "__main__":
    base = Path(sys.argv[1])
    for name, functions in readers.items():
        if (base / name).is_dir():
            for function in functions:
                function(base / name)
