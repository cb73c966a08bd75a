# Asks reflectors, which are services on the internet, from which public IPv4 address a request comes. Asks again until
# they see expected addresses only, or until the time is over, because routes settle after the deployment.
# Prints one line of JSON. The exit code is always 0: another one would fail the deployment.
$reflectors = '@REFLECTORS@' -split ' '
$expected = '@EXPECTED@' -split ' '
$seconds = [int]'@SECONDS@'

$notPublic = '^(0|10|127|22[4-9]|2[3-5]\d)\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|' +
  '^192\.168\.|^192\.0\.[02]\.|^192\.88\.99\.|^198\.1[89]\.|^198\.51\.100\.|^203\.0\.113\.|^168\.63\.129\.16$'
$octet = '(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)'

# No proxy and no user's settings: the question is where the machine's own routes lead. A list of revoked certificates that
# cannot be fetched is no reason to reject an answer. The rate bounds what a wrong server can send.
function Ask([string]$url) {
  if (-not (Get-Command curl.exe -ErrorAction SilentlyContinue)) {
    return [ordered]@{ reflector = $url; address = ''; error = 'curl.exe is not installed' }
  }
  $lines = @(& curl.exe -q -4 -s -f --noproxy '*' --proto '=https' --ssl-revoke-best-effort --limit-rate 16k --max-time 10 -w '\n%{time_namelookup} %{time_connect}' $url)
  $status = $LASTEXITCODE
  $reason = ''
  switch ($status) {
    0 { }
    6 { $reason = 'name not resolved' }
    7 { $reason = 'no connection' }
    22 { $reason = 'HTTP error' }
    28 {
      $reason = 'too slow'
      if ($lines[-1] -like '* 0.000000') { $reason = 'no connection' }
      if ($lines[-1] -like '0.000000 *') { $reason = 'name not resolved' }
    }
    { $_ -in 35, 51, 58, 60, 77, 83, 90, 91 } { $reason = 'TLS failed' }
    default { $reason = "curl exit code $status" }
  }
  $address = ''
  if ($reason -eq '') {
    $body = ($lines[0..($lines.Count - 2)] -join '') -replace '\s', ''
    if ($body -match "^$octet(\.$octet){3}$" -and $body -notmatch $notPublic) { $address = $body }
    else { $reason = 'not a public IPv4 address' }
  }
  [ordered]@{ reflector = $url; address = $address; error = $reason }
}

$end = (Get-Date).AddSeconds($seconds)
while ($true) {
  $answers = @(foreach ($url in $reflectors) { Ask $url })
  $seen = @($answers | ForEach-Object { $_.address } | Where-Object { $_ })
  $other = @($seen | Where-Object { $_ -notin $expected })
  if (($seen.Count -gt 0 -and $other.Count -eq 0) -or (Get-Date) -ge $end) { break }
  Start-Sleep -Seconds 5
}

$egress = ''
$problem = 'no reflector answered with a public IPv4 address'
if ($seen.Count -gt 0) {
  # The address that most reflectors see.
  $egress = ($seen | Group-Object | Sort-Object -Property Count -Descending | Select-Object -First 1).Name
  $problem = ''
}
[ordered]@{ egress = $egress; answers = $answers; error = $problem } | ConvertTo-Json -Compress -Depth 3
exit 0
