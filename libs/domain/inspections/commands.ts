export type InspectionCommand =
  | {
      type: 'GrantInspection';
      grantId: string;
      inspectorId: string;
      auditIds: readonly string[];
      from: string;
      until: string;
      reason: string;
    }
  | { type: 'EndInspection'; grantId: string; inspectorId: string; reason: string };
