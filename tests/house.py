"""A pattern of a user's own, as they would write it in TOML."""

MINE = r"""
language = "en"

[tools]
Robby = ["robby"]

[[pattern]]
id = "mine-robby"
family = "publisher-disclosure"
strength = "full"
scope = "text"
regex = '''\bmade by robby\b'''
matches = ["This was made by Robby.", "Made by robby", "It is made by Robby the robot."]
ignores = ["Made by Rob.", "\"Made by Robby\" is a label.", "Not made by Robby."]
source = "our own house style"
"""
