/**
 * What an imported id is looked up by. Ids are only unique among subjects of one type: a child and a foster carer may
 * share a number. A child's id stands for itself.
 */
export function subjectKey(subjectType: string, importedId: string): string {
  const id = importedId.trim();
  return subjectType === 'child' ? id : `${subjectType}:${id}`;
}
