# Makes power_oracle.csv (needs mpmath). usage: power_oracle.py > power_oracle.csv
import random
import mpmath as mp

mp.mp.dps = 50
random.seed(7)
f = lambda v: repr(float(v))
print("# x, ln x, y, e^y - 1, ln(1 + y) (0 where |y| >= 0.9); 50 digits, rounded to the nearest float; made by power_oracle.py")
for i in range(1000):
    r = random.random()
    x = random.uniform(0.3, 3) if r < 0.6 else 1 + random.uniform(-1, 1) * 10 ** random.uniform(-12, -1) if r < 0.8 else 10 ** random.uniform(-250, 250)
    y = random.uniform(-0.9, 0.9) if r < 0.5 else random.uniform(-1, 1) * 10 ** random.uniform(-12, -1) if r < 0.8 else random.uniform(-600, 600) if r > 0.9 else random.uniform(-5, 5)
    print(",".join([repr(x), f(mp.log(mp.mpf(x))), repr(y), f(mp.expm1(mp.mpf(y))), f(mp.log1p(mp.mpf(y))) if abs(y) < 0.9 else "0"]))
