import type { CommandBus } from '@nestjs/cqrs';
import type { BoundCommand } from './command-classes.js';
import type { CommandAnswer } from '../calls/command-answer.js';
import type { CommandCall } from '../calls/command-call.js';

/** A caller named a command that is not in the catalogue: a bug, since routes and processes come from it. */
class UnknownCommand extends Error {
  constructor(name: string) {
    super(`There is no command ${name}`);
    this.name = 'UnknownCommand';
  }
}

/** The door every command comes through: API, command line and process managers alike. */
export class CommandGateway {
  private readonly commands: ReadonlyMap<string, BoundCommand>;

  constructor(
    private readonly bus: CommandBus,
    commands: readonly BoundCommand[],
  ) {
    this.commands = new Map(commands.map((bound) => [bound.name, bound]));
  }

  /**
   * Accepts a command or refuses it with a code and a sentence.
   * @throws StoreUnavailable or KeysUnavailable when the outcome is unknown: send the same command again.
   */
  readonly execute = async (call: CommandCall): Promise<CommandAnswer> => {
    const bound = this.commands.get(call.name);
    if (bound === undefined) throw new UnknownCommand(call.name);
    return this.bus.execute<CommandAnswer>(new bound.command(call, this.execute));
  };
}
