import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The shapes of answers, for the API's description. */

export class StepAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ example: 'audit-accepted.v1' })
  type!: string;
}

export class AcceptedAnswer {
  @ApiProperty({ enum: [true] })
  accepted!: true;
  @ApiProperty({ format: 'uuid' })
  commandId!: string;
  @ApiProperty({ description: 'The stream the events were recorded in' })
  stream!: string;
  @ApiProperty({ description: 'The record the command was about, or made' })
  id!: string;
  @ApiProperty({ description: "The stream's revision after the command" })
  revision!: number;
  @ApiProperty({ description: 'Pass it to a list as `after` to see what the command did' })
  position!: number;
  @ApiProperty({ type: [StepAnswer] })
  events!: StepAnswer[];
  @ApiProperty({ description: 'Whether the same command had been accepted before' })
  repeated!: boolean;
}

export class BodyProblemAnswer {
  @ApiProperty({ description: 'Where in the body', example: 'domains.0.grade' })
  property!: string;
  @ApiProperty()
  sentence!: string;
}

export class ProblemAnswer {
  @ApiProperty({ example: 'urn:plumbline:problem:not-independent' })
  type!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  status!: number;
  @ApiProperty({ description: 'Stable: what a program goes by' })
  code!: string;
  @ApiProperty({ description: 'A sentence for a person' })
  detail!: string;
  @ApiPropertyOptional({ type: [BodyProblemAnswer] })
  problems?: BodyProblemAnswer[];
}
