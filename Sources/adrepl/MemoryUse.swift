#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much of the machine's memory the program takes.
enum MemoryUse {
  /// The memory that the program takes as a part of what there is for it; nil where that is not known, as on macOS, where
  /// the system makes room by itself as long as the disk allows.
  ///
  /// A system call or two, some microseconds.
  static func share() -> Double? {
    guard let whole, let pages = numbers(in: "/proc/self/statm").dropFirst().first else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / whole
  }

  /// The bytes that there are for the program: those of the machine, or fewer if its group has a limit.
  private static let whole: Double? = {
    guard let kilobytes = numbers(in: "/proc/meminfo").first else { return nil }
    return min(1024 * kilobytes, numbers(in: "/sys/fs/cgroup/memory.max").first ?? .infinity)
  }()

  /// The numbers at the beginning of a small file, none if there is no such file.
  private static func numbers(in path: String) -> [Double] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return bytes.prefix(max(0, count)).split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .compactMap { Double(String(decoding: $0, as: UTF8.self)) }
  }
}
