-- For wrk: the requests of a file, one after the other, so that no two are the same write.
-- REQUESTS names the file. A line is METHOD, PATH, COOKIE, HEADERS ("Name: value|…") and BODY, parted by tabs.
-- ZZPASSZZ in a body becomes the number of the pass through the file, from 1.
-- FIRST is how many requests were made before, ONCE=1 says that no line may be used twice, EXPECT is the only
-- status that is no failure.

local thread

function setup(one)
  thread = one
end

local rows, ready = {}, {}
local first = tonumber(os.getenv("FIRST") or "0")
local once = os.getenv("ONCE") == "1"
local expected = tonumber(os.getenv("EXPECT") or "200")
sent, wrong, repeated = 0, 0, 0

function init(arguments)
  for line in io.lines(os.getenv("REQUESTS")) do
    local fields = {}
    for field in (line .. "\t"):gmatch("(.-)\t") do fields[#fields + 1] = field end
    rows[#rows + 1] = fields
  end
end

local function written(fields, pass)
  local headers = { Cookie = fields[3] }
  for name, value in fields[4]:gmatch("([^|:]+): ([^|]+)") do headers[name] = value end
  local body = nil
  if fields[1] == "POST" then body = fields[5]:gsub("ZZPASSZZ", pass) end
  return wrk.format(fields[1], fields[2], headers, body)
end

function request()
  local number = first + sent
  local row, pass = number % #rows + 1, math.floor(number / #rows) + 1
  sent = sent + 1
  if once and pass > 1 then repeated = repeated + 1 end
  local fields = rows[row]
  if fields[5] and fields[5]:find("ZZPASSZZ", 1, true) then return written(fields, pass) end
  if not ready[row] then ready[row] = written(fields, pass) end
  return ready[row]
end

function response(status)
  if status ~= expected then wrong = wrong + 1 end
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    'FIGURES {"seconds": %.6f, "count": %d, "p50": %.3f, "p99": %.3f, "bytes": %d, "failed": %d, "sent": %d, "repeated": %d}',
    summary.duration / 1e6, summary.requests, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.bytes / math.max(1, summary.requests),
    errors.connect + errors.read + errors.write + errors.timeout + thread:get("wrong"),
    thread:get("sent"), thread:get("repeated")))
end
