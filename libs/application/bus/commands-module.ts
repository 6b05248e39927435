import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { byName, catalogue } from '../catalogue/catalogue.js';
import type { CommandRow } from '../row/command-row.js';
import { CommandExecution } from '../gateway/command-execution.js';
import type { ExecutionParts } from '../gateway/command-execution.js';
import { CommandGateway } from './command-gateway.js';
import { boundCommand } from './command-classes.js';
import type { OnCommandDone } from './passage.js';

export interface CommandsParts extends ExecutionParts {
  /** Told of every command when it is done. */
  readonly onDone?: OnCommandDone;
}

/** The catalogue's commands on the bus of @nestjs/cqrs, one handler each, and the gateway before it. */
@Module({})
export class CommandsModule {
  static on(parts: CommandsParts, rows: readonly CommandRow[] = catalogue): DynamicModule {
    const bound = [...byName(rows).values()].map((row) => boundCommand(row, parts.onDone));
    return {
      module: CommandsModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: CommandExecution, useValue: new CommandExecution(parts) },
        ...bound.map(({ handler }) => handler),
        {
          provide: CommandGateway,
          inject: [CommandBus],
          useFactory: (bus: CommandBus) => new CommandGateway(bus, bound),
        },
      ],
      exports: [CommandGateway],
    };
  }
}
