import { fail } from '../values/badConfig.js';
import { columnsOf, type Compile, type Expression } from './expression.js';

/** Values by names as JSON: those that are known; null where none is. */
export const object: Compile = (argument, where, scope) => {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    return fail(`${where} is not written { name: <column or expression> }.`);
  const parts = Object.entries(argument).map(
    ([name, source]) => [name, scope.compile(source, `${where}.${name}`, scope)] as const,
  );
  if (parts.length === 0) return fail(`${where} has no names.`);
  const evaluate: Expression['evaluate'] = (fields) => {
    const known = parts.flatMap(([name, part]) => {
      const text = part.evaluate(fields);
      return text === null ? [] : [[name, text]];
    });
    return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
  };
  return { columns: columnsOf(parts.map(([, part]) => part)), evaluate };
};
