import { form, text, type CommandOf } from '../form.js';

export const roundForms = {
  ExcuseDraw: form('ExcuseDrawBody', {
    reason: text('Why nothing is drawn for this period. Names no child and no worker'),
  }),
  LiftExcuse: form('LiftExcuseBody', {
    reason: text('Why it is to be drawn after all. Names no child and no worker'),
  }),
};

type Said = CommandOf<typeof roundForms>;

export type RoundsCommand =
  | (Said['ExcuseDraw'] & { drawId: string })
  | (Said['LiftExcuse'] & { drawId: string })
  /** From here on the commands of `owe-draws` and `record-draws`. */
  | { type: 'OweDraw'; round: string; period: string; due: string }
  | { type: 'DropDraw'; drawId: string }
  | { type: 'RecordDrawMade'; round: string; period: string; sampleId: string };
