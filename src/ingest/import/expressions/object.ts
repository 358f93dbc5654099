import { listLimits, textLimits } from '../../../words/limits.js';
import { fail } from '../values/badConfig.js';
import { columnsOf, type Compile, type Expression } from './expression.js';

const { lineAttributes: mostNames } = listLimits;
const { lineAttributeName: longestName } = textLimits;

/** Refuses names that no row could be stored under. */
function checkNames(names: readonly string[], where: string): void {
  if (names.length === 0) fail(`${where} has no names.`);
  if (names.length > mostNames) fail(`${where} has ${names.length} names, and ${mostNames} are the most.`);
  if (names.some((name) => name.trim() === '' || name.length > longestName))
    fail(`${where} has a name that is blank, or longer than ${longestName} characters.`);
}

/** Values by names as JSON: those that are known; null where none is. */
export const object: Compile = (argument, where, scope) => {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    return fail(`${where} is not written { name: <column or expression> }.`);
  checkNames(Object.keys(argument), where);
  const parts = Object.entries(argument).map(
    ([name, source]) => [name, scope.compile(source, `${where}.${name}`, scope)] as const,
  );
  const evaluate: Expression['evaluate'] = (fields) => {
    const known = parts.flatMap(([name, part]) => {
      const text = part.evaluate(fields);
      return text === null ? [] : [[name, text]];
    });
    return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
  };
  return { columns: columnsOf(parts.map(([, part]) => part)), evaluate };
};
