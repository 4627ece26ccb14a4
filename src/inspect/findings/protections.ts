import type { ProtectionKind } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import type { Evidence } from './evidence.ts';

/** Looked for in the code, and not there. */
export function isAbsent(evidence: Evidence, kind: ProtectionKind): boolean {
  return !evidence.stack.protections.some((protection) => protection.kind === kind && protection.at !== undefined);
}

/** Where a protection for every request would be added: beside the first middleware, or where the framework is created. */
export function whereToAdd(evidence: Evidence): Location {
  return evidence.stack.middleware[0]?.at ?? evidence.stack.framework.at;
}
