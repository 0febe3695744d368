/// What people want to do: the heading under which help lists a command.
package enum CommandGroup: String, CaseIterable, Sendable {
  case differentiate
  case higherOrder = "higher order"
  case lookInside = "look inside"
  case explore
  case check
  case change
  case session

  /// The heading.
  var title: String { rawValue }

  /// The commands of the group, in the order of the registry.
  var commands: [any Command] { CommandRegistry.commands.filter { $0.group == self } }
}
