# Makes who_oracle.csv: random children and their z-scores by the WHO method, computed with 40 digits (needs mpmath).
# Independent of the program: its own reading of the tables, its own arithmetic. Rounding to two decimals comes last.
# usage, from the repository's root: python3 tests/data/who_oracle.py > tests/data/who_oracle.csv
# With a number behind it, that many children instead of 3600.
import csv
import random
import sys
from mpmath import mp, mpf

mp.dps = 40
random.seed(20061)
T = {}
for name in ("wfa", "lhfa", "bfa", "hcfa", "acfa", "wfl", "wfh"):
    with open(f"assets/who/{name}.csv") as f:
        for r in csv.DictReader(f):
            key = r.get("age_days") or r["x_cm"]
            key = int(key) if "age_days" in r else int(mpf(key) * 10 + mpf("0.5"))
            T[name, int(r["sex"]), key] = tuple(mpf(r[c]) for c in "lms")


def z(y, lms, linear):
    if y is None or lms is None:
        return None
    l, m, s = lms
    sd = lambda k: m * (1 + l * s * k) ** (1 / l)
    v = ((y / m) ** l - 1) / (s * l)
    if linear and v > 3:
        v = 3 + (y - sd(3)) / (sd(3) - sd(2))
    if linear and v < -3:
        v = -3 + (y - sd(-3)) / (sd(-2) - sd(-3))
    return v


def child(sex, age, w, cm, measure, hc, ac, oedema):
    w, cm, hc, ac = (mpf(x) if x else None for x in (w, cm, hc, ac))
    months = mpf(age) / mpf("30.4375")
    day = int(mpf(age) + mpf("0.5"))
    if cm is not None:
        if day < 731 and measure == "h" and months >= 9:
            cm += mpf("0.7")
        if day >= 731 and measure == "l":
            cm -= mpf("0.7")
    bmi = w / (cm / 100) ** 2 if w is not None and cm is not None else None
    ww, bb = (None, None) if oedema == "y" else (w, bmi)
    table, lo, hi = ("wfl", 45, 110) if day < 731 else ("wfh", 65, 120)
    p = None
    if cm is not None and lo <= cm <= hi:
        t = int(cm * 10)
        p = T[table, sex, t]
        d = cm * 10 - t
        if d > 0:
            q = T[table, sex, t + 1]
            p = tuple(a + d * (b - a) for a, b in zip(p, q))
    g = lambda n: T.get((n, sex, day)) if months < 60 else None
    return [
        z(cm, g("lhfa"), False), z(ww, g("wfa"), True), z(ww, p if months < 60 else None, True),
        z(bb, g("bfa"), True), z(hc, g("hcfa"), False), z(ac, g("acfa"), True),
    ]


def text(v):
    if v is None:
        return ""
    n = int(abs(v) * 100 + mpf("0.5"))
    # Within 1e-9 of a tie floats may fall to either side: such a cell proves nothing and is left out.
    if abs(abs(v) * 100 + mpf("0.5") - n) < mpf("1e-9"):
        return "tie"
    return ("-" if v < 0 and n else "") + f"{n // 100}.{n % 100:02d}"


print("sex,age,weight,lenhei,measure,headc,armc,oedema,zlen,zwei,zwfl,zbmi,zhc,zac")
made = 0
wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
while made < wanted:
    sex = random.choice((1, 2))
    age = random.randint(0, 1826) if random.random() < 0.9 else random.choice((0, 90, 91, 273, 274, 730, 731, 1826))
    spread = random.choice((0.4, 1, 1.6, 2.6))
    u = lambda: random.gauss(0, spread)
    cm = f"{float(T['lhfa', sex, age][1]) * (1 + 0.036 * u()):.1f}"
    if random.random() < 0.1:
        cm += str(random.randint(1, 9))
    w = f"{float(T['wfa', sex, age][1]) * 2.718281828 ** (0.12 * u()):.{random.choice((1, 2, 3))}f}"
    hc = f"{float(T['hcfa', sex, age][1]) * (1 + 0.03 * u()):.1f}"
    ac = f"{float(T['acfa', sex, max(age, 91)][1]) * (1 + 0.08 * u()):.1f}"
    measure = random.choice(("l", "h", "")) if random.random() < 0.5 else ("l" if age < 731 else "h")
    w, cm, hc, ac = (x if random.random() > 0.03 else "" for x in (w, cm, hc, ac))
    if any(x and float(x) <= 0 for x in (w, cm, hc, ac)):
        continue
    oedema = "y" if random.random() < 0.02 else random.choice(("n", ""))
    out = [text(v) for v in child(sex, age, w, cm, measure, hc, ac, oedema)]
    if "tie" in out:
        continue
    made += 1
    print(",".join([str(sex), str(age), w, cm, measure, hc, ac, oedema] + out))
