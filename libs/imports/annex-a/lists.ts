import type { CaseStatus } from '#domain';
import { DEATH_COLUMNS } from '../caseload/died.js';
import type { KnownColumn } from '../rows/headers.js';

/** What the import looks up in a column. */
export type Holds =
  | 'child_id'
  | 'date_of_birth'
  | 'start'
  | 'end'
  | 'case_status'
  | 'closure_reason'
  | 'in_touch'
  | 'died_on'
  | 'deceased'
  | 'family'
  | 'team'
  | 'worker'
  | 'adviser';

export type ListNumber = 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** `also`: other headers seen in councils' files. Without a `required` column the whole sheet is rejected. */
export type AnnexColumn = KnownColumn<Holds>;

export interface AnnexList {
  readonly list: ListNumber;
  readonly title: string;
  /** What an open row of this list makes of a child; null for a list that gives none. */
  readonly status: CaseStatus | null;
  /** Whether its children make the sampling frame (6 to 9), a thematic frame (3 to 5) or only lend family links (10). */
  readonly serves: 'frame' | 'theme' | 'families';
  readonly columns: readonly AnnexColumn[];
}

const childId: AnnexColumn = {
  header: 'Child Unique ID',
  also: [
    'Child ID',
    'Unique Child ID',
    'Child Unique Identifier',
    'Child Unique Ref',
    'Child Unique ID Number',
    'LA Child ID',
  ],
  holds: 'child_id',
  required: true,
};
const dateOfBirth: AnnexColumn = {
  header: 'Date of Birth',
  also: ['DOB', 'D.O.B.', 'Child Date of Birth', 'Birth Date', 'Person Birth Date'],
  holds: 'date_of_birth',
};
const age: AnnexColumn = { header: 'Age of Child (Years)', also: ['Age', 'Age (Years)', 'Age of Child'] };
const disability: AnnexColumn = { header: 'Does the Child have a Disability', also: ['Disability', 'Has Disability'] };
const team: AnnexColumn = { header: 'Allocated Team', also: ['Team', 'Allocated Team Name'], holds: 'team' };
const worker: AnnexColumn = {
  header: 'Allocated Worker',
  also: ['Worker', 'Allocated Social Worker', 'Social Worker', 'Allocated Worker Name'],
  holds: 'worker',
};
/** Personal advisers are asked for in list 9 of later versions; older files have them too, or not. */
const adviser: AnnexColumn = {
  header: 'Allocated Personal Advisor',
  also: ['Allocated Personal Adviser', 'Personal Advisor', 'Personal Adviser', 'Allocated PA', 'PA'],
  holds: 'adviser',
  unasked: true,
};
const death: readonly AnnexColumn[] = [
  { ...DEATH_COLUMNS.diedOn, holds: 'died_on', unasked: true },
  { ...DEATH_COLUMNS.deceased, holds: 'deceased', unasked: true },
];
const characteristics: readonly AnnexColumn[] = [
  { header: 'Gender', also: ['Sex'] },
  { header: 'Ethnicity' },
  dateOfBirth,
  age,
  ...death,
];

function titled(...headers: string[]): AnnexColumn[] {
  return headers.map((header) => ({ header }));
}

/**
 * The child-level lists of Ofsted's Annex A that make a caseload, column by column as Ofsted prints them (inspecting
 * local authority children's services: Annex A, child-level data). A column that answers a question of the import says
 * what it `holds`; the others are known only so that a column nobody knows stands out.
 */
