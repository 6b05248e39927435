import { day, form, id, ids, label, type CommandOf } from '../form.js';

export const inspectionForms = {
  GrantInspection: form('GrantInspectionBody', {
    inspectorId: id('The inspector'),
    auditIds: ids('The audits that may be read'),
    from: day('First day'),
    until: day('Last day'),
    reason: label('The inspection it is for, as its letter calls it; recorded with every reading, so never a name', {
      example: 'Inspection of June 2026',
    }),
  }),
  EndInspection: form('EndInspectionBody', {
    inspectorId: id('The inspector whose grant it is'),
    reason: label('Why it ends before its time'),
  }),
};

type AsSaid = CommandOf<typeof inspectionForms>;

export type InspectionCommand = AsSaid[keyof AsSaid] & { readonly grantId: string };
