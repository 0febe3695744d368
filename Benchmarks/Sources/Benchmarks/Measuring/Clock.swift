import Foundation

/// Nanoseconds on a clock that only goes forward.
func nanoseconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
}

/// How many nanoseconds the work takes.
func duration(of work: () throws -> Void) rethrows -> Double {
  let start = nanoseconds()
  try work()
  return nanoseconds() - start
}
