#!/bin/sh
# Asks reflectors, which are services on the internet, from which public IPv4 address a request comes. Asks again until
# they see expected addresses only, or until the time is over, because routes settle after the deployment.
# Prints one line of JSON. The exit code is always 0: another one would fail the deployment.
reflectors='@REFLECTORS@'
expected='@EXPECTED@'
seconds='@SECONDS@'

# is_public ADDRESS: succeeds for an IPv4 address that is reachable from anywhere in the internet.
is_public() {
  case $1 in '' | *[!0-9.]* | .* | *. | *..* | *.*.*.*.*) return 1 ;; *.*.*.*) ;; *) return 1 ;; esac
  a=${1%%.*} rest=${1#*.}
  b=${rest%%.*} rest=${rest#*.}
  c=${rest%%.*} d=${rest#*.}
  for octet in "$a" "$b" "$c" "$d"; do
    case $octet in ????* | 0?*) return 1 ;; esac
    [ "$octet" -le 255 ] || return 1
  done
  [ "$a" -lt 224 ] || return 1
  case $a.$b.$c.$d in
    0.* | 10.* | 127.* | 169.254.* | 192.168.* | 192.0.0.* | 192.0.2.* | 192.88.99.*) return 1 ;;
    198.18.* | 198.19.* | 198.51.100.* | 203.0.113.* | 168.63.129.16) return 1 ;;
  esac
  if [ "$a" -eq 172 ] && [ "$b" -ge 16 ] && [ "$b" -le 31 ]; then return 1; fi
  if [ "$a" -eq 100 ] && [ "$b" -ge 64 ] && [ "$b" -le 127 ]; then return 1; fi
  return 0
}

# ask URL: sets address to what the reflector sees, or to nothing and reason to why. No proxy and no user's settings:
# the question is where the machine's own routes lead. The rate bounds what a wrong server can send.
ask() {
  address='' reason='' body=''
  if command -v curl > /dev/null 2>&1; then
    body=$(curl -q -4 -s -f --noproxy '*' --proto '=https' --limit-rate 16k --max-time 10 -w '\n%{time_namelookup} %{time_connect}' "$1" 2> /dev/null)
    status=$?
    times=${body##*
}
    body=${body%
*}
    case $status in
      0) ;;
      6) reason='name not resolved' ;;
      7) reason='no connection' ;;
      22) reason='HTTP error' ;;
      28)
        case $times in
          '0.000000 '*) reason='name not resolved' ;;
          *' 0.000000') reason='no connection' ;;
          *) reason='too slow' ;;
        esac
        ;;
      35 | 51 | 58 | 60 | 77 | 83 | 90 | 91) reason='TLS failed' ;;
      *) reason="curl exit code $status" ;;
    esac
  elif command -v wget > /dev/null 2>&1; then
    body=$(wget -q -4 -O - --no-proxy --max-redirect=0 --limit-rate=16k --timeout=10 --tries=1 "$1" 2> /dev/null)
    status=$?
    [ "$status" -eq 0 ] || reason="wget exit code $status"
  else
    reason='neither curl nor wget is installed'
  fi
  [ -z "$reason" ] || return 0
  body=$(printf '%.100s' "$body" | tr -d '[:space:]')
  if is_public "$body"; then address=$body; else reason='not a public IPv4 address'; fi
}

# ask_all: sets answers to a JSON list, seen to all addresses, and settled to yes if all of them are expected.
ask_all() {
  answers='' seen='' settled=''
  for url in $reflectors; do
    ask "$url"
    answers="$answers${answers:+,}{\"reflector\":\"$url\",\"address\":\"$address\",\"error\":\"$reason\"}"
    [ -n "$address" ] || continue
    seen="$seen $address"
    case " $expected " in
      *" $address "*) settled=${settled:-yes} ;;
      *) settled=no ;;
    esac
  done
}

end=$(($(date +%s) + seconds))
ask_all
while [ "$settled" != yes ] && [ "$(date +%s)" -lt "$end" ]; do
  sleep 5
  ask_all
done

# The address that most reflectors see.
egress='' most=0
for one in $seen; do
  count=0
  for other in $seen; do [ "$one" != "$other" ] || count=$((count + 1)); done
  if [ "$count" -gt "$most" ]; then egress=$one most=$count; fi
done
error=''
[ -n "$egress" ] || error='no reflector answered with a public IPv4 address'
printf '{"egress":"%s","answers":[%s],"error":"%s"}\n' "$egress" "$answers" "$error"
exit 0
