import { attributeKind } from './attributeKind.js';
import { activationKind } from './campaigns/activationKind.js';
import { campaignKind } from './campaigns/campaignKind.js';
import { columnKind } from './columnKind.js';
import type { ConditionKind } from './ConditionKind.js';
import { consentKind } from './consentKind.js';
import { contactableKind } from './contactableKind.js';
import { listKind } from './listKind.js';
import { metricKind } from './metricKind.js';
import { purchaseKind } from './purchase/purchaseKind.js';
import { segmentKind } from './segmentKind.js';

/** The kinds of conditions, in the order of the API. */
export const conditionKinds: readonly ConditionKind[] = [
  columnKind,
  attributeKind,
  contactableKind,
  consentKind,
  metricKind,
  campaignKind,
  activationKind,
  purchaseKind,
  segmentKind,
  listKind,
];

const byName = new Map(conditionKinds.map((kind) => [kind.name, kind]));

/** The kind of a checked condition, with what is given for it. */
export function kindOf(condition: Readonly<Record<string, unknown>>): {
  readonly kind: ConditionKind;
  readonly given: unknown;
} {
  const [name, given] = Object.entries(condition).find(([, one]) => one !== undefined) ?? ['', undefined];
  const kind = byName.get(name);
  if (kind === undefined) throw new TypeError(`"${name}" is no kind of conditions`);
  return { kind, given };
}
