import Foundation

/// A formula with a name, and its list of operations in a file for the peers.
final class Workload {
  let name: String
  let formula: any Formula
  let list: NodeList

  /// The file that the peers read; it goes with the workload.
  let path: String

  init(_ name: String, _ formula: any Formula) throws {
    self.name = name
    self.formula = formula
    list = formula.list
    path = "\(temporaryDirectory)/adrepl-workload-\(getpid()).bin"
    try list.write(to: path)
  }

  deinit { unlink(path) }

  /// The direction of the Hessian-vector product; the peers compute the same.
  static func direction(count: Int) -> [Double] { (0..<count).map { 0.5 + Double($0 % 13) / 13 } }
}
