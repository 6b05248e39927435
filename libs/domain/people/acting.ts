import type { Directory } from './directory.js';

/**
 * Those who act for a person on a day: themself; while they are away their deputy, or the deputy's deputy. Nobody where
 * they are not in post, or away without a deputy who is there.
 * @param date London date
 */
export function actingFor(personId: string, directory: Directory, date: string): readonly string[] {
  const passed = new Set<string>();
  const reached = (person: string): readonly string[] => {
    if (passed.has(person) || !directory.inPost(person, date)) return [];
    passed.add(person);
    const away = directory.awayOn(person, date);
    return away === null ? [person] : away.deputies.flatMap(reached);
  };
  return reached(personId);
}
