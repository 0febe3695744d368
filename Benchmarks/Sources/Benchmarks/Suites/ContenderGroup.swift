/// The contenders at one workload, those that could be had, checked against adrepl.
final class ContenderGroup {
  let workload: Workload
  let adrepl: AdreplContender
  let limits: [LimitContender]
  private(set) var peers: [PeerProcess] = []
  private(set) var absences: [String] = []
  private let report: Report

  init(
    _ workload: Workload, limits: [LimitContender.Schedule], _ settings: Settings, _ report: Report
  ) throws {
    self.workload = workload
    self.report = report
    adrepl = try AdreplContender(workload)
    self.limits = try limits.map { try LimitContender(workload.list, $0) }
    for peer in settings.peers {
      let maximum = min(peer.maximumOperationCount, settings.maximumPeerOperationCount)
      if workload.list.operationCount > maximum {
        absences.append("\(peer.name) (over \(counted(Double(maximum))) operations)")
        continue
      }
      do {
        let process = try PeerProcess(peer, workload, directory: settings.directory)
        report.addVersion(process.version, of: peer.name)
        peers.append(process)
      } catch {
        absences.append("\(peer.name) (\(error))")
      }
    }
  }

  /// Measures everyone who can do the work in turn and makes a table of it, having checked that all agree with adrepl.
  /// The nanoseconds of one repetition are multiplied by `scale`.
  func measure(
    _ work: Work, title: String, note: String, unit: String, scale: Double, also others: [any Contender] = [],
    _ roundRobin: RoundRobin
  ) throws -> Table {
    var table = Table(title: title, note: note, unit: unit, absences: absences)
    let expected = adrepl.answer(work)
    var contenders: [any Contender] = [adrepl]
    let rivals: [any Contender] = limits + peers
    for contender in rivals where contender.supports(work) {
      let difference = Agreement.largestDifference(try contender.answer(work), expected)
      if !(difference <= Agreement.tolerance) {
        report.addDisagreement(
          "\(contender.name) and adrepl, \(work) of \(workload.name): \(difference) apart")
      }
      contenders.append(contender)
    }
    contenders += others
    let samples = try roundRobin.measure(work, contenders)
    table.rows = zip(contenders, samples).map { contender, sample in
      Table.Row(name: contender.name, sample: sample.scaled(by: scale))
    }
    return table
  }
}
