"""A system that speaks the protocol without computing anything, in the ways a system can behave."""

import json
import os
import sys
import time
from array import array
from pathlib import Path

arguments = dict(zip(sys.argv[1::2], sys.argv[2::2]))
behaviour, out = arguments["--behaviour"], Path(arguments["--out"])

(out / "pid").write_text(str(os.getpid()), encoding="utf-8")
if behaviour == "dies":
    sys.exit("no reason given")
if behaviour.startswith("cannot"):
    print("it has no convolutions", file=sys.stderr, flush=True)
    if behaviour == "cannot, and ends slowly":
        os.close(1)
        time.sleep(1.5)
    os._exit(3)
if behaviour == "hangs":
    time.sleep(60)
with (out / "some.f32").open("wb") as file:
    array("f", [1.0, 2.0]).tofile(file)
loss = 2.0 if behaviour == "disagrees" else 1.0
check = {"losses": [loss], "gradient": str(out / "some.f32"), "update": str(out / "some.f32")}
print(json.dumps({"event": "ready", "check": check, "versions": {}, "variant": behaviour}), flush=True)
for line in sys.stdin:
    if line == "quit\n":
        break
    if behaviour == "babbles":
        print("hello", flush=True)
    else:
        products = {"sgemm": 7.0} if behaviour == "multiplies" else {}
        print(json.dumps({"event": "turn", "taskSteps": 100 if behaviour == "fast" else 10, "seconds": 0.5} | products), flush=True)
