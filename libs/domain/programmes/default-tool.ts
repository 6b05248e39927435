import { DEFAULT_TOOLS } from '../settings/default-tools.js';
import type { AuditTool } from '../settings/programme-settings.js';

/** A tool that a new programme starts with, for programmes whose own nobody published. @throws where there is none */
export function defaultTool(key: string): AuditTool {
  const tool = DEFAULT_TOOLS.find((each) => each.key === key);
  if (tool === undefined) throw new Error(`There is no default tool ${key}`);
  return tool;
}

/** A domain of it, under the key and the name given. @throws where there is none */
export function defaultDomain(key: string, label: string): AuditTool['domains'][number] {
  const domain = defaultTool('deep-dive').domains.find((each) => each.key === key);
  if (domain === undefined) throw new Error(`There is no default domain ${key}`);
  return { ...domain, label, required: true };
}
