import type { z } from 'zod';
import { keysAt } from '../../lib/checks/keysAt.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { plural } from '../../lib/text/plural.js';
import { shortened } from '../../lib/text/shortened.js';
import { listLimits } from '../../words/limits.js';
import { kindOf } from '../conditions/conditionKinds.js';
import type { SegmentCondition, SegmentDefinition } from '../SegmentDefinition.js';
import { conditionsOf } from './conditionsOf.js';
import { definitionForm } from './definitionForm.js';

/** A place as sentences name it: `include.groups[0].conditions[2]`. */
const placed = (path: string, keys: readonly PropertyKey[]): string =>
  keys.reduce<string>((at, key) => {
    if (typeof key === 'number') return `${at}[${key}]`;
    return at === '' ? String(key) : `${at}.${String(key)}`;
  }, path);

const nullSentence = (at: string): string =>
  `"${at}" is null, which would ask for nothing in particular: leave it out, or ask for what has no value with "isNull: true".`;

const wanted: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
};

/** What is checked, by which form, and where it stands. */
interface Checked {
  readonly form: z.ZodType;
  readonly given: unknown;
  readonly path: string;
}

function sentenceOf(issue: z.core.$ZodIssue, { form, given, path }: Checked): string {
  const at = placed(path, issue.path);
  const name = at === '' ? 'The definition' : `"${at}"`;
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = keysAt(form, issue.path);
    return `${name} knows no "${shortened(key)}", only ${known.join(', ')}.${didYouMean(key, known)}`;
  }
  if (issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined) return `${name} is missing.`;
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `${name} is not ${wanted[issue.expected] ?? `a ${issue.expected}`}.`;
  if (issue.code === 'invalid_value')
    return `${name} is none of ${issue.values.map((value) => String(value)).join(', ')}.${didYouMean(
      String(valueAt(given, issue.path)),
      issue.values.map((value) => String(value)),
    )}`;
  return `${name} ${issue.message}.`;
}

/** The value at a place of what was given; undefined where there is none. */
const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key], given);

/** No definition that is right lies deeper. */
const deepest = 20;

/** Throws for a null: a variable that was forgotten must not make a definition wider. */
function checkNulls(given: unknown, path: string, depth = 0): void {
  if (given === null) throw new UserError(nullSentence(path));
  if (typeof given !== 'object' || depth > deepest) return;
  for (const [key, value] of Object.entries(given))
    checkNulls(value, placed(path, [Array.isArray(given) ? Number(key) : key]), depth + 1);
}

function checked<T>(form: z.ZodType<T>, given: unknown, path: string): T {
  const parsed = form.safeParse(given);
  if (parsed.success) return parsed.data;
  checkNulls(given, path);
  const [issue] = parsed.error.issues;
  throw new UserError(issue === undefined ? 'The definition is none.' : sentenceOf(issue, { form, given, path }));
}

/**
 * The definition that a client, a file or the database gives, checked in all that needs no database. Throws a `UserError` that names
 * the bad place below `path`.
 */
export function checkDefinition(given: unknown, path = ''): SegmentDefinition {
  if (given === null || given === undefined)
    throw new UserError(`${path === '' ? 'The definition' : `"${path}"`} is missing.`);
  const definition = checked(definitionForm, given, path);
  const count = conditionsOf(definition).length;
  if (count > listLimits.segmentConditions)
    throw new UserError(
      `The definition has ${plural(count, 'condition')}, and ${listLimits.segmentConditions} are the most.`,
      'FILTER_TOO_LARGE',
    );
  return definition;
}

/** A condition of what is given for a kind, checked in the same way. Throws a `UserError` that names the bad place below `path`. */
export const checkCondition = (kind: string, given: unknown, path: string): SegmentCondition => ({
  [kind]: checked(kindOf({ [kind]: given }).kind.form, given, path),
});
