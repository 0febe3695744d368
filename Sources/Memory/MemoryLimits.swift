import Platform

/// How much memory the process may take, as far as someone has said so; in bytes.
struct MemoryLimits: Sendable, Equatable {
  /// The most address space (`ulimit -v`), whether it is used or only set aside.
  var addressSpace: Int?

  /// The most address space that can be written to (`ulimit -d`).
  var data: Int?

  /// The memory of the machine, or less if the process belongs to a group that may take less.
  var resident: Int?

  /// Whether address space is dear: nothing can be set aside then that is not used.
  var boundAddressSpace: Bool { addressSpace != nil || data != nil }

  /// The limits of this process for address space. Two system calls.
  ///
  /// macOS has these limits and enforces none of them.
  static func ofAddressSpace() -> MemoryLimits {
    #if canImport(Glibc)
      let (space, data) = (__rlimit_resource_t(RLIMIT_AS.rawValue), __rlimit_resource_t(RLIMIT_DATA.rawValue))
      return MemoryLimits(addressSpace: limit(space), data: limit(data))
    #elseif canImport(Musl)
      return MemoryLimits(addressSpace: limit(RLIMIT_AS), data: limit(RLIMIT_DATA))
    #else
      return MemoryLimits()
    #endif
  }

  #if canImport(Glibc)
    private typealias Resource = __rlimit_resource_t
  #else
    private typealias Resource = Int32
  #endif

  private static func limit(_ resource: Resource) -> Int? {
    var limit = rlimit()
    // What is no limit is the largest number there is.
    return getrlimit(resource, &limit) == 0 ? Int(exactly: limit.rlim_cur) : nil
  }

  /// The memory that there is for the process, by the machine and by the groups that it belongs to; nil where that is not
  /// known, as on macOS, where the system makes room by itself as long as the disk allows. A few files are read.
  static func residentLimit(reading file: (_ path: String) -> String?) -> Int? {
    guard let machine = file("/proc/meminfo"), let kilobytes = numbers(in: machine).first else { return nil }
    return min(
      kilobytes.multipliedReportingOverflow(by: 1024).partialValue, groupLimit(reading: file) ?? .max)
  }

  /// The smallest limit among the memory groups (cgroups) that the process belongs to, one within another.
  ///
  /// `/proc/self/cgroup` says where they are: `0::/a/b` in version 2, `4:memory:/a/b` in version 1. Where a container
  /// shows only a part of the tree, the files that are not there are passed over; those at the root always count.
  static func groupLimit(reading file: (_ path: String) -> String?) -> Int? {
    var smallest: Int?
    func take(_ name: String, below root: String, _ group: Substring) {
      var parts = group.split(separator: "/")
      while true {
        let path = ([root[...]] + parts + [name[...]]).joined(separator: "/")
        // "max" is no number, and no limit.
        if let limit = file(path).flatMap({ numbers(in: $0).first }) {
          smallest = min(smallest ?? .max, limit)
        }
        if parts.popLast() == nil { return }
      }
    }
    for line in (file("/proc/self/cgroup") ?? "0::/").split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      if fields[0] == "0", fields[1].isEmpty {
        take("memory.max", below: "/sys/fs/cgroup", fields[2])
      } else if fields[1].split(separator: ",").contains("memory") {
        take("memory.limit_in_bytes", below: "/sys/fs/cgroup/memory", fields[2])
      }
    }
    return smallest
  }

  /// The numbers in a text.
  static func numbers(in text: String) -> [Int] {
    text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
  }
}
