import Testing

@testable import Memory

@Suite struct MemoryLimitsTests {
  /// What the groups allow where the system has these files.
  private func groupLimit(_ files: [String: String]) -> Int? { MemoryLimits.groupLimit { files[$0] } }

  @Test func theSmallestLimitOnTheWayUpCounts() {
    let files = [
      "/proc/self/cgroup": "0::/user.slice/job/step\n",
      "/sys/fs/cgroup/user.slice/job/step/memory.max": "max\n",
      "/sys/fs/cgroup/user.slice/job/memory.max": "1000\n",
      "/sys/fs/cgroup/user.slice/memory.max": "3000\n",
    ]
    #expect(groupLimit(files) == 1000)
  }

  @Test func aLimitAtTheRootCountsWhereTheRestOfTheTreeIsHidden() {
    #expect(
      groupLimit(["/proc/self/cgroup": "0::/docker/1f\n", "/sys/fs/cgroup/memory.max": "4096\n"]) == 4096)
    #expect(groupLimit(["/sys/fs/cgroup/memory.max": "4096\n"]) == 4096)
  }

  @Test func theFirstVersionHasATreeOfItsOwn() {
    let files = [
      "/proc/self/cgroup": "9:name=systemd:/\n5:cpu,memory:/a/b\n0::/\n",
      "/sys/fs/cgroup/memory/a/b/memory.limit_in_bytes": "9223372036854771712\n",
      "/sys/fs/cgroup/memory/a/memory.limit_in_bytes": "2048\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    ]
    #expect(groupLimit(files) == 2048)
  }

  @Test(arguments: [
    [:], ["/proc/self/cgroup": "0::/a\n"], ["/sys/fs/cgroup/memory.max": "max\n"],
    ["/proc/self/cgroup": "nonsense\n"], ["/sys/fs/cgroup/memory.max": "99999999999999999999999\n"],
  ])
  func noNumberIsNoLimit(files: [String: String]) {
    #expect(groupLimit(files) == nil)
  }

  @Test func theMachineCountsWhereItHasLessThanItsGroups() {
    let machine = ["/proc/meminfo": "MemTotal:         100 kB\nMemFree:  7 kB\n"]
    func limit(_ files: [String: String]) -> Int? { MemoryLimits.residentLimit { files[$0] } }
    #expect(limit(machine) == 102_400)
    #expect(limit(machine.merging(["/sys/fs/cgroup/memory.max": "4096\n"]) { $1 }) == 4096)
    #expect(limit(machine.merging(["/sys/fs/cgroup/memory.max": "999999\n"]) { $1 }) == 102_400)
    #expect(limit(["/sys/fs/cgroup/memory.max": "4096\n"]) == nil)
  }
}

@Suite struct MemoryRoomTests {
  /// In a process of its own: what was refused is remembered for the process, and would end what other tests do meanwhile.
  @Test func nobodyTakesMoreThanTheMachineHas() async {
    #if os(Linux)
      await #expect(processExitsWith: .success) {
        #expect(MemoryRoom.allows(1 << 20))
        #expect(!MemoryRoom.wasRefused)
        #expect(!MemoryRoom.allows(1 << 60))
        #expect(MemoryRoom.wasRefused)
        #expect(!MemoryRoom.allows(.max, of: Double.self))
        MemoryRoom.forgetRefusal()
        #expect(!MemoryRoom.wasRefused)
        #expect((0...1).contains(MemoryRoom.share() ?? -1))
      }
    #endif
  }

  /// In a process of its own: other tests take memory meanwhile.
  @Test func whatIsMeasuredIsWhatIsTaken() async {
    #if os(Linux)
      await #expect(processExitsWith: .success) {
        let before = try #require(MemoryUse.now)
        let bytes = [UInt8](repeating: 1, count: 64 << 20)
        let after = try #require(MemoryUse.now)
        #expect(bytes.last == 1)
        let growth = [
          after.addressSpace - before.addressSpace, after.resident - before.resident,
          after.data - before.data,
        ]
        #expect(growth.allSatisfy { (60 << 20...200 << 20).contains($0) }, "\(growth)")
      }
    #endif
  }

  @Test func smallThingsGrowByDoubling() {
    #expect(MemoryRoom.enlarged(0, stride: 8) == 16)
    #expect(MemoryRoom.enlarged(16, stride: 8) == 32)
    #expect(MemoryRoom.isLimited || MemoryRoom.enlarged(1 << 30, stride: 8) == 1 << 31)
  }
}
