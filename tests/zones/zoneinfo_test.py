"""Zones of every kind: none but one offset, rules north and south, half an hour, negative, by Ramadan, a day left out."""
from comparison import main

ZONES = {"Africa/Casablanca", "America/New_York", "America/Nuuk", "Asia/Gaza", "Asia/Seoul", "Australia/Lord_Howe",
         "EST5EDT", "Etc/GMT-14", "Europe/Berlin", "Europe/Dublin", "Pacific/Apia", "UTC"}

main(lambda name: name in ZONES)
