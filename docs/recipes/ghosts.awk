# Finds ghosts that match the filter of the manifest in the environment: entries that were left out and should be rows.
# Takes their openings at their word; docs/format.md says what that is worth.
function string(json, name) {     # the value of a string member, quotes included; "" if there is none
  return match(json, "\"" name "\":\"([^\"\\\\]|\\\\.)*\"") ? substr(json, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
}
function bare(text) { return substr(text, 2, length(text) - 2) }
function listed(name, value,    list, item) {     # whether a list of the filter is absent, or holds the value
  if (!match(filter, "\"" name "\":\\[[^]]*\\]")) return 1
  list = substr(filter, RSTART, RLENGTH)
  if (index(list, value)) return 1
  if (name != "action") return 0
  while (match(list, /"[a-z_.]*\.\*"/)) {         # x.* is what starts with x.
    item = substr(list, RSTART + 1, RLENGTH - 3)
    if (substr(bare(value), 1, length(item)) == item) return 1
    list = substr(list, RSTART + RLENGTH)
  }
  return 0
}
BEGIN { filter = substr(ENVIRON["manifest"], index(ENVIRON["manifest"], "\"filter\":{")) }
NR > 1 && match($0, /"open":\{"name":"[a-z]*","value":/) {
  name = substr($0, RSTART + 16, RLENGTH - 26)
  value = substr($0, RSTART + RLENGTH, length($0) - RSTART - RLENGTH - 75)     # up to ,"salt":"…"}}
  is = index(" time action severity resource actor ", " " name " ") == 0
  if (name == "time") is = !((string(filter, "from") > value "") || (string(filter, "to") != "" && value "" >= string(filter, "to")))
  if (name == "severity" || name == "action") is = listed(name, value)
  if (name == "actor") {
    who = string(filter, "actor"); type = string(filter, "actorType")
    is = (type == "" || type == string(value, "type")) && (who == "" || who == string(value, "id") || who == string(value, "name"))
  }
  if (name == "resource") {
    what = string(filter, "resource"); type = bare(string(value, "type"))
    is = what == "" || what == "\"" type "\"" || what == "\"" type ":" bare(string(value, "id")) "\"" || what == string(value, "name")
  }
  if (is) { print "proof line " NR ": " name " " value " matches the filter" > "/dev/stderr"; found = 1 }
}
END { exit found }
