import Foundation

/// The operations of the workloads; the numbers are those of `limit.h` and of the peers.
enum OperationCode: UInt8 {
  case add, subtract, multiply, divide, sin, tanh, exp
}

/// A formula as a list of operations, which every contender but adrepl is given.
///
/// Inputs are numbered from 0 and operations follow. An operand below zero is the complement of the position of a
/// constant; an operation of one operand has `Int32.min` for its second.
struct NodeList {
  let inputs: [Double]
  let constants: [Double]
  let opcodes: [UInt8]
  let lefts: [Int32]
  let rights: [Int32]
  let target: Int32

  /// The number of operations, of which the nanoseconds are counted; inputs cost nothing.
  var operationCount: Int { opcodes.count }

  /// The list as the peers read it: the counts and the target in 32 bits, then the columns.
  func write(to path: String) throws {
    guard let file = fopen(path, "wb") else { throw BenchmarkError("cannot write \(path)") }
    defer { fclose(file) }
    write([Int32(inputs.count), Int32(constants.count), Int32(opcodes.count), target], to: file)
    write(inputs, to: file)
    write(constants, to: file)
    write(lefts, to: file)
    write(rights, to: file)
    write(opcodes, to: file)
  }

  private func write<Element: BitwiseCopyable>(_ column: [Element], to file: UnsafeMutablePointer<FILE>) {
    column.withUnsafeBytes { bytes in
      _ = fwrite(bytes.baseAddress ?? UnsafeRawPointer(file), 1, bytes.count, file)
    }
  }
}
