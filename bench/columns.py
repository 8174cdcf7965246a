"""All pairs from columns, beside DuckDB, the embedded SPARQL index and Apache Jena on the same data (bench/queries/).

columns.py PROGRAM [DIVISOR]; Jena where `./dev setup jena` was run.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
from figures import ROOT, SCRATCH, SHARED, divisor, held, line

BOARDS = SHARED / "reference/boards/platformio_boards_half.csv"
QUERIES = ROOT / "bench/queries"
MOST_SECONDS = 100
JENA = ROOT / "build/jena"
# What issue and docs/matching.md ask for: figure, unit, least or most; of the program's own lines.
TARGETS = {
    "realistic": (
        ("counts_of_all_models", "ms", {"most": 50}),
        ("both_bitmaps_of_every_class", "s", {"most": 1}),
        ("bytes_per_device", "B", {"most": 64}),
        ("bytes_per_model", "B", {"most": 256}),
    ),
    "hard": (("both_bitmaps_best", "pairs/s", {"least": 1.5e10}), ("times_the_write_bound", "x", {"most": 4})),
    "change": (
        ("changes_with_a_question_each_tenth", "changes/s", {"least": 10_000}),
        ("question_p99", "ms", {"most": 5}),
    ),
}
LEAST_TIMES = {"sparql": 20_000, "duckdb": 50}


def own(program, *words):
    return subprocess.run([program, *map(str, words)], check=True, capture_output=True, text=True).stdout


def figures_in(text):
    return {words[0]: float(words[1]) for words in map(str.split, text.splitlines())}


def sql_times(folder):
    """Seconds and answer of each form, on one thread; a form that fails at its limit of memory has its error."""
    connection = duckdb.connect(config={"threads": 1, "memory_limit": "6GB"})
    for table in ("models", "devices"):
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder}/{table}.csv')")
    bits = "(SELECT unnest(range(0, 63)) AS s)"
    for table, source, mask in (
        ("needs", "(SELECT DISTINCT m, needs FROM models)", "needs"),
        ("serves", "devices", "has_sure"),
    ):
        key = "m" if table == "needs" else "d"
        connection.execute(
            f"CREATE TABLE {table} AS SELECT {key}, s FROM {source}, {bits} WHERE {mask} & (1::BIGINT << s) <> 0"
        )
    for path in sorted(QUERIES.glob("*.sql")):
        start = time.process_time()
        answer = connection.execute(path.read_text()).fetchone()
        yield path.stem, time.process_time() - start, answer[0]


def embedded(program, folder, query):
    return own(program, "sparql", folder, query, MOST_SECONDS)


def jena(_, folder, query):
    words = [f"{JENA}/*", ROOT / "bench/peers/JenaQuery.java", folder / "catalogue.nt", query, MOST_SECONDS]
    return own("java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", *words)


def engines():
    """The SPARQL engines by name: (program, folder, query) gives a line of seconds, a header and a line a row."""
    found = {"embedded": embedded}
    if shutil.which("java") and list(JENA.glob("jena-arq-*.jar")):
        found["jena"] = jena
    else:
        print("# without Apache Jena: ./dev setup jena")
    return found


def sparql_times(program, folder, pattern):
    for engine, ask in engines().items():
        for path in sorted(QUERIES.glob(pattern)):
            seconds, *answer = ask(program, folder, path).splitlines()
            rows = answer[1:] if answer and not answer[0].startswith(("timeout", "error")) else None
            yield f"{engine}_{path.stem}", float(seconds), rows


def all_pairs(program, count, with_sparql):
    folder = SCRATCH / f"columns_{count}"
    folder.mkdir(parents=True, exist_ok=True)
    ours = figures_in(own(program, "write", count, count, BOARDS, folder))
    line(f"columns_all_pairs_{count}", ours["columns_all_pairs"] * 1e3, "ms")
    best = {}
    for name, seconds, pairs in sql_times(folder):
        if pairs != ours["fits"]:
            raise SystemExit(f"DuckDB's {name} counts {pairs} pairs, the columns {ours['fits']:.0f}")
        line(f"duckdb_{name}_{count}", seconds * 1e3, "ms")
        best["duckdb"] = min(best.get("duckdb", seconds), seconds)
    for name, seconds, rows in sparql_times(program, folder, "all_pairs_*.rq") if with_sparql else ():
        if rows and float(rows[0]) != ours["fits"]:
            raise SystemExit(f"SPARQL's {name} counts {rows[0]} pairs, the columns {ours['fits']:.0f}")
        line(f"sparql_{name}_{count}{'' if rows else '_not_finished'}", seconds * 1e3, "ms")
        if rows:
            best["sparql"] = min(best.get("sparql", seconds), seconds)
    for peer, seconds in best.items():
        times = seconds / ours["columns_all_pairs"]
        line(f"columns_before_{peer}_{count}", times, "x")
        # Each target is for one size: SPARQL for the small one, DuckDB for the large one.
        if with_sparql == (peer == "sparql"):
            held(f"columns_before_{peer}_{count}", times, "x", least=LEAST_TIMES[peer])
    return folder


def questions(program, folder, count):
    ours = figures_in(own(program, "ask", count, count, BOARDS))
    for name in ("devices_for_a_model", "models_for_a_device"):
        line(f"columns_{name}_{count}", ours[f"{name}_hard"], "us")
        seconds, answers = [], set()
        for form, time_taken, rows in sparql_times(program, folder, f"{name}_*.rq"):
            line(f"sparql_{form}_{count}{'' if rows is not None else '_not_finished'}", time_taken * 1e6, "us")
            if rows is not None:
                seconds.append(time_taken)
                answers.add(len(rows))
        found = int(ours[f"{name}_hard_found"])
        if answers != {found}:
            raise SystemExit(f"{name}: the forms answer with {answers} rows, the columns with {found}")
        times = min(seconds) * 1e6 / ours[f"{name}_hard"]
        line(f"columns_before_sparql_{name}_{count}", times, "x")
        held(f"columns_before_sparql_{name}_{count}", times, "x", least=100)


def main(kilograph):
    program = Path(kilograph).resolve().parents[1] / "bench/kg_columns_bench"
    for what, models, devices in (
        ("realistic", 100_000, 1_000_000),
        ("hard", 100_000, 100_000),
        ("change", 10_000, 100_000),
    ):
        models, devices = models // divisor(), devices // divisor()
        print(f"# {what}: {models} models, {devices} devices", flush=True)
        text = own(program, what, models, devices, BOARDS)
        print(text, end="", flush=True)
        figures = figures_in(text)
        if what == "hard":
            figures["both_bitmaps_best"] = max(v for k, v in figures.items() if k.startswith("both_bitmaps_"))
        for name, unit, bound in TARGETS[what]:
            held(name, figures[name], unit, **bound)
    few, many = max(1_000 // divisor(), 50), max(10_000 // divisor(), 100)
    all_pairs(program, few, with_sparql=True)
    questions(program, all_pairs(program, many, with_sparql=False), many)


if __name__ == "__main__":
    main(sys.argv[1])
