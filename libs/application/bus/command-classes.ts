import { Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import type { CommandRow } from '../row/command-row.js';
import type { CommandAnswer } from '../calls/command-answer.js';
import type { CommandCall } from '../calls/command-call.js';
import { CommandExecution } from '../gateway/command-execution.js';
import type { Send } from '../gateway/command-execution.js';
import { passing } from './passage.js';
import type { OnCommandDone } from './passage.js';

/** A command on the bus: what was called, and how it may send others. */
export class CatalogueCommand extends Command<CommandAnswer> {
  constructor(
    readonly call: CommandCall,
    readonly send: Send,
  ) {
    super();
  }
}

export interface BoundCommand {
  readonly name: string;
  readonly command: new (call: CommandCall, send: Send) => CatalogueCommand;
  readonly handler: Type<ICommandHandler<CatalogueCommand>>;
}

/** The command class of a row and its one handler, named as the row is. @param onDone told of each */
export function boundCommand(row: CommandRow, onDone?: OnCommandDone): BoundCommand {
  class RowCommand extends CatalogueCommand {}
  @CommandHandler(RowCommand)
  class RowHandler implements ICommandHandler<CatalogueCommand> {
    constructor(@Inject(CommandExecution) private readonly execution: CommandExecution) {}

    execute({ call, send }: CatalogueCommand): Promise<CommandAnswer> {
      return passing(call, (correlated) => this.execution.execute(row, correlated, send), onDone);
    }
  }
  Object.defineProperty(RowCommand, 'name', { value: row.name });
  Object.defineProperty(RowHandler, 'name', { value: `${row.name}Handler` });
  return { name: row.name, command: RowCommand, handler: RowHandler };
}
