import { day, form, label, orNull, text, type CommandOf } from '../form.js';

const review = {
  words: text('What was found, and what is done next. Names no child and no worker'),
  standing: orNull(label('How it stands now, as it is to be printed: a status, or the rating of a risk')),
  next: orNull(day('When it is reviewed again; nobody owes another review where it is left out')),
};

export const reviewForms = {
  ReviewPlanAction: form('ReviewPlanActionBody', review),
  ReviewRisk: form('ReviewRiskBody', review),
};

type Said = CommandOf<typeof reviewForms>;
export type ReviewCommand = Said['ReviewPlanAction'] | Said['ReviewRisk'];