export const ANNEX_LISTS: readonly AnnexList[] = [
  {
    list: 3,
    title: 'Referrals',
    status: null,
    serves: 'theme',
    columns: [
      childId,
      ...characteristics,
      { header: 'Date of Referral', also: ['Referral Date'], holds: 'start' },
      ...titled('Referral Source', 'Referral NFA?', 'Number of Referrals in Last 12 Months'),
      team,
      worker,
    ],
  },
  {
    list: 4,
    title: 'Assessments',
    status: null,
    serves: 'theme',
    columns: [
      childId,
      ...characteristics,
      disability,
      { header: 'Continuous Assessment Start Date', holds: 'start' },
      ...titled('Child Seen During Continuous Assessment'),
      { header: 'Continuous Assessment Date of Authorisation', holds: 'end' },
      ...titled("Was the child assessed as requiring LA children's social care support?"),
      team,
      worker,
    ],
  },
  {
    list: 5,
    title: 'Section 47 enquiries',
    status: null,
    serves: 'theme',
    columns: [
      childId,
      ...characteristics,
      disability,
      { header: 'Strategy discussion initiating Section 47 Enquiry Start Date', holds: 'start' },
      ...titled(
        'Was an Initial Child Protection Conference deemed unnecessary?',
        'Date of Initial Child Protection Conference',
        'Did the Initial Child Protection Conference Result in a Child Protection Plan',
        'Number of Section 47 Enquiries in the last 12 months',
        'Number of ICPCs in the last 12 months',
      ),
      team,
      worker,
    ],
  },
  {
    list: 6,
    title: 'Children in need',
    status: 'child_in_need',
    serves: 'frame',
    columns: [
      childId,
      ...characteristics,
      disability,
      { header: 'CIN Start Date', also: ['Child in Need Start Date', 'CIN Plan Start Date'], holds: 'start' },
      ...titled('Primary Need Code', 'Date Child Was Last Seen'),
      {
        header: 'CIN Closure Date',
        also: ['Child in Need Closure Date', 'CIN End Date', 'CIN Plan End Date'],
        holds: 'end',
        required: true,
      },
      { header: 'Reason for Closure', holds: 'closure_reason' },
      { header: 'Case Status', holds: 'case_status' },
      team,
      worker,
    ],
  },
  {
    list: 7,
    title: 'Child protection',
    status: 'child_protection',
    serves: 'frame',
    columns: [
      childId,
      ...characteristics,
      disability,
      {
        header: 'Child Protection Plan Start Date',
        also: ['CP Plan Start Date', 'CPP Start Date', 'CP Start Date'],
        holds: 'start',
      },
      ...titled(
        'Initial Category of Abuse',
        'Latest Category of Abuse',
        'Date of the Last Statutory Visit',
        'Was the Child Seen Alone?',
        'Date of latest review conference',
      ),
      {
        header: 'Child Protection Plan End Date',
        also: ['CP Plan End Date', 'CPP End Date', 'CP End Date'],
        holds: 'end',
        required: true,
      },
      ...titled(
        'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
        'Number of Previous Child Protection Plans',
      ),
      team,
      worker,
    ],
  },
  {
    list: 8,
    title: 'Children looked after',
    status: 'looked_after',
    serves: 'frame',
    columns: [
      childId,
      ...characteristics,
      ...titled('Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)'),
      disability,
      {
        header: 'Date Started to be Looked After',
        also: ['Date Started Looked After', 'Date Started LAC'],
        holds: 'start',
      },
      ...titled(
        "Child's Category of Need",
        'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)',
        'Start date of current legal status',
        "Child's Legal Status",
        'Date of Latest Statutory Review',
        'Date of Last Social Work Visit',
        'What is the permanence plan for this child?',
        'Date of Last IRO Visit / Contact to the Child',
        'Date of Last Health Assessment',
        'Date of Last Dental Check',
        'Number of Placements in the Last 12 months',
      ),
      {
        header: 'Date Ceased to be Looked After',
        also: ['Date Ceased Looked After', 'Date Ceased LAC'],
        holds: 'end',
        required: true,
      },
      { header: 'Reason Ceased to be Looked After', also: ['Reason Ceased LAC'], holds: 'closure_reason' },
      ...titled(
        'Start Date of Most Recent Placement',
        'Placement Type',
        'Placement Provider',
        'Placement postcode',
        'URN of Placement',
        'Placement Location',
        'LA of Placement',
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        'Was the child offered a Return Interview after their last missing episode (Y/N)?',
        'Did the child accept a Return Interview after their last missing episode (Y/N)?',
      ),
      team,
      worker,
    ],
  },
  {
    list: 9,
    title: 'Care leavers',
    status: 'care_leaver',
    serves: 'frame',
    columns: [
      childId,
      ...characteristics,
      disability,
      team,
      worker,
      adviser,
      ...titled('Eligibility Category'),
      { header: 'LA in Touch', also: ['In Touch'], holds: 'in_touch' },
      ...titled('Type of Accommodation', 'Suitability of Accommodation', 'Activity Status'),
    ],
  },
  {
    list: 10,
    title: 'Adoption',
    status: null,
    serves: 'families',
    columns: [
      childId,
      { header: 'Family identifier', also: ['Family ID'], holds: 'family' },
      ...characteristics,
      disability,
      ...titled(
        'Date the Child Entered Care',
        'Date of Decision that Child Should be Placed for Adoption',
        'Date of Placement Order',
        'Date of Matching Child and Prospective Adopters',
        'Date Placed for Adoption',
        'Date of Adoption Order',
        'Date of Decision that Child Should No Longer be Placed for Adoption',
        'Reason Why Child No Longer Placed for Adoption',
        'Date the child was placed for fostering in FFA or concurrent planning placement',
      ),
    ],
  },
];
