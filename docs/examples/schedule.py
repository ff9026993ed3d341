"""Compute what is due for each child of a list. BOT is the server, KEY a key of the scope `schedule`."""

import json
import os
import urllib.error
import urllib.request

bot = os.environ.get("BOT", "http://127.0.0.1:5005")
children = [
    {"birth_date": "2025-03-10", "doses": [{"date": "2026-03-15"}]},
    {"birth_date": "2019-05-01", "doses": [{"age_months": 9}]},
    {"birth_date": "2025-02-29", "doses": []},  # there is no such day: the answer says so
]

for child in children:
    call = urllib.request.Request(
        f"{bot}/api/v1/schedule",
        json.dumps(child).encode(),
        {
            "Content-Type": "application/json",
            "Accept-Language": "kk",
            "Authorization": f"Bearer {os.environ.get('KEY', '')}",
        },
    )
    try:
        with urllib.request.urlopen(call, timeout=10) as response:
            found = json.load(response)
    except urllib.error.HTTPError as refused:
        problem = json.load(refused)
        if refused.code != 422:
            raise SystemExit(problem["detail"]) from refused
        for fault in problem["errors"]:
            print(child["birth_date"], "can't be used:", fault["pointer"], fault["code"])
        continue
    print(child["birth_date"], found["status"], "dose", found["dose"], "from", found["from"], "until", found["until"])
    for reason in found["reasons"]:
        print(" ", reason["code"], reason["text"])
