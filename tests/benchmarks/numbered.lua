-- For wrk: the same request with another number each time, so that no server has answered it before.
-- Arguments: what comes before the number, what comes after it, the first number.
-- At the end it prints one line: requests, microseconds, wrong statuses, other failures, 99 % latency.

local threads = 0

function setup(thread)
  thread:set("place", threads)
  threads = threads + 1
end

function init(args)
  before, after, number = args[1], args[2], tonumber(args[3]) + place * 100000000
end

function request()
  number = number + 1
  return before .. string.format("%d", number) .. after
end

function done(summary, latency, requests)
  local failed = summary.errors
  local other = failed.connect + failed.read + failed.write + failed.timeout
  io.write(string.format("measured %d %d %d %d %d\n",
    summary.requests, summary.duration, failed.status, other, latency:percentile(99)))
end
